// Evidence: partnerships that already exist anywhere, arranged so that criteria can ask about them.
// A community's own partnerships never speak for its own neighbourhood, region or country, so that a
// newcomer and an old hand are judged by what others did.
import { gridOf } from './grid.js'
import { closedCountries, type CommunityProfile } from './profile.js'

/** A partnership of a Ukrainian community and one abroad. */
export interface Link {
  readonly ua: CommunityProfile
  readonly foreign: CommunityProfile
}

/** What other communities near a Ukrainian one already do. */
export interface Home {
  /** Closeness, 0 to 1, of every Ukrainian community with partners near this one, itself left out. */
  readonly near: ReadonlyMap<string, number>
  /** Their partnerships, each counted by closeness: all of them, and by country. */
  readonly links: number
  readonly byCountry: ReadonlyMap<string, number>
  /** How many they are by country, each counted once: for sentences. */
  readonly counts: ReadonlyMap<string, number>
  /** The community's own partnerships by country: they do not speak for itself. */
  readonly own: ReadonlyMap<string, number>
}

/** What is known around a foreign community. */
export interface Around {
  /** Partnerships with Ukraine nearby, its own among them, and the closeness of their foreign ends. */
  readonly links: readonly { readonly link: Link; readonly near: number }[]
  /** How much partnering of any kind goes on nearby: partnerships counted by closeness. */
  readonly activity: number
}

export interface Totals {
  /** Partnerships with Ukrainian communities. */
  readonly links: number
  /** Ends of partnerships between foreign communities. */
  readonly elsewhere: number
}

export interface Evidence {
  /** Ids of all known partners of a community, sorted. */
  readonly partnersOf: (id: string) => readonly string[]
  readonly profileOf: (id: string) => CommunityProfile | undefined
  readonly homeOf: (ua: CommunityProfile) => Home
  readonly aroundOf: (foreign: CommunityProfile) => Around
  readonly country: (code: string) => Totals
  readonly all: Totals
  readonly links: readonly Link[]
  /** Whether no larger community of its region is known. Undefined without region or population. */
  readonly isLargest: (community: CommunityProfile) => boolean | undefined
}

/** How far a neighbour's example reaches, in kilometres: at home, and around the foreign side. */
export const exampleReach = { home: 250, abroad: 150 }

/** 1 beside each other, falling smoothly to 0 at the reach. */
export const closeness = (km: number, reach: number): number =>
  km < reach ? (1 - (km / reach) ** 2) ** 2 : 0

/**
 * Arranges known partnerships. Pairs with an end that is not among the profiles, or that lies in a
 * closed country, say nothing and are left out; a pair given twice counts once.
 */
export function gatherEvidence(
  profiles: readonly CommunityProfile[],
  pairs: Iterable<readonly [string, string]>,
): Evidence {
  const known = new Map(profiles.map((profile) => [profile.id, profile]))
  const partners = new Map<string, Set<string>>()
  const links: Link[] = []
  for (const [aId, bId] of pairs) {
    const [a, b] = [known.get(aId), known.get(bId)]
    if (!a || !b || a === b || partners.get(aId)?.has(bId)) continue
    if (closedCountries.includes(a.country) || closedCountries.includes(b.country)) continue
    join(partners, aId, bId)
    join(partners, bId, aId)
    if (a.country === 'UA' && b.country !== 'UA') links.push({ ua: a, foreign: b })
    if (b.country === 'UA' && a.country !== 'UA') links.push({ ua: b, foreign: a })
  }

  const sorted = new Map([...partners].map(([id, ids]) => [id, [...ids].sort()]))
  const partnersOf = (id: string) => sorted.get(id) ?? []
  const elsewhere = new Map<string, number>()
  for (const { id, country } of profiles)
    if (country !== 'UA')
      elsewhere.set(id, partnersOf(id).filter((other) => known.get(other)!.country !== 'UA').length)

  const countries = new Map<string, { links: number; elsewhere: number }>()
  const all = { links: links.length, elsewhere: 0 }
  const totals = (code: string) => {
    const found = countries.get(code) ?? { links: 0, elsewhere: 0 }
    countries.set(code, found)
    return found
  }
  for (const { foreign } of links) totals(foreign.country).links++
  for (const { id, country } of profiles) {
    const ends = elsewhere.get(id) ?? 0
    if (ends > 0) totals(country).elsewhere += ends
    all.elsewhere += ends
  }

  const linksOf = groupBy(links, (link) => link.ua.id)
  const linkedHomes = gridOf([...linksOf.values()].map(([first]) => first!.ua))
  const linkedAbroad = gridOf(links.map((link) => ({ ...link.foreign, link })))
  const busy = gridOf(profiles.filter(({ id }) => (elsewhere.get(id) ?? 0) > 0))
  const largest = largestOfRegions(profiles)

  return {
    partnersOf,
    links,
    profileOf: (id) => known.get(id),
    all,
    country: (code) => countries.get(code) ?? { links: 0, elsewhere: 0 },
    isLargest: ({ region, population }) =>
      region === undefined || population === undefined ? undefined : population >= (largest.get(region) ?? 0),
    homeOf: remember((ua) => {
      const near = new Map<string, number>()
      const byCountry = new Map<string, number>()
      const counts = new Map<string, number>()
      let mass = 0
      linkedHomes(ua, exampleReach.home, (other, km) => {
        if (other.id === ua.id) return
        const weight = closeness(km, exampleReach.home)
        near.set(other.id, weight)
        for (const { foreign } of linksOf.get(other.id)!) {
          add(byCountry, foreign.country, weight)
          add(counts, foreign.country, 1)
        }
        mass += weight * linksOf.get(other.id)!.length
      })
      const own = new Map<string, number>()
      for (const { foreign } of linksOf.get(ua.id) ?? []) add(own, foreign.country, 1)
      return { near, links: mass, byCountry, counts, own }
    }),
    aroundOf: remember((foreign) => {
      const found: { link: Link; near: number }[] = []
      linkedAbroad(foreign, exampleReach.abroad, ({ link }, km) =>
        found.push({ link, near: closeness(km, exampleReach.abroad) }),
      )
      let activity = 0
      busy(foreign, exampleReach.abroad, ({ id }, km) => {
        activity += closeness(km, exampleReach.abroad) * elsewhere.get(id)!
      })
      return { links: found, activity }
    }),
  }
}

/** Remembers an answer for each profile: a changed profile is another object and asked anew. */
function remember<T>(answer: (profile: CommunityProfile) => T): (profile: CommunityProfile) => T {
  const known = new Map<CommunityProfile, T>()
  return (profile) => {
    const found = known.get(profile)
    if (found !== undefined) return found
    const fresh = answer(profile)
    known.set(profile, fresh)
    return fresh
  }
}

function largestOfRegions(profiles: readonly CommunityProfile[]): Map<string, number> {
  const largest = new Map<string, number>()
  for (const { region, population } of profiles)
    if (region !== undefined && population !== undefined)
      largest.set(region, Math.max(population, largest.get(region) ?? 0))
  return largest
}

const add = (sums: Map<string, number>, key: string, value: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function join(sets: Map<string, Set<string>>, key: string, value: string): void {
  const found = sets.get(key)
  if (found) found.add(value)
  else sets.set(key, new Set([value]))
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const found = groups.get(keyOf(item))
    if (found) found.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
