// The registry and the world's pairs as scoring sees them, straight from the files: what learning and
// judging the weights needs, without a database.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { worldPairs } from '../../src/features/matching/index.js'
import { root } from '../../src/platform/kit/root.js'
import { closedCountries, type CommunityProfile, type Kind } from '../../src/scoring/profile.js'

export interface Registry {
  readonly profiles: CommunityProfile[]
  /** Ukrainian communities with a partner outside the closed countries. */
  readonly ukrainian: CommunityProfile[]
  /** Every foreign community that is known at all, closed countries left out. */
  readonly foreign: CommunityProfile[]
  /** Indices into `foreign` of the partners of each community of `ukrainian`. */
  readonly partners: number[][]
  /** Pairs of two foreign communities. */
  readonly world: (readonly [string, string])[]
}

const rows = (name: string): Record<string, string>[] =>
  parse(readFileSync(join(root, 'seeds', name)), { columns: true, bom: true })

export async function readRegistry(): Promise<Registry> {
  const communities = rows('communities.csv')
  const numbered = communities.filter((row) => row.geonames_id)
  const ids = new Map(numbered.map((row) => [Number(row.geonames_id), row.id!]))
  const world = await worldPairs(ids)
  const profiles = [...communities.map(profileOf), ...world.places]
  const foreign = profiles.filter(({ country }) => country !== 'UA' && !closedCountries.includes(country))
  const place = new Map(foreign.map(({ id }, i) => [id, i]))
  const partners = new Map<string, number[]>()
  for (const { ua_id: uaId, foreign_id: foreignId } of rows('partnerships.csv')) {
    const index = place.get(foreignId!)
    if (index !== undefined) partners.set(uaId!, [...(partners.get(uaId!) ?? []), index])
  }
  const ukrainian = profiles.filter(({ id }) => partners.has(id))
  return {
    profiles,
    ukrainian,
    foreign,
    partners: ukrainian.map(({ id }) => partners.get(id)!),
    world: world.pairs,
  }
}

// Topics stay out: abroad they are known from agreements with Ukrainian communities alone, so they
// would give away the very partnerships that are to be found.
const profileOf = (row: Record<string, string>): CommunityProfile => ({
  id: row.id!,
  country: row.country!,
  region: row.admin1_code || undefined,
  kind: row.kind as Kind,
  lat: Number(row.lat),
  lon: Number(row.lon),
  population: row.population ? Number(row.population) : undefined,
  features: row.features!.split(';').filter((name) => name !== ''),
  topics: undefined,
})

/** The pairs that may be seen while the partnerships of some Ukrainian communities are hidden. */
export function visiblePairs(registry: Registry, hidden: ReadonlySet<number>): (readonly [string, string])[] {
  const seen = registry.ukrainian.flatMap(({ id }, u) =>
    hidden.has(u) ? [] : registry.partners[u]!.map((f) => [id, registry.foreign[f]!.id] as const),
  )
  return [...seen, ...registry.world]
}

/** The same numbers on every machine and in every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Splits the Ukrainian communities, never their pairs, into folds of equal size. */
export function foldsOf(registry: Registry, count: number, seed: number): Set<number>[] {
  const order = registry.ukrainian.map((_, u) => u)
  const next = chance(seed)
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return Array.from({ length: count }, (_, k) => new Set(order.filter((_u, i) => i % count === k)))
}
