// Anybody reads what the registry says in figures: every picture has its table, and what is not known is said.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { infoRoutes } from '../../src/features/info/info.routes.js'
import { registryMap } from '../../src/features/info/registry-map.js'
import { cut, decadeYears, standOf } from '../../src/features/info/statistics.model.js'
import { registryStatistics } from '../../src/features/info/statistics.queries.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { complaints } from '../support/page-checks.js'
import { visitor } from '../support/page.js'
import { sliceApp, testContext } from '../support/slice-app.js'

let registry: TestDatabase
let empty: TestDatabase
const servers: Server[] = []
let url: string
let emptyUrl: string

async function serve(database: TestDatabase): Promise<string> {
  const ctx = testContext(database)
  // As in createTestApp: the server must not close a connection as it is used again.
  const server = createServer({ keepAliveTimeout: 0 }, sliceApp(ctx, infoRoutes(ctx, registryMap(ctx))))
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  registry = await testDatabase({ seeded: true })
  empty = await testDatabase()
  url = await serve(registry)
  emptyUrl = await serve(empty)
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await registry.close()
  await empty.close()
})

/** The section of a heading's id, as it is written. */
const sectionOf = (html: string, id: string) =>
  html.slice(html.indexOf(`aria-labelledby="${id}"`)).split('<section class="statistic')[0] ?? ''
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row]) =>
    (row ?? '')
      .split(/<\/t[hd]>/)
      .map((cell) => cell.replace(/<[^>]+>/g, ''))
      .slice(0, -1),
  )
const barsOf = (html: string) =>
  [...html.matchAll(/class="bar-label"[^>]*>([^<]*)</g)].map(([, label]) => label)

describe('the statistics of the registry', () => {
  it('count the countries, all of them in tables and the first fifteen as bars', async () => {
    const page = await visitor(url).opens('/en/statistics')
    expect(page.status).toBe(200)
    const html = sectionOf(page.html, 'by-country')
    const rows = rowsOf(html)
    const { countries } = await registry.db
      .selectFrom('communities')
      .select(({ fn }) => fn.count<number>('country').distinct().as('countries'))
      .where('country', '!=', 'UA')
      .executeTakeFirstOrThrow()
    expect(rows).toHaveLength(Number(countries))
    expect(barsOf(html)).toEqual(rows.slice(0, 15).map(([name]) => name))
    expect(rows[0]?.[0]).toBe('Poland')
    expect(html).toContain(`${rows.length - 15} more rows of the table`)
    expect(page.href('Poland')).toBe('/en/countries/PL')
  })

  it('add up: oblasts and sizes to all partnerships, stands to all communities', async () => {
    const said = await registryStatistics(registry.db)
    const sum = (rows: readonly object[], key: string) =>
      rows.reduce((total, row) => total + Number((row as Record<string, unknown>)[key]), 0)
    const living = said.byStatus.filter(({ status }) => status !== 'terminated')
    expect(sum(living, 'pairs')).toBeGreaterThan(800)
    for (const rows of [said.byOblast, said.byCountry, said.byDifference])
      expect(sum(rows, 'pairs')).toBe(sum(living, 'pairs'))
    expect(sum(said.bySize, 'pairs')).toBe(2 * sum(living, 'pairs'))
    expect(sum(said.bySeeking, 'communities')).toBe(sum(said.bySize, 'communities'))
    expect(said.byOblast).toHaveLength(27)
  })

  it('say how many have no known topics, size and year', async () => {
    const page = await visitor(url).opens('/uk/statistics')
    expect(page.text).toMatch(/Теми невідомі для \d+ громад/)
    expect(page.text).toMatch(/Рік угоди невідомий для \d+ партнерств/)
    expect(page.text).toMatch(/Рік першої угоди відомий для \d+ із \d+ партнерств/)
  })

  it.each([...locales])('are valid and light (%s)', async (locale) => {
    const page = await visitor(url).opens(`/${locale}/statistics`)
    expect(await complaints(page.html)).toEqual([])
    expect(gzipSync(page.html).length).toBeLessThan(15_000)
  })

  it('stand when there is nothing to count', async () => {
    const page = await visitor(emptyUrl).opens('/en/statistics')
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/NaN|Infinity/)
  })

  it('leave out what has ended, and count what is not known', async () => {
    const { db } = empty
    await aCommunity(db, { id: 'ua-small', country: 'UA', population: 10_000 })
    await aCommunity(db, { id: 'pl-twice', country: 'PL', population: 25_000 })
    await aCommunity(db, { id: 'de-unknown', country: 'DE', population: null })
    await aPartnership(db, 'ua-small', 'pl-twice', { status: 'suspended-check' })
    await aPartnership(db, 'ua-small', 'de-unknown', { status: 'terminated' })
    const said = await registryStatistics(db)
    expect(said.byDifference).toEqual([{ difference: 'near', pairs: 1 }])
    const german = said.byCountry.find(({ code }) => code === 'DE')
    expect(german).toMatchObject({ communities: 1, pairs: 0, toCheck: 0 })
    expect(said.byOblast).toMatchObject([{ pairs: 1, toCheck: 1 }])
    expect(said.bySize.find(({ size }) => size === null)).toMatchObject({ abroad: true, communities: 1 })
  })
})

describe('the rules of counting', () => {
  it('keep a table whole while it is short, and begin it with fifteen otherwise', () => {
    const rows = Array.from({ length: 31 }, (_, i) => i)
    expect(cut(rows.slice(0, 30)).rest).toEqual([])
    expect(cut(rows)).toEqual({ shown: rows.slice(0, 15), rest: rows.slice(15) })
  })

  it('know that the current decade has not ended', () => {
    expect(decadeYears(2010, 2026)).toEqual([2010, 2019])
    expect(decadeYears(2020, 2026)).toEqual([2020, 2026])
  })

  it('tell partnered, seeking, both and neither apart', () => {
    expect([standOf(true, false), standOf(true, true), standOf(false, true), standOf(false, false)]).toEqual([
      'partnered',
      'both',
      'seeking',
      'neither',
    ])
  })
})
