// Where each curve may bend and which way it runs. Between two knots lies one learned number, so the
// whole model has as many as there are gaps.
import type { CriterionName } from '../../src/scoring/criteria/index.js'

export interface Shape {
  readonly at: readonly number[]
  /** Rising: more is never worse. Falling: more is never better. */
  readonly runs: 'rising' | 'falling'
}

/** Learned from which foreign communities Ukrainian ones really chose. */
export const choiceShapes = {
  population: { at: [0, 0.5, 1, 1.5, 2, 3, 4, 6], runs: 'falling' },
  role: { at: [-1, 0, 1], runs: 'rising' },
  distance: { at: [3, 4.5, 5.3, 6, 6.6, 7.2, 7.8, 9, 9.8], runs: 'falling' },
  neighbourhood: { at: [-2, -1, 0, 1, 2, 4], runs: 'rising' },
  region: { at: [-1.5, -0.5, 0, 0.5, 1.5, 3], runs: 'rising' },
  country: { at: [-2.5, -1, 0, 1, 2.5], runs: 'rising' },
  experience: { at: [0, 0.7, 1.4, 2.1, 2.8, 3.5], runs: 'rising' },
  circle: { at: [-0.5, 0, 0.5, 1], runs: 'rising' },
} as const satisfies Partial<Record<CriterionName, Shape>>

/** Learned in a second step, among the candidates for which they are known. */
export const laterShapes = {
  features: { at: [0, 1, 2], runs: 'rising' },
  commonPartners: { at: [0, 1, 2, 4], runs: 'rising' },
} as const satisfies Partial<Record<CriterionName, Shape>>

/** How far a measure has come through each gap of its shape, 0 to 1, in the direction that adds points. */
export function gapsOf({ at, runs }: Shape, x: number, into: Float32Array, from: number): void {
  for (let i = 1; i < at.length; i++) {
    const through = Math.min(1, Math.max(0, (x - at[i - 1]!) / (at[i]! - at[i - 1]!)))
    into[from + i - 1] = runs === 'rising' ? through : 1 - through
  }
}
