// Places for the scoring tests: a few real ones, and whole made-up worlds from a seed.
import type { CommunityProfile } from '../../src/scoring/profile.js'

/** A profile that knows its place and nothing else, but for what a test says. */
export const place = (
  id: string,
  lat: number,
  lon: number,
  more: Partial<CommunityProfile> = {},
): CommunityProfile => ({
  id,
  country: id.slice(0, 2).toUpperCase(),
  region: undefined,
  kind: undefined,
  lat,
  lon,
  population: undefined,
  features: undefined,
  topics: undefined,
  ...more,
})

export const drohobych = place('ua-drohobych', 49.35, 23.51, { population: 74_000, features: ['medium'] })
export const sambir = place('ua-sambir', 49.52, 23.2, { population: 34_000, features: ['small'] })
export const odesa = place('ua-odesa', 46.48, 30.73, {
  population: 1_010_000,
  features: ['coastal', 'regional-seat'],
})
export const sanok = place('pl-sanok', 49.56, 22.2, { population: 38_000, features: ['border', 'small'] })
export const elblag = place('pl-elblag', 54.16, 19.4, { population: 120_000, features: ['large'] })
export const die = place('fr-die', 44.75, 5.37, { population: 4_400, features: ['small'] })
export const kursk = place('ru-kursk', 51.73, 36.19, { population: 440_000 })

/** Chance that repeats itself. */
export function chance(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

const countries = ['PL', 'DE', 'FR', 'RO', 'US', 'JP', 'RU', 'BY', 'LT']
const topics = ['energy', 'water', 'sport', 'youth', 'tourism']

/** A world of Ukrainian and foreign communities, some with gaps, and partnerships among them. */
export function world(seed: number, ukrainian: number, foreign: number, pairs: number) {
  const next = chance(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!
  const some = <T>(list: readonly T[]) => list.filter(() => next() < 0.4)
  const profile = (id: string, country: string, lat: number, lon: number): CommunityProfile => ({
    id,
    country,
    region: next() < 0.8 ? `${country}.${Math.floor(next() * 3)}` : undefined,
    kind: undefined,
    lat,
    lon,
    population: next() < 0.9 ? Math.round(300 * Math.exp(next() * 8)) : undefined,
    features: next() < 0.7 ? some(['regional-seat', 'coastal', 'mountain', 'border']) : undefined,
    topics: next() < 0.5 ? { needs: some(topics), offers: some(topics), themes: some(topics) } : undefined,
    languages: next() < 0.5 ? some(['en', 'pl', 'de']) : undefined,
  })
  const profiles = [
    ...Array.from({ length: ukrainian }, (_, i) =>
      profile(`ua-${i}`, 'UA', 45 + next() * 7, 22 + next() * 18),
    ),
    ...Array.from({ length: foreign }, (_, i) =>
      next() < 0.7
        ? profile(`f-${i}`, pick(countries), 44 + next() * 12, 5 + next() * 20)
        : profile(`f-${i}`, pick(countries), next() * 170 - 85, next() * 360 - 180),
    ),
  ]
  const links = Array.from({ length: pairs }, () => [pick(profiles).id, pick(profiles).id] as const)
  return { profiles, links, ukrainian: profiles.slice(0, ukrainian), foreign: profiles.slice(ukrainian) }
}
