// Maps of a community's partners and of a country's communities: everybody is on them, nobody is drawn as
// what they are not, names do not lie on one another, and a page can carry them.
import { describe, expect, it } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import { countryMap, type MarkedCommunity } from '../../src/platform/views/map-country.js'
import { marks } from '../../src/platform/views/map-marks.js'
import { memory } from '../../src/platform/views/map-memory.js'
import { partnersMap, type PartnersMapRequest } from '../../src/platform/views/map-partners.js'

const kyiv = { lat: 50.45, lon: 30.52, name: 'Київ' }
const kyoto = { lat: 35.02, lon: 135.75, name: 'Кіото' }
const lublin = { lat: 51.25, lon: 22.57, name: 'Люблін' }
const yalta = { lat: 44.5, lon: 34.16, name: 'Ялта' }
const alive = <T extends object>(place: T) => ({ ...place, living: true })

const around = (
  home: PartnersMapRequest['home'],
  partners: PartnersMapRequest['partners'],
  side: PartnersMapRequest['side'] = 'ua',
) => partnersMap({ home, side, partners, label: 'Карта «партнерів»' })

const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length
const spots = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(`class="${name}" cx="(-?\\d+)" cy="(-?\\d+)"`, 'g'))].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])
const threads = (svg: string) => /class="map-thread" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)?.length ?? 0

/** Towns all around Lviv, and some across the ocean. */
const many = Array.from({ length: 60 }, (_, n) => {
  const far = n % 12 === 0
  return alive({
    lat: far ? 40 + (n % 7) : 45 + ((n * 7) % 11),
    lon: far ? -75 - (n % 9) : 2 + ((n * 5) % 24),
    name: `Місто ${n}`,
  })
})

describe('a community and its partners', () => {
  it('stands alone where it has none', () => {
    const svg = around(kyiv, [])
    expect(spots(svg, 'map-dot-ua')).toEqual([[600, 320]])
    expect(spots(svg, 'map-dot-partner')).toEqual([])
    expect(threads(svg)).toBe(0)
    expect(svg).toContain('>Київ</text>')
    expect(svg).not.toMatch(/style=|NaN|undefined/)
  })

  it('is joined with its only partner, on the other side of the world, in one line', () => {
    const svg = around(kyoto, [alive(kyiv)], 'partner')
    const [home, other] = [spots(svg, 'map-dot-partner'), spots(svg, 'map-dot-ua')]
    expect([home.length, other.length]).toEqual([1, 1])
    // Kyiv lies west of Kyoto, and nothing is torn where the days change.
    expect(other[0]![0]!).toBeLessThan(home[0]![0]!)
    expect(threads(svg)).toBe(1)
    expect(gzipSync(svg).length).toBeLessThan(15_000)
  })

  it.each([1, 2, 12, 60])('shows every one of %s partners inside the picture, a thread to each', (n) => {
    const svg = around({ lat: 49.84, lon: 24.03, name: 'Львів' }, many.slice(0, n))
    const shown = spots(svg, 'map-dot-partner')
    expect(shown).toHaveLength(n)
    expect(threads(svg)).toBe(n)
    for (const [x, y] of shown) {
      expect(x).toBeGreaterThanOrEqual(80)
      expect(x).toBeLessThanOrEqual(1120)
      expect(y).toBeGreaterThanOrEqual(80)
      expect(y).toBeLessThanOrEqual(560)
    }
    expect(gzipSync(svg).length).toBeLessThan(20_000)
  })

  it('keeps neighbours apart though a partner lives across the ocean', () => {
    const near = [alive(lublin), alive({ lat: 50.06, lon: 19.94, name: 'Краків' })]
    const svg = around({ lat: 49.84, lon: 24.03, name: 'Львів' }, [
      ...near,
      alive({ lat: 49.9, lon: -97.14, name: 'Вінніпег' }),
    ])
    const [one, other] = spots(svg, 'map-dot-partner')
    expect(Math.hypot(one![0]! - other![0]!, one![1]! - other![1]!)).toBeGreaterThan(40)
  })

  it('draws no thread to a partnership that is to be checked, but a cross', () => {
    const svg = around(kyiv, [alive(lublin), { lat: 55.75, lon: 37.62, name: 'Москва', living: false }])
    expect(threads(svg)).toBe(1)
    expect(count(svg, /class="map-cross"/g)).toBe(1)
    expect(count(svg, /class="map-dot-partner"/g)).toBe(1)
    expect(count(svg, /class="map-partner"/g)).toBe(1)
  })

  it('is in Ukraine in Crimea', () => {
    const svg = around(yalta, [alive(lublin)])
    const [, ukraine = ''] = /class="map-ua" d="([^"]*)"/.exec(svg) ?? []
    expect(ukraine.length).toBeGreaterThan(500)
    expect(around(kyiv, [alive(lublin)])).toContain('class="map-ua"')
  })

  it('writes names that do not lie on one another', () => {
    const svg = around({ lat: 49.84, lon: 24.03, name: 'Львів' }, many)
    const boxes = [
      ...svg.matchAll(
        /class="map-label( map-label-wide)?" x="(\d+)" y="(\d+)"(?: text-anchor="(\w+)")?>([^<]*)</g,
      ),
    ].map(([, wide, x, y, anchor, name = '']) => {
      const size = wide ? 25 : 46
      const long = name.length * size * 0.5
      const left =
        anchor === 'end' ? Number(x) - long : anchor === 'middle' ? Number(x) - long / 2 : Number(x)
      return { left, right: left + long, top: Number(y) - size * 0.6, bottom: Number(y) }
    })
    expect(boxes.length).toBeGreaterThan(8)
    const meeting = boxes.filter((a, i) =>
      boxes.some(
        (b, j) => i < j && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
      ),
    )
    expect(meeting).toEqual([])
  })

  it('keeps somebody’s angle brackets as text', () => {
    const svg = around({ ...kyiv, name: '<b>Київ' }, [])
    expect(svg).toContain('&lt;b&gt;Київ</text>')
  })
})

