// The registry and the world's pairs as scoring sees them, straight from the files: what learning and
// judging the weights needs, without a database.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { worldPairs } from '../../src/features/matching/index.js'
import { root } from '../../src/platform/kit/root.js'
import type { CommunityProfile, Kind } from '../../src/scoring/profile.js'
import { arrange, type Registry } from '../../src/scoring/quality/registry.js'

export { chance, foldsOf, visiblePairs, type Registry } from '../../src/scoring/quality/registry.js'

const rows = (name: string): Record<string, string>[] =>
  parse(readFileSync(join(root, 'seeds', name)), { columns: true, bom: true })

export async function readRegistry(): Promise<Registry> {
  const communities = rows('communities.csv')
  const numbered = communities.filter((row) => row.geonames_id)
  const ids = new Map(numbered.map((row) => [Number(row.geonames_id), row.id!]))
  const world = await worldPairs(ids)
  const profiles = [...communities.map(profileOf), ...world.places]
  const partnerships = rows('partnerships.csv').map((row) => [row.ua_id!, row.foreign_id!] as const)
  return arrange(profiles, partnerships, world.pairs)
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
