// For a seeker with few good candidates: what each single loosened wish would bring, and how crowded
// the wanted countries are.
import { pairOf, type CommunityProfile } from './profile.js'
import { fitFor, wishNames, type WishName } from './wishes.js'

/** Neither side's hard wishes stand between the two. */
export const isPossible = (a: CommunityProfile, b: CommunityProfile): boolean =>
  pairOf(a, b) !== undefined && fitFor(a, b).excludedBy.length === 0 && fitFor(b, a).excludedBy.length === 0

export interface Loosening {
  readonly wish: WishName
  /** How many more communities would be possible if this one wish, and no other, were not hard. */
  readonly more: number
}

/** The wishes whose loosening brings most, most first; those that bring nothing are left out. */
export function loosenings(seeker: CommunityProfile, others: readonly CommunityProfile[]): Loosening[] {
  const possible = others.filter((other) => isPossible(seeker, other)).length
  return wishNames
    .filter((wish) => seeker.wishes?.[wish]?.hard)
    .map((wish) => {
      const softer = {
        ...seeker,
        wishes: { ...seeker.wishes, [wish]: { ...seeker.wishes![wish]!, hard: false } },
      }
      return { wish, more: others.filter((other) => isPossible(softer, other)).length - possible }
    })
    .filter(({ more }) => more > 0)
    .sort((a, b) => b.more - a.more)
}

export interface Crowding {
  readonly country: string
  /** Seekers that want this country or a region of it. */
  readonly seekers: number
  /** Communities of the country that look for a partner. */
  readonly places: number
  /** Seekers for each place; infinite when nobody there is looking. */
  readonly perPlace: number
}

/** How crowded each wanted country is, most crowded first. */
export function crowding(
  seekers: readonly CommunityProfile[],
  looking: readonly CommunityProfile[],
): Crowding[] {
  const wanted = new Map<string, number>()
  for (const { wishes } of seekers) {
    const countries = new Set((wishes?.places?.value ?? []).map((code) => code.slice(0, 2)))
    for (const country of countries) wanted.set(country, (wanted.get(country) ?? 0) + 1)
  }
  return [...wanted]
    .map(([country, many]) => {
      const places = looking.filter((other) => other.country === country).length
      return { country, seekers: many, places, perPlace: places === 0 ? Infinity : many / places }
    })
    .sort((a, b) => b.perPlace - a.perPlace || b.seekers - a.seekers || (a.country < b.country ? -1 : 1))
}
