// Claire and Oksana come to the home page; a lost visitor is shown the way; the page about the data
// says what the registry is not.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homePage } from '../../src/features/info/home.pages.js'
import {
  pairFromEveryRegion,
  registryContents,
  registryCounts,
} from '../../src/features/info/info.queries.js'
import { infoRoutes, rootRoutes } from '../../src/features/info/info.routes.js'
import { registryMap } from '../../src/features/info/registry-map.js'
import { spokenOnly } from '../../src/platform/http/locale.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { loadViews } from '../../src/platform/views/engine.js'
import { days, later, minutes } from '../../src/platform/kit/clock.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { visitor } from '../support/page.js'
import { sliceApp, testContext } from '../support/slice-app.js'

let registry: TestDatabase
let empty: TestDatabase
let server: Server
let url: string

beforeAll(async () => {
  registry = await testDatabase({ seeded: true })
  empty = await testDatabase()
  const ctx = testContext(registry)
  const map = registryMap(ctx)
  const site = sliceApp(ctx, rootRoutes(map), spokenOnly, infoRoutes(ctx, map))
  // As in createTestApp: the server must not close a connection as it is used again.
  server = createServer({ keepAliveTimeout: 0 }, site).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await registry.close()
  await empty.close()
})

const figures = (html: string) =>
  [...html.matchAll(/<p class="figure"><strong>([^<]*)<\/strong>/g)].map(([, number]) => number)

describe('the home page', () => {
  it('is in the language the browser asks for', async () => {
    const asks = (language: string) =>
      fetch(url, { redirect: 'manual', headers: { 'accept-language': language } })
    const oksana = await asks('uk-UA,uk;q=0.9,en;q=0.5')
    expect([oksana.status, oksana.headers.get('location')]).toEqual([302, '/uk'])
    expect((await asks('en-GB')).headers.get('location')).toBe('/en')
    expect(oksana.headers.get('vary')).toContain('Accept-Language')
  })

  it.each([...locales])('counts 140, 728 and 58 from the registry (%s)', async (locale) => {
    const page = await visitor(url).opens(`/${locale}`)
    expect(page.status).toBe(200)
    expect(figures(page.html)).toEqual(['140', '728', '58'])
  })

  it('shows one pair from each of the 27 regions of Ukraine, and where each leads', async () => {
    const page = await visitor(url).opens('/en')
    expect(page.html.match(/class="sign-seam"/g)).toHaveLength(27 + 1)
    expect(page.text).toContain('27 pairs')
    const pairs = page.links.filter(
      (name) => / – /.test(name) && page.href(name)?.startsWith('/en/communities/'),
    )
    expect(new Set(pairs).size).toBe(27)
    expect(page.href(pairs[0] ?? '')).toMatch(/^\/en\/communities\/ua-/)
  })

  it('shows another pair on top each day', async () => {
    const today = new Date('2026-11-23T09:00:00Z')
    const topOn = async (now: Date) => {
      const pairs = await pairFromEveryRegion(registry.db)
      const counts = { ukrainian: 1, foreign: 1, countries: 1 }
      const picture = await registryMap(testContext(registry)).picture()
      return homePage({ t: translator('en'), locale: 'en' }, { counts, pairs, picture }, now).ofTheDay
    }
    expect(await topOn(today)).toEqual(await topOn(later(today, minutes(30))))
    expect(await topOn(today)).not.toEqual(await topOn(later(today, days(1))))
  })

  it('leads a search to the communities', async () => {
    const oksana = visitor(url)
    await oksana.opens('/uk')
    const found = await oksana.sends({ 'Громада, область або країна': 'Lemberg' })
    expect(found.at).toBe('/uk/communities?q=Lemberg')
  })

  it('sets no cookie', async () => {
    const { headers } = await visitor(url).opens('/uk')
    expect(headers.get('set-cookie')).toBeNull()
  })
})

