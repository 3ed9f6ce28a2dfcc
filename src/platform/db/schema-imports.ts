// The tables of what staff bring in files: batches, their rows, and what applying them changed.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Json } from './schema-people.js'

export interface ImportBatchesTable {
  id: string
  fileName: string
  kind: 'communities' | 'contacts' | 'partnerships' | 'register'
  state: 'mapping' | 'checking' | 'ready' | 'applied' | 'undone'
  /** How the file was written, in words of the trade: 'csv ; windows-1251', 'xlsx'. */
  format: string
  headings: string[]
  /** Field → number of its column. */
  mapping: Json<Record<string, number>>
  total: number
  checked: Generated<number>
  /** The oblast of the coordinator who brought it; null for the office. */
  regionCode: string | null
  madeBy: string
  madeAt: Date
  /** The run that judges its rows; one that was called back finds another here, or none. */
  run: ColumnType<string | null, string | null | undefined, string | null>
  /** Until when a process has it in hand. */
  leasedUntil: ColumnType<Date | null, Date | null | undefined, Date | null>
  appliedBy: ColumnType<string | null, string | null | undefined, string | null>
  appliedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  undoneBy: ColumnType<string | null, string | null | undefined, string | null>
  undoneAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}

export interface ImportRowsTable {
  batchId: string
  /** As a spreadsheet counts them: the headings are row 1. */
  rowNo: number
  cells: Json<string[]>
  /** Kinds of personal data that stood in the cells and were left out. */
  leftOut: Generated<string[]>
  fate: ColumnType<Fate | null, Fate | null | undefined, Fate | null>
  /** What the check found; see imports' `Outcome`. */
  outcome: ColumnType<unknown, string | null | undefined, string | null>
  /** How many changes applying it would make; beside the outcome, so that counting reads no JSON. */
  effects: Generated<number>
  decision: ColumnType<'take' | 'leave' | null, 'take' | 'leave' | null | undefined, 'take' | 'leave' | null>
  /** Communities that staff chose for this row, by side. */
  choice: ColumnType<Record<string, string>, string | undefined, string>
  /** Whose contact it is, so that it can be forgotten with the community. */
  communityId: ColumnType<string | null, string | null | undefined, string | null>
}

type Fate = 'new' | 'change' | 'duplicate' | 'conflict' | 'unplaced' | 'ignored' | 'not-ours'

export interface ImportChangesTable {
  seq: GeneratedAlways<number>
  batchId: string
  rowNo: number
  tableName: 'communities' | 'partnerships' | 'agreements' | 'contacts'
  /** The row's key; of a pair both ids with a space between. */
  key: string
  before: ColumnType<Record<string, unknown> | null, string | null, string | null>
  after: ColumnType<Record<string, unknown> | null, string | null, string | null>
  undoneAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}
