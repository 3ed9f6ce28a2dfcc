// What judging and learning need: real partnerships arranged so that some of them can be hidden.
import { closedCountries, type CommunityProfile } from '../profile.js'

export interface Registry {
  readonly profiles: readonly CommunityProfile[]
  /** Ukrainian communities with a partner outside the closed countries. */
  readonly ukrainian: readonly CommunityProfile[]
  /** Every foreign community that is known at all, closed countries left out. */
  readonly foreign: readonly CommunityProfile[]
  /** Indices into `foreign` of the partners of each community of `ukrainian`. */
  readonly partners: readonly (readonly number[])[]
  /** Pairs of two foreign communities. */
  readonly world: readonly (readonly [string, string])[]
}

/**
 * @param partnerships the Ukrainian id first
 * @param world pairs of two communities elsewhere
 */
export function arrange(
  profiles: readonly CommunityProfile[],
  partnerships: Iterable<readonly [string, string]>,
  world: readonly (readonly [string, string])[],
): Registry {
  const foreign = profiles.filter(({ country }) => country !== 'UA' && !closedCountries.includes(country))
  const place = new Map(foreign.map(({ id }, i) => [id, i]))
  const partners = new Map<string, number[]>()
  for (const [uaId, foreignId] of partnerships) {
    const index = place.get(foreignId)
    if (index !== undefined) partners.set(uaId, [...(partners.get(uaId) ?? []), index])
  }
  const ukrainian = profiles.filter(({ id }) => partners.has(id))
  return { profiles, ukrainian, foreign, partners: ukrainian.map(({ id }) => partners.get(id)!), world }
}

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

/** How the figures of this house are reckoned: so many folds, drawn by this seed. */
export const usualFolds = { count: 5, seed: 1 } as const

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
