// Oksana looks at maps: the partners of a community, the communities of a country; what a map shows is
// also said in words.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { createTestApp, type TestApp } from '../support/app.js'

let site: TestApp
beforeAll(async () => {
  site = await createTestApp({ seeded: true })
})
afterAll(() => site.close())

const open = (address: string) => site.visitor().opens(address)
const community = (id: string, locale = 'en') => open(paths.community(locale, id))
const mapIn = (html: string) => /<svg class="map map-wide".*?<\/svg>/s.exec(html)?.[0] ?? ''
const labelOf = (html: string) => /aria-label="([^"]*)"/.exec(mapIn(html))?.[1] ?? ''
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length
const tableIn = (html: string) => /<details class="map-table.*?<\/details>/s.exec(html)?.[0] ?? ''

describe('the map of a community', () => {
  it('shows the 25 partners of Lviv, and the table has the same, with how far they are', async () => {
    const { html } = await community('ua-lviv')
    const map = mapIn(html)
    expect(count(map, /class="map-dot-partner"|class="map-cross"/g)).toBe(25)
    expect(count(map, /class="map-cross"/g)).toBe(1)
    expect(count(tableIn(html), /<th scope="row">/g)).toBe(25)
    expect(tableIn(html)).toMatch(/Przemyśl<\/a><\/th><td>Poland<\/td><td>\d+\skm<\/td><td>on current lists/)
    expect(labelOf(html)).toMatch(/^On the map: Lviv and 25 partners\. The nearest is .* \([\d,]+ km\)/)
  })

  it('lies on the other side of the world in Kyoto, whose only partner is Kyiv', async () => {
    const { html } = await community('jp-kyoto', 'uk')
    expect(count(mapIn(html), /class="map-dot-ua"/g)).toBe(1)
    expect(labelOf(html)).toMatch(/^На карті: Кіото і єдиний відомий партнер – Київ, \d\s?\d{3} км звідси\.$/)
  })

  it('shows a community without partners where it lies', async () => {
    const { html } = await community('it-palmariggi', 'de')
    expect(labelOf(html)).toBe('Auf der Karte: Palmariggi, Italien.')
    expect(tableIn(html)).toBe('')
    expect(count(mapIn(html), /class="map-dot-partner"/g)).toBe(1)
  })

  it('draws no threads to Russia', async () => {
    const { html } = await community('ru-angarsk')
    expect(mapIn(html)).not.toContain('map-thread')
    expect(count(mapIn(html), /class="map-cross"/g)).toBeGreaterThan(0)
  })
})

describe('the map of a country', () => {
  it('shows all communities of Ukraine as they stand to partners; key, list and map agree', async () => {
    const page = await open('/en/countries/UA')
    const map = mapIn(page.html)
    const said = (words: string) => Number(new RegExp(`${words}: (\\d+)`, 'i').exec(page.text)?.[1])
    const both = said('with partners and seeking more')
    const seeking = said('looking for a partner')
    const check = said('partnerships to be checked')
    expect(said('with partners') + both + seeking + check).toBe(146)
    expect(count(map, /<circle class="map-dot-ua" [^>]*r="8"/g)).toBe(said('with partners'))
    expect(count(map, /<circle class="map-ring-ua"/g)).toBe(both + seeking)
    expect(count(map, /class="map-cross"/g)).toBe(check)
    const list = page.html.slice(page.html.indexOf('id="by-region"'))
    expect(count(list, /<dd class="quiet">[^<]*looking for a partner/g)).toBe(both + seeking)
    expect(count(list, /<dd class="quiet">[^<]*to be checked/g)).toBe(check)
  })

  it('has only crosses in a country whose partnerships are to be checked', async () => {
    const { html } = await open('/uk/countries/RU')
    expect(mapIn(html)).not.toContain('map-dot-partner')
    expect(count(mapIn(html), /class="map-cross"/g)).toBe(32)
  })
})
