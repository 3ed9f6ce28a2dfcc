// The whole registry as one picture on the home page: the same facts as a table, an address that changes
// with the registry only, and nobody who waits for it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { gunzipSync, gzipSync } from 'node:zlib'
import { registryMap } from '../../src/features/info/registry-map.js'
import { paths } from '../../src/paths.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { createTestApp, type TestApp } from '../support/app.js'

let site: TestApp
beforeAll(async () => {
  site = await createTestApp({ seeded: true })
})
afterAll(() => site.close())

const pictureIn = (html: string) => /<img class="hero-map" ([^>]*)>/.exec(html)?.[1] ?? ''
const attribute = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const ask = (address: string, init: RequestInit = {}) => fetch(site.url + address, init)
const addressOnHome = async () => attribute(pictureIn((await site.visitor().opens('/en')).html), 'src')

/** How many dots and crosses there are; those that share a place to the unit are drawn once. */
const dots = (svg: string, colour: string) =>
  new Set(
    [...svg.matchAll(new RegExp(`stroke="${colour}" stroke-width="\\d+" d="([^"]*)"`, 'g'))].flatMap(
      ([, d = '']) => d.match(/M\d+ \d+(?=h0)/g) ?? [],
    ),
  ).size

describe('the picture of the registry', () => {
  it.each([...locales])('stands on the home page with its size and its words (%s)', async (locale) => {
    const tag = pictureIn((await site.visitor().opens(`/${locale}`)).html)
    expect([attribute(tag, 'width'), attribute(tag, 'height')]).toEqual(['1000', '1000'])
    expect(attribute(tag, 'alt')).toContain('833')
    expect(attribute(tag, 'src')).toMatch(/^\/maps\/registry\.[0-9a-f]{16}\.svg$/)
  })

  it('is light, kept for ever, and an image that asks nobody for anything', async () => {
    const answer = await ask(await addressOnHome(), { headers: { 'accept-encoding': 'identity' } })
    const svg = await answer.text()
    expect(answer.headers.get('content-type')).toContain('image/svg+xml')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(gzipSync(svg).length).toBeLessThan(32_000)
    expect(svg).not.toMatch(/style|<script|href|NaN|undefined/)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toContain('http')
  })

  it('comes compressed to whoever understands it, and is the same', async () => {
    const address = await addressOnHome()
    const plain = await (await ask(address, { headers: { 'accept-encoding': 'identity' } })).text()
    for (const encoding of ['br', 'gzip']) {
      const answer = await ask(address, { headers: { 'accept-encoding': encoding } })
      expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([
        encoding,
        'Accept-Encoding',
      ])
      expect(await answer.text()).toBe(plain)
    }
    const { compressed } = await registryMap(site.ctx).picture()
    expect(gunzipSync(compressed.gzip).toString()).toBe(plain)
  })

  it('draws a thread for every partnership that needs no checking, and a dot for every community', async () => {
    const { svg, countries } = await registryMap(site.ctx).picture()
    const sum = (key: 'communities' | 'partnerships' | 'toCheck') =>
      countries.reduce((total, country) => total + country[key], 0)
    expect([sum('partnerships'), sum('toCheck')]).toEqual([902, 69])
    expect(svg.match(/q-?\d+ -?\d+ -?\d+ -?\d+/g)).toHaveLength(902 - 69)
    const living = countries.filter(({ partnerships, toCheck }) => partnerships > toCheck)
    const partners = living.reduce((total, { communities }) => total + communities, 0)
    // Neighbouring towns may share a unit of the picture.
    expect(dots(svg, '#1b4d8f')).toBeGreaterThan(partners * 0.95)
    expect(dots(svg, '#1b4d8f')).toBeLessThanOrEqual(partners)
    expect(
      countries.filter(({ code }) => ['RU', 'BY'].includes(code)).every((c) => c.toCheck === c.partnerships),
    ).toBe(true)
  })

  it('is the same for the same registry', async () => {
    const [one, other] = [await registryMap(site.ctx).picture(), await registryMap(site.ctx).picture()]
    expect(one.svg).toBe(other.svg)
    expect(one.digest).toBe(other.digest)
  })

  it('has the same facts as a table that leads to the countries', async () => {
    const { html } = await site.visitor().opens('/en')
    const rows = [
      ...html.matchAll(/<tr><th scope="row"><a href="\/en\/countries\/(\w\w)">[^<]*<\/a><\/th>(.*?)<\/tr>/g),
    ]
    const cells = (row: string) => [...row.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => Number(cell))
    const { countries } = await registryMap(site.ctx).picture()
    expect(rows.map(([, code, row]) => [code, ...cells(row ?? '')])).toEqual(
      countries.map(({ code, communities, partnerships, toCheck }) => [
        code,
        communities,
        partnerships,
        toCheck,
      ]),
    )
    expect(rows).toHaveLength(58)
    expect(html).toMatch(/<th scope="row">Total<\/th><td>728<\/td><td>902<\/td><td>69<\/td>/)
  })

  it('leads from an old address to the picture there is', async () => {
    const answer = await ask(paths.registryMap('0123456789abcdef'), { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, await addressOnHome()])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  it('is drawn anew in the background when the registry changed; nobody waits meanwhile', async () => {
    const { db } = site.ctx
    const map = registryMap(site.ctx)
    const before = await map.picture()
    await db
      .updateTable('partnerships')
      .set({ status: 'terminated' })
      .where('foreignId', '=', 'jp-kyoto')
      .execute()
    expect((await map.picture()).digest).toBe(before.digest)
    site.travel(31_000)
    expect((await map.picture()).digest).toBe(before.digest)
    const after = await map.redrawn()
    expect(after.digest).not.toBe(before.digest)
    expect((await map.picture()).digest).toBe(after.digest)
    expect(after.countries.find(({ code }) => code === 'JP')?.partnerships).toBe(1)
  })

  it('takes its time in small steps, so that others are answered meanwhile', async () => {
    await registryMap(site.ctx).picture()
    let turns = 0
    let drawing = true
    const turn = () => {
      turns++
      if (drawing) setImmediate(turn)
    }
    setImmediate(turn)
    await registryMap(site.ctx).picture()
    drawing = false
    expect(turns).toBeGreaterThan(15)
  })
})

describe('an empty registry', () => {
  it('has a home page without a map', async () => {
    const empty = await createTestApp()
    try {
      const page = await empty.visitor().opens('/en')
      expect(page.status).toBe(200)
      expect(page.html).not.toContain('hero-map')
    } finally {
      await empty.close()
    }
  })
})
