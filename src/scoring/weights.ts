// Named and versioned weights: what every criterion's measure is worth, and how points become a total.
import type { CriterionName } from './criteria/index.js'
import type { Curve } from './curve.js'
import { learned } from './weights/learned-1.js'

export interface Weights {
  /** Stored with every proposal, so that an old score can be read by the rules it was made with. */
  readonly version: string
  readonly curves: Readonly<Record<CriterionName, Curve>>
  /** Points of a middling real partnership: they make a total of one half. */
  readonly middle: number
  /** How many points lead from one half to nearly three quarters. */
  readonly spread: number
}

/** The weights this code brings along: in use until staff choose another set (`features/weights`). */
export const currentWeights: Weights = learned
export { trainingFigures } from './weights/learned-1.js'
