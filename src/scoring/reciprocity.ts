// Both directions: a pair is only as good as it is for the side that gains less. Two fits, one for
// each side, are joined by their harmonic mean, so that a one-sided match stays low, and move the
// score the two places have by themselves.
import type { Evidence } from './evidence.js'
import { pairOf, type CommunityProfile, type Pair } from './profile.js'
import { scorePair, totalOf, totalPoints, type Score } from './score.js'
import { fitFor, type Fit, type WishName } from './wishes.js'
import type { Weights } from './weights.js'

export type WeakerSide = 'ua' | 'foreign' | undefined

export interface Fits {
  /** How well the foreign side meets the Ukrainian side's wishes, and the other way round. */
  readonly forUa: Fit
  readonly forForeign: Fit
  /** 0 to 1, the two fits in one; one half when nobody declared anything that can be judged. */
  readonly mutual: number
  /** The side whose wishes are met clearly less well, if one is. */
  readonly weaker: WeakerSide
  readonly excluded: readonly { readonly side: 'ua' | 'foreign'; readonly wish: WishName }[]
}

export interface Match extends Fits {
  readonly score: Score
  /** 0 to 1, the score moved by the wishes; 0 when a hard wish is missed. */
  readonly total: number
  /** 0 to 1, of the score and of the wishes of those sides that declared any. */
  readonly coverage: number
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

/** Judges each side's wishes against the other side. */
export function fitsOf({ ua, foreign }: Pair): Fits {
  const [forUa, forForeign] = [fitFor(ua, foreign), fitFor(foreign, ua)]
  return {
    forUa,
    forForeign,
    mutual: joined(forUa.value, forForeign.value),
    weaker: weakerOf(forUa.value ?? neutral, forForeign.value ?? neutral),
    excluded: [
      ...forUa.excludedBy.map((wish) => ({ side: 'ua' as const, wish })),
      ...forForeign.excludedBy.map((wish) => ({ side: 'foreign' as const, wish })),
    ],
  }
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
  const fits = fitsOf(pairOf(a, b)!)
  return {
    ...fits,
    score,
    total: fits.excluded.length > 0 ? 0 : moved(score.total, fits.mutual),
    coverage: joinedCoverage(score, fits),
  }
}

/** The score of a pair as it is offered: moved by both sides' wishes, with what was known of the two. */
export function offeredScore(pair: Pair, evidence: Evidence, weights: Weights): Score {
  const { score, total, coverage } = matchPair(pair.ua, pair.foreign, evidence, weights)
  return { ...score, total, coverage, sides: pair }
}

/** The total of an offered score alone, for ranking many pairs; undefined when a hard wish excludes the pair. */
export function offeredTotal(pair: Pair, evidence: Evidence, weights: Weights): number | undefined {
  const mutual = mutualOf(pair)
  if (mutual === undefined) return undefined
  return moved(totalOf(totalPoints(pair, evidence, weights), weights), mutual)
}

function mutualOf(pair: Pair): number | undefined {
  if (!pair.ua.wishes && !pair.foreign.wishes) return neutral
  const { mutual, excluded } = fitsOf(pair)
  return excluded.length > 0 ? undefined : mutual
}

/** At one half the total stays what it is; a doubling of the mutual fit quadruples its odds. */
function moved(total: number, mutual: number): number {
  if (mutual === neutral) return total
  const odds = (mutual / neutral) ** 2
  return (total * odds) / (total * odds + 1 - total)
}

function joinedCoverage(score: Score, { forUa, forForeign }: Fits): number {
  const declared = [forUa, forForeign].filter(({ parts }) => parts.length > 0)
  const sum = declared.reduce((all, { coverage }) => all + coverage, 2 * score.coverage)
  return sum / (2 + declared.length)
}

function weakerOf(ua: number, foreign: number): WeakerSide {
  if (Math.abs(ua - foreign) < 0.25) return undefined
  return ua < foreign ? 'ua' : 'foreign'
}
