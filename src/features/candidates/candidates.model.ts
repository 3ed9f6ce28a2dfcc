// Who fits a community, as its own people look at it: what matching knows of them at one moment, and
// what they may be narrowed down to.
import type { Prospects } from '../our-community/our-community.model.js'
import type { CommunityProfile } from '../../scoring/profile.js'
import type { Ranked } from '../../scoring/rank.js'
import type { Score } from '../../scoring/score.js'

/** Everybody a community could be introduced to, from one picture of the registry. */
export interface Outlook {
  us: CommunityProfile
  /** Those no hard wish excludes, best first; partners and those who look for nobody are not among them. */
  ranked: readonly Ranked[]
  isLooking(candidate: CommunityProfile): boolean
  /** The pair with one other community, partners and excluded ones included; undefined when it is no pair. */
  scoreWith(candidateId: string): Score | undefined
  prospects(): Prospects
}

/** Matching looks around for a community; undefined when there is no such community. */
export type LookAround = (communityId: string) => Promise<Outlook | undefined>

/** The other community of a pair. */
export const otherOf = ({ pair }: Pick<Ranked, 'pair'>, ours: string): CommunityProfile =>
  pair.ua.id === ours ? pair.foreign : pair.ua

/** Sizes to choose from, in people: from the first to below the second. */
export const sizeBands = {
  'under-10': [0, 10_000],
  '10-50': [10_000, 50_000],
  '50-100': [50_000, 100_000],
  '100-500': [100_000, 500_000],
  'over-500': [500_000, Infinity],
} as const satisfies Record<string, readonly [number, number]>
export type SizeBand = keyof typeof sizeBands
export const sizeBandNames = Object.keys(sizeBands) as SizeBand[]

/** The least a total may be, by the word it is called by. */
export const leastTotals = { fair: 0.25, good: 0.5, strong: 0.75 } as const
export type LeastFit = keyof typeof leastTotals
export const leastFits = Object.keys(leastTotals) as LeastFit[]

export interface Narrowing {
  /** A country, or a region such as `UA.15`. */
  place?: string | undefined
  topic?: string | undefined
  size?: SizeBand | undefined
  /** Only those known to look for a partner. */
  looking: boolean
  fit?: LeastFit | undefined
}

/** Beyond these the reasons are too few to be worth anybody's evening. */
export const shownAtMost = 200

const has = (profile: CommunityProfile, topic: string) =>
  [profile.topics?.needs, profile.topics?.offers, profile.topics?.themes].some((codes) =>
    codes?.includes(topic),
  )

const inBand = ({ population }: CommunityProfile, band: SizeBand) => {
  const [from, to] = sizeBands[band]
  return population !== undefined && population >= from && population < to
}

/** The candidates that are left after narrowing down, best first. */
export function narrowed(
  { us, ranked, isLooking }: Pick<Outlook, 'us' | 'ranked' | 'isLooking'>,
  { place, topic, size, looking, fit }: Narrowing,
): Ranked[] {
  return ranked
    .filter((candidate) => {
      const other = otherOf(candidate, us.id)
      return (
        (place === undefined || other.country === place || other.region === place) &&
        (topic === undefined || has(other, topic)) &&
        (size === undefined || inBand(other, size)) &&
        (!looking || isLooking(other)) &&
        (fit === undefined || candidate.total >= leastTotals[fit])
      )
    })
    .slice(0, shownAtMost)
}