describe('what the registry holds', () => {
  it('counts a community once, keeps what is to be checked, and forgets what has ended', async () => {
    const { db } = empty
    expect(await registryCounts(db)).toEqual({ ukrainian: 0, foreign: 0, countries: 0 })
    for (const id of ['ua-dolyna', 'ua-kosiv', 'pl-jaslo', 'pl-sanok', 'by-brest', 'fr-die'])
      await aCommunity(db, { id })
    await aPartnership(db, 'ua-dolyna', 'pl-jaslo')
    await aPartnership(db, 'ua-dolyna', 'pl-sanok', { status: 'unknown' })
    await aPartnership(db, 'ua-dolyna', 'by-brest', { status: 'suspended-check' })
    await aPartnership(db, 'ua-kosiv', 'fr-die', { status: 'terminated' })
    expect(await registryCounts(db)).toEqual({ ukrainian: 1, foreign: 3, countries: 2 })
    expect(await registryContents(db)).toMatchObject({ partnerships: 4, toCheck: 1, agreements: 0 })
  })

  it('is what the page about the data says', async () => {
    const contents = await registryContents(registry.db)
    expect(contents).toMatchObject({
      partnerships: 902,
      agreements: 148,
      topics: 826,
      withTopics: 99,
      seeking: 34,
    })
    const page = await visitor(url).opens('/en/about-the-data')
    for (const number of ['140', '728', '902', '148', '826', '34']) expect(page.text).toContain(number)
    expect(page.text).toContain('from 58 countries')
  })
})

describe('the pages about the service', () => {
  it('say plainly that this is not the list of the Association', async () => {
    const page = await visitor(url).opens('/uk/about-the-data')
    expect(page.text).toContain('140 українських громад і 728 громад-партнерів із 58 країн')
    expect(page.text).toContain('реєстр цієї служби – не він')
    for (const source of ['GeoNames', 'CC BY-SA 4.0', 'SKEW', 'КАТОТТГ', 'Вікідані'])
      expect(page.text).toContain(source)
  })

  it.each(['about', 'about-the-data', 'accessibility', 'privacy'])(
    '/%s is the same page in the other language',
    async (name) => {
      const uk = await visitor(url).opens(`/uk/${name}`)
      const en = await visitor(url).opens(`/en/${name}`)
      expect([uk.status, en.status]).toEqual([200, 200])
      expect(uk.html).toContain(`<a href="/en/${name}" hreflang="en" lang="en">English</a>`)
      expect(en.html).toContain(`<a href="/uk/${name}" hreflang="uk" lang="uk">Українська</a>`)
      expect(uk.html).toContain('<html lang="uk">')
      expect(uk.heading).not.toBe(en.heading)
      expect(uk.html.match(/<h2/g)?.length).toBe(en.html.match(/<h2/g)?.length)
    },
  )
})

describe('somebody who is lost', () => {
  it('hears so in their language and is shown a way on', async () => {
    const page = await visitor(url).opens('/en/no-such-page')
    expect([page.status, page.heading]).toEqual([404, 'There is no such page'])
    expect(page.href('To the home page')).toBe('/en')
    expect(page.has('Community, region or country')).toBe(true)
    expect((await visitor(url).opens('/uk/no-such-page')).heading).toBe('Такої сторінки немає')
  })

  it.each(
    locales.flatMap((locale) =>
      ['400', '403', '404', '409', '410', '429', '500'].map((page) => [page, locale] as const),
    ),
  )('is never left without a way on (%s, %s)', (page, locale) => {
    const t = translator(locale)
    const title = t(`errors/${page}.heading`)
    const languages = [{ locale, name: locale, href: `/${locale}`, current: true }]
    const site = { locale, languages, assets: '/assets', path: '/' }
    const html = loadViews({ mode: 'test' }).render(`errors/${page}`, {
      layout: 'bare',
      title,
      incident: 'incident-7',
      site,
    })
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(html).toContain(`<a href="/${locale}/communities">`)
    expect(html.includes('incident-7')).toBe(page === '500')
  })

  it('finds no home in a language we do not speak', async () => {
    expect((await visitor(url).opens('/xx')).status).toBe(404)
    expect((await visitor(url).opens('/xx/about')).status).toBe(404)
  })
})

it('answers what browsers and search engines ask unasked', async () => {
  const robots = await (await fetch(`${url}/robots.txt`)).text()
  expect(robots).toContain('Disallow: /uk/staff')
  expect(robots).toContain('Disallow: /en/staff')
  const favicon = await fetch(`${url}/favicon.ico`, { redirect: 'manual' })
  expect(favicon.headers.get('location')).toMatch(/\/img\/favicon\.svg$/)
})
