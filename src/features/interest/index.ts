// The doorway of interest: how many wait for the staff, and what the night forgets.
export { forgetOldInterests } from './interest.actions.js'
export { countInterests, deleteLettersAbout, interestForUpdate } from './interest.queries.js'
export { withdraw } from './withdraw.actions.js'
export { emptyInterest } from './withdraw.queries.js'
