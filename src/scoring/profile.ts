// What scoring may know about a community. Every field but identity and place may be unknown, and
// unknown is not zero.
import type { Wishes } from './wishes.js'

export type Kind = 'city' | 'settlement' | 'village'

export interface CommunityProfile {
  readonly id: string
  readonly country: string
  /** First-level region (GeoNames admin1), such as `UA.15`. */
  readonly region: string | undefined
  readonly kind: Kind | undefined
  readonly lat: number
  readonly lon: number
  readonly population: number | undefined
  /** Undefined when nobody derived them; an empty list when none applies. */
  readonly features: readonly string[] | undefined
  /** Undefined when nothing is known of this community's topics. */
  readonly topics: Topics | undefined
  /** Languages the office works in (ISO 639-1). Absent or undefined when nobody said. */
  readonly languages?: readonly string[] | undefined
  /** What this side declares it wants of a partner. */
  readonly wishes?: Wishes | undefined
}

/** A Ukrainian community and one abroad: the only pairs that are scored. */
export interface Pair {
  readonly ua: CommunityProfile
  readonly foreign: CommunityProfile
}

/** Countries no community of which is proposed to anybody. */
export const closedCountries: readonly string[] = ['RU', 'BY']

/** The two communities in their places, or undefined when they are not a pair this service makes. */
export function pairOf(a: CommunityProfile, b: CommunityProfile): Pair | undefined {
  if ((a.country === 'UA') === (b.country === 'UA')) return undefined
  if (closedCountries.includes(a.country) || closedCountries.includes(b.country)) return undefined
  return a.country === 'UA' ? { ua: a, foreign: b } : { ua: b, foreign: a }
}

/** How a pair is named in sets: the Ukrainian id first. */
export const pairKey = (uaId: string, foreignId: string): string => `${uaId} ${foreignId}`

export interface Topics {
  readonly needs: readonly string[]
  readonly offers: readonly string[]
  /** Named in an agreement or a plan without saying in which direction. */
  readonly themes: readonly string[]
}
