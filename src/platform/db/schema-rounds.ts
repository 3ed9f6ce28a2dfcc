// The tables of rounds: the draft or accepted set, its pairs, and what staff locked or struck.
import type { Json } from './schema-people.js'

export interface RoundsTable {
  id: string
  name: string
  state: 'draft' | 'accepted' | 'discarded'
  /** The oblast whose communities it is for; null for a round of the whole country. */
  regionCode: string | null
  /** What was asked of it. */
  options: Json<unknown>
  /** For the introductions that follow from its proposals. */
  remindAfterDays: number
  closeAfterDays: number
  madeBy: string
  madeAt: Date
  /** Somebody is computing it; long ago means that they never came back. */
  computingSince: Date | null
  computedAt: Date | null
  /** When a pair was last locked, struck or freed. */
  markedAt: Date | null
  /** What it was computed from, in short: another one today means that it is out of date. */
  basis: string | null
  /** The figures of the last computation. */
  summary: Json<unknown> | null
  decidedBy: string | null
  decidedAt: Date | null
  note: string | null
}

export interface RoundPairsTable {
  roundId: string
  uaId: string
  foreignId: string
  /** The whole score, as long as the round is a draft; later the proposal has it. */
  score: Json<unknown> | null
  total: number
  /** Whether the last computation brought it in. */
  isNew: boolean
  /** Why an accepted round did not offer it. */
  leftOut: 'decided' | 'partnered' | 'not-looking' | 'closed-country' | 'other-round' | null
}

export interface RoundMarksTable {
  roundId: string
  uaId: string
  foreignId: string
  kind: 'lock' | 'strike'
  note: string | null
  markedBy: string
  markedAt: Date
}
