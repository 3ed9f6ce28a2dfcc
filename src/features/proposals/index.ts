// The doorway of proposals: the nightly matching offers them, and a community may ask for one.
export { askForIntroduction, type Asked, type NotAsked } from './asking.actions.js'
export { offerProposals, wakePostponed, type Offered } from './proposals.actions.js'
export { decidedPairs, hasProposals, keptPairs } from './offers.queries.js'
export { offerRound, type LeftOut, type WhyLeftOut } from './rounds.actions.js'
export { standingOf, statesWith } from './proposals.queries.js'
export { proposalFilterOf } from './queue-for-staff.queries.js'
export { proposalsFilter } from './queue.forms.js'
export { countProposals, idsOfProposals } from './queue.queries.js'
