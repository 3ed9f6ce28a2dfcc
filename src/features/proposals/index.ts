// The doorway of proposals: the nightly matching offers them.
export { offerProposals, wakePostponed, type Offered } from './proposals.actions.js'
export { decidedPairs, hasProposals, wokenPairs } from './offers.queries.js'
export { countProposals } from './proposals.queries.js'
