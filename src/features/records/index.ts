// The doorway of records: who brings a change to a community's record brings it here, so that it stands in
// the record's history and can be taken back.
export { changeRecord, createRecord, removeRecord, type By, type Kept } from './records.actions.js'
export {
  forgetHistory,
  freeId,
  latestVersion,
  ownersOfCodes,
  recordOf,
  recordsOf,
} from './records.queries.js'
export { noteConflict, takeConflictsBack, type Conflict } from './conflicts.queries.js'
export { countLookalikes } from './lookalikes.queries.js'
export type { CommunityRecord, NewRecord, RecordFields } from './records.model.js'
export { createRecords, removeRecords } from './many.actions.js'
export { usedAmong } from './many.queries.js'
