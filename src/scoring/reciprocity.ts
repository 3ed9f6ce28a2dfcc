// Both directions: a pair is only as good as it is for the side that gains less. Two fits, one for
// each side, are joined by their harmonic mean, so that a one-sided match stays low, and move the
// score the two places have by themselves.
import type { Evidence } from './evidence.js'
import { pairOf, type CommunityProfile } from './profile.js'
import { scorePair, type Score } from './score.js'
import { fitFor, type Fit, type WishName } from './wishes.js'
import type { Weights } from './weights.js'

export interface Match {
  readonly score: Score
  /** How well the foreign side meets the Ukrainian side's wishes, and the other way round. */
  readonly forUa: Fit
  readonly forForeign: Fit
  /** 0 to 1, the two fits in one; one half when nobody declared anything that can be judged. */
  readonly mutual: number
  /** The side whose wishes are met clearly less well, if one is. */
  readonly weaker: 'ua' | 'foreign' | undefined
  /** 0 to 1, the score moved by the wishes; 0 when a hard wish is missed. */
  readonly total: number
  /** 0 to 1, of the score and of both sides' wishes. */
  readonly coverage: number
  readonly excluded: readonly { readonly side: 'ua' | 'foreign'; readonly wish: WishName }[]
}

/** Worth of a side that declares nothing, or about which nothing can be judged. */
const neutral = 0.5
/** Keeps one missed soft wish from being worse than a hard one. */
const least = 0.02

/** One number of two: their harmonic mean, near the smaller of them. */
export function joined(a: number | undefined, b: number | undefined): number {
  const [x, y] = [Math.max(least, a ?? neutral), Math.max(least, b ?? neutral)]
  return (2 * x * y) / (x + y)
}

/**
 * Judges a pair in both directions, in either order.
 * @throws RangeError when it is not a Ukrainian community and one abroad that may be proposed
 */
export function matchPair(
  a: CommunityProfile,
  b: CommunityProfile,
  evidence: Evidence,
  weights: Weights,
): Match {
  const score = scorePair(a, b, evidence, weights)
  const { ua, foreign } = pairOf(a, b)!
  const [forUa, forForeign] = [fitFor(ua, foreign), fitFor(foreign, ua)]
  const mutual = joined(forUa.value, forForeign.value)
  const excluded = [
    ...forUa.excludedBy.map((wish) => ({ side: 'ua' as const, wish })),
    ...forForeign.excludedBy.map((wish) => ({ side: 'foreign' as const, wish })),
  ]
  return {
    score,
    forUa,
    forForeign,
    mutual,
    weaker: weakerOf(forUa.value ?? neutral, forForeign.value ?? neutral),
    total: excluded.length > 0 ? 0 : moved(score.total, mutual),
    coverage: (2 * score.coverage + forUa.coverage + forForeign.coverage) / 4,
    excluded,
  }
}

/** At one half the total stays what it is; a doubling of the mutual fit quadruples its odds. */
function moved(total: number, mutual: number): number {
  const odds = (mutual / neutral) ** 2
  return (total * odds) / (total * odds + 1 - total)
}

function weakerOf(ua: number, foreign: number): 'ua' | 'foreign' | undefined {
  if (Math.abs(ua - foreign) < 0.25) return undefined
  return ua < foreign ? 'ua' : 'foreign'
}
