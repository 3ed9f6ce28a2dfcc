// A small map drawn by the server: places, the way between them, the countries around. Pure: the same
// request is always the same SVG; it has no style of its own (colours are in public/css/map.css), and says
// in words what it shows to those who do not see it.
import type { GeoProjection } from 'd3-geo'
import Handlebars from 'handlebars'
import { closeTo, detailOf, drawn, inSight, pointOf, spotOf, through } from './map-frame.js'
import { countryAt, landIn, type Country, type Land } from './map-land.js'
import { memory } from './map-memory.js'

export interface MapPlace {
  lat: number
  lon: number
  /** Whose thread it is drawn in. */
  side: 'ua' | 'partner'
  /** Written beside the dot; a dot alone when left out. */
  name?: string
}

export interface MapRequest {
  places: readonly MapPlace[]
  /** Which places are joined by the shortest way, by their index. */
  ways?: readonly (readonly [number, number])[]
  /** What the map shows, in words. */
  label: string
}

const frame = { width: 1200, height: 640, margin: 150 }

function countriesIn(land: Land, projection: GeoProjection, places: readonly MapPlace[]): string {
  const seen = inSight(projection, frame)
  const own = (side: MapPlace['side']) =>
    new Set(places.flatMap((place) => (place.side === side ? (countryAt(land, pointOf(place)) ?? []) : [])))
  const [ua, partner] = [own('ua'), own('partner')]
  const draw = drawn(projection, 2.5)
  const others = land.countries.filter((country) => !ua.has(country) && !partner.has(country))
  const parts = (countries: Iterable<Country>) =>
    [...countries].flatMap((country) => country.parts.filter(seen))
  return (
    draw(parts(others), 'map-land') +
    draw(parts(partner), 'map-partner') +
    draw(parts(ua), 'map-ua') +
    draw(land.borders.filter(seen), 'map-border')
  )
}

/** A name on a map has room for so many signs; the label says it whole. */
const nameAtMost = 20
const cut = (name: string) =>
  name.length > nameAtMost ? `${name.slice(0, nameAtMost - 1).trimEnd()}…` : name

const escaped = (text: string) => Handlebars.escapeExpression(text)

/** A dot, and its name on the side where there is room. */
function dot(
  projection: GeoProjection,
  { side, name, ...at }: MapPlace,
  others: readonly MapPlace[],
): string {
  const { width } = frame
  const [x, y] = spotOf(projection, pointOf(at))
  const mean = others.reduce((sum, other) => sum + (projection(pointOf(other))?.[0] ?? 0), 0) / others.length
  const toTheLeft = others.length > 1 ? x < mean : x > width / 2
  const room = toTheLeft ? x : width - x
  // A name that would leave the picture stands on the other side of its dot.
  const left = name !== undefined && cut(name).length * 20 > room - 30 ? !toTheLeft : toTheLeft
  const circle = `<circle class="map-dot-${side}" cx="${x}" cy="${y}" r="11"/>`
  if (name === undefined) return circle
  const anchor = left ? `x="${x - 24}" text-anchor="end"` : `x="${x + 24}"`
  return `${circle}<text class="map-name" y="${y + 12}" ${anchor}>${escaped(cut(name))}</text>`
}

function draw({ places, ways = [], label }: MapRequest): string {
  const projection = closeTo(places.map(pointOf), frame)
  const land = landIn(detailOf(projection))
  const joined = ways.flatMap(([from, to]) => {
    const [one, other] = [places[from], places[to]]
    if (!one || !other) return []
    return [{ shape: through([pointOf(one), pointOf(other)]) }]
  })
  return (
    `<svg class="map" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escaped(label)}">` +
    countriesIn(land, projection, places) +
    drawn(projection, 0)(joined, 'map-way') +
    places.map((place) => dot(projection, place, places)).join('') +
    '</svg>'
  )
}

const remember = memory<string>(300)

/** The map of some places, as SVG for a page; drawn once and then remembered. */
export const placesMap = (request: MapRequest): string =>
  remember(JSON.stringify(request), () => draw(request))