const town = (name: string, lat: number, lon: number, mark: MarkedCommunity['mark']): MarkedCommunity => ({
  name,
  lat,
  lon,
  mark,
})

describe('a country and its communities', () => {
  const poland = marks.map((mark, n) => town(`Місто ${n}`, 50 + n * 0.8, 17 + n, mark))

  it('tells by its form how each stands to partners', () => {
    const svg = countryMap({ side: 'partner', communities: poland, label: 'Польща' })
    expect(count(svg, /<circle class="map-dot-partner" [^>]*r="8"/g)).toBe(1)
    expect(count(svg, /<circle class="map-ring-partner"/g)).toBe(2)
    expect(count(svg, /class="map-cross"/g)).toBe(1)
    expect(count(svg, /class="map-dot-none"/g)).toBe(1)
    expect(count(svg, /<path class="map-partner"/g)).toBe(1)
    expect(gzipSync(svg).length).toBeLessThan(10_000)
  })

  it('shows Crimea as Ukraine, with all of Ukraine around it', () => {
    const svg = countryMap({
      side: 'ua',
      communities: [town('Ялта', 44.5, 34.16, 'partnered'), town('Севастополь', 44.6, 33.52, 'partnered')],
      label: 'Україна',
    })
    for (const [x, y] of spots(svg, 'map-dot-ua')) {
      expect(x).toBeGreaterThan(500)
      expect(y).toBeGreaterThan(600)
    }
    expect(count(svg, /<path class="map-ua"/g)).toBe(1)
  })

  it('shows a small country, and one at sea, all the same', () => {
    for (const [lat, lon] of [
      [42.44, 19.26],
      [36, -40],
    ] as const) {
      const svg = countryMap({
        side: 'partner',
        communities: [town('Десь', lat, lon, 'seeking')],
        label: 'X',
      })
      expect(svg).toContain('>Десь</text>')
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})

describe('what was drawn', () => {
  it('is remembered, and the one that was not asked for longest is forgotten first', () => {
    const remember = memory<string>(2)
    const made: string[] = []
    const ask = (key: string) => remember(key, () => (made.push(key), key))
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(key)).toBe(key)
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })
})
