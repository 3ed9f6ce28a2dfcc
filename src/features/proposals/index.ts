// The doorway of proposals: the nightly matching offers them, and a community may ask for one.
export { askForIntroduction, type Asked, type NotAsked } from './asking.actions.js'
export { offerProposals, wakePostponed, type Offered } from './proposals.actions.js'
export { decidedPairs, hasProposals, keptPairs } from './offers.queries.js'
export { countProposals, statesWith } from './proposals.queries.js'
