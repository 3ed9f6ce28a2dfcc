// What every criterion is: one number that is judged by a curve, and the values its sentence needs.
import type { Evidence } from '../evidence.js'
import type { Pair } from '../profile.js'

export type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>

export interface Criterion {
  /** The number that is judged, or undefined when a side does not tell enough. */
  readonly measure: (pair: Pair, evidence: Evidence) => number | undefined
  /** What a sentence about it may need: numbers, ids and codes, never words. */
  readonly values: (pair: Pair, evidence: Evidence) => Values
}

/** Which side is silent: for the sentence that says what is unknown. */
export function silent(ua: unknown, foreign: unknown): 'ua' | 'foreign' | 'both' | 'none' {
  if (ua === undefined) return foreign === undefined ? 'both' : 'ua'
  return foreign === undefined ? 'foreign' : 'none'
}
