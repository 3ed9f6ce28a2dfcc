// What the criteria are worth: sets that never change, and what one would change against another.
import type { ColumnType, Generated } from 'kysely'
import type { Json } from './schema-people.js'

export interface WeightSetsTable {
  /** Name and version: 'learned-1'. */
  id: string
  name: string
  version: number
  /** The whole set, as scoring takes it. */
  weights: Json<unknown>
  basedOn: string | null
  /** An account, or 'system'. */
  madeBy: string
  madeAt: Date
  why: string
  inUse: Generated<boolean>
  /** Who put it in use last, when and why; null while it never was by anybody's decision. */
  chosenBy: string | null
  chosenAt: Date | null
  chosenWhy: string | null
}

export interface WeightPreviewsTable {
  setId: string
  againstId: string
  startedAt: Date
  /** When whoever reckons last said how far it has come. */
  seenAt: Date
  done: Generated<number>
  total: Generated<number>
  failed: Generated<boolean>
  finishedAt: Date | null
  result: ColumnType<unknown, string | null | undefined, string | null>
}
