// The map of two places: both can be found on it, it says in words what it shows, and it is light.
import { describe, expect, it } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import { placesMap, type MapPlace } from '../../src/platform/views/map.js'

const places = {
  drohobych: { lat: 49.35, lon: 23.51, side: 'ua', name: 'Дрогобич' },
  yalta: { lat: 44.5, lon: 34.16, side: 'ua', name: 'Ялта' },
  kyiv: { lat: 50.45, lon: 30.52, side: 'ua', name: 'Київ' },
  legnica: { lat: 51.21, lon: 16.16, side: 'partner', name: 'Легниця' },
  toronto: { lat: 43.65, lon: -79.38, side: 'partner', name: 'Торонто' },
  cairns: { lat: -16.92, lon: 145.77, side: 'partner', name: 'Кернс' },
} satisfies Record<string, MapPlace>

const between = (one: MapPlace, other: MapPlace) =>
  placesMap({ places: [one, other], ways: [[0, 1]], label: 'Карта: дві громади' })

const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length

describe('a map of two places', () => {
  it('shows both, joined, in their own countries, and says what it shows', () => {
    const svg = between(places.drohobych, places.legnica)
    expect(svg).toContain('role="img" aria-label="Карта: дві громади"')
    expect(count(svg, /<circle class="map-dot-ua"/g)).toBe(1)
    expect(count(svg, /<circle class="map-dot-partner"/g)).toBe(1)
    expect(count(svg, /class="map-(ua|partner)"/g)).toBe(2)
    expect(count(svg, /class="map-way"/g)).toBe(1)
    for (const name of ['Дрогобич', 'Легниця']) expect(svg).toContain(`>${name}</text>`)
    expect(svg).not.toMatch(/style=|NaN/)
  })

  it('draws Crimea as Ukraine', () => {
    const svg = placesMap({ places: [places.yalta], label: 'Ялта' })
    expect(svg).toContain('class="map-ua"')
  })

  it.each([
    ['a neighbour', places.drohobych, places.legnica],
    ['another continent', places.kyiv, places.toronto],
    ['the other half of the globe', places.kyiv, places.cairns],
  ])('is light enough for %s, and keeps both dots inside', (_, one, other) => {
    const svg = between(one, other)
    expect(gzipSync(svg).length).toBeLessThan(15_000)
    const dots = [...svg.matchAll(/cx="(-?\d+)" cy="(-?\d+)"/g)].map(([, x, y]) => [Number(x), Number(y)])
    expect(dots).toHaveLength(2)
    for (const [x, y] of dots) {
      expect(x).toBeGreaterThan(20)
      expect(x).toBeLessThan(1180)
      expect(y).toBeGreaterThan(20)
      expect(y).toBeLessThan(620)
    }
  })

  it('keeps somebody’s angle brackets as text', () => {
    const svg = placesMap({ places: [{ ...places.kyiv, name: '<b>Київ' }], label: '"Київ"' })
    expect(svg).toContain('&lt;b&gt;Київ</text>')
    expect(svg).toContain('aria-label="&quot;Київ&quot;"')
  })
})
