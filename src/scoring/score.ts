// How well two communities fit: every criterion gives points, unknown gives none and takes nothing,
// and the sum becomes a total between 0 and 1.
import { criteria, criterionNames, type CriterionName } from './criteria/index.js'
import type { Values } from './criteria/criterion.js'
import { pointsAt, reach } from './curve.js'
import type { Evidence } from './evidence.js'
import { pairOf, type CommunityProfile, type Pair } from './profile.js'
import type { Weights } from './weights.js'

export interface Part {
  readonly key: CriterionName
  readonly known: boolean
  /** Above 0 speaks for the pair, below 0 against it; 0 when unknown. */
  readonly points: number
  /** How much this criterion can move a score at most, in points. */
  readonly weight: number
  /** 0 the worst that can be, 1 the best; undefined when unknown. */
  readonly value: number | undefined
  readonly values: Values
}

export interface Score {
  readonly uaId: string
  readonly foreignId: string
  /** 0 to 1. One half: as good as a middling partnership that really exists. */
  readonly total: number
  /** 0 to 1: the share of what could be judged that was known. */
  readonly coverage: number
  readonly parts: readonly Part[]
  /** Version of the weights. */
  readonly weights: string
  /** What was known of the two when they were judged; absent where nobody keeps it. */
  readonly sides?: Pair | undefined
}

/** Points to a total between 0 and 1. */
export const totalOf = (points: number, { middle, spread }: Weights): number =>
  1 / (1 + Math.exp(-(points - middle) / spread))

function partOf(key: CriterionName, pair: Pair, evidence: Evidence, weights: Weights): Part {
  const curve = weights.curves[key]
  const weight = reach(curve)
  const x = criteria[key].measure(pair, evidence)
  const values = criteria[key].values(pair, evidence)
  if (x === undefined) return { key, known: false, points: 0, weight, value: undefined, values }
  const points = pointsAt(curve, x)
  const value = weight === 0 ? 0.5 : (points - Math.min(...curve.points)) / weight
  return { key, known: true, points, weight, value, values }
}

/**
 * Scores a pair, in either order.
 * @throws RangeError when it is not a Ukrainian community and one abroad that may be proposed
 */
export function scorePair(
  a: CommunityProfile,
  b: CommunityProfile,
  evidence: Evidence,
  weights: Weights,
): Score {
  const pair = pairOf(a, b)
  if (!pair) throw new RangeError(`${a.id} and ${b.id} are no pair to score`)
  const parts = criterionNames.map((key) => partOf(key, pair, evidence, weights))
  const known = parts.filter((part) => part.known)
  const sum = (list: readonly Part[], of: (part: Part) => number) =>
    list.reduce((all, part) => all + of(part), 0)
  return {
    uaId: pair.ua.id,
    foreignId: pair.foreign.id,
    total: totalOf(
      sum(known, (part) => part.points),
      weights,
    ),
    coverage: sum(known, (part) => part.weight) / sum(parts, (part) => part.weight),
    parts,
    weights: weights.version,
  }
}

/** The total alone, for ranking many pairs. */
export function totalPoints(pair: Pair, evidence: Evidence, weights: Weights): number {
  let points = 0
  for (const key of criterionNames) {
    const x = criteria[key].measure(pair, evidence)
    if (x !== undefined) points += pointsAt(weights.curves[key], x)
  }
  return points
}
