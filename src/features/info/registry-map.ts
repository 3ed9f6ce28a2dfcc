// The picture of the whole registry on the home page, and the same facts by country. It is drawn in the
// background when the registry changed; whoever asks meanwhile gets the one before.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { AppContext } from '../../context.js'
import { landIn } from '../../platform/views/map-land.js'
import { drawRegistry } from '../../platform/views/map-registry.js'
import { partnershipsOnTheMap, type PartnershipOnTheMap } from './registry-map.queries.js'

export interface CountryFacts {
  code: string
  nameUk: string
  nameEn: string
  /** Its communities with a partner in Ukraine, and their partnerships. */
  communities: number
  partnerships: number
  /** Those of the partnerships that are to be checked: no threads are drawn for them. */
  toCheck: number
}

export interface RegistryPicture {
  /** Of the drawing itself: another picture has another address. */
  digest: string
  svg: string
  compressed: { br: Buffer; gzip: Buffer }
  /** Most threads first. */
  countries: CountryFacts[]
}

export interface RegistryMap {
  /** The picture as it was last drawn; the first to ask waits for the first one. */
  picture(): Promise<RegistryPicture>
  /** The picture of the registry as it is now. */
  redrawn(): Promise<RegistryPicture>
}

/** So long the registry is not asked again whether it changed, in milliseconds. */
const askedEvery = 30_000

type Needs = Pick<AppContext, 'db' | 'clock' | 'log' | 'config'>

/** Draws the first picture at once where the site is for people, so that nobody waits for it. */
export function registryMap({ db, clock, log, config }: Needs): RegistryMap {
  let known: RegistryPicture | undefined
  let drawnFrom = ''
  let askedAt = -Infinity
  let asking: Promise<RegistryPicture> | undefined

  async function ask(): Promise<RegistryPicture> {
    askedAt = clock.now().getTime()
    const rows = await partnershipsOnTheMap(db)
    const registry = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
    if (known && registry === drawnFrom) return known
    known = await pictureOf(rows)
    drawnFrom = registry
    return known
  }
  const redrawn = () => (asking ??= ask().finally(() => (asking = undefined)))

  const refresh = () =>
    redrawn().then(
      () => undefined,
      (error: unknown) => log.warn({ err: error }, 'the map of the registry stays as it was'),
    )

  if (config.mode !== 'test') void refresh().then(() => landIn('fine'))
  return {
    redrawn,
    async picture() {
      if (!known) return redrawn()
      if (clock.now().getTime() - askedAt >= askedEvery) void refresh()
      return known
    },
  }
}

async function pictureOf(rows: readonly PartnershipOnTheMap[]): Promise<RegistryPicture> {
  const svg = await drawRegistry(
    rows.map((row) => ({
      ua: { id: row.uaId, lat: row.uaLat, lon: row.uaLon },
      foreign: { id: row.foreignId, lat: row.foreignLat, lon: row.foreignLon },
      living: row.status !== 'suspended-check',
    })),
  )
  const [br, gz] = await Promise.all([promisify(brotliCompress)(svg), promisify(gzip)(svg, { level: 9 })])
  return {
    digest: createHash('sha256').update(svg).digest('hex').slice(0, 16),
    svg,
    compressed: { br, gzip: gz },
    countries: factsByCountry(rows),
  }
}

const threads = ({ partnerships, toCheck }: CountryFacts) => partnerships - toCheck

function factsByCountry(rows: readonly PartnershipOnTheMap[]): CountryFacts[] {
  const facts = new Map<string, CountryFacts & { ids: Set<string> }>()
  for (const { code, countryUk: nameUk, countryEn: nameEn, foreignId, status } of rows) {
    const none = { code, nameUk, nameEn, communities: 0, partnerships: 0, toCheck: 0, ids: new Set<string>() }
    const country = facts.get(code) ?? none
    facts.set(code, country)
    country.ids.add(foreignId)
    country.partnerships++
    if (status === 'suspended-check') country.toCheck++
  }
  return [...facts.values()]
    .map(({ ids, ...country }) => ({ ...country, communities: ids.size }))
    .sort((a, b) => threads(b) - threads(a) || b.partnerships - a.partnerships || (a.code < b.code ? -1 : 1))
}
