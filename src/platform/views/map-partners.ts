// A community and its partners: a thread to each of them, over Europe or over the world as it looks from
// there, chosen by where they are. The list beside it has the same facts.
import { geoDistance, type GeoProjection } from 'd3-geo'
import Handlebars from 'handlebars'
import {
  closeTo,
  detailOf,
  drawing,
  drawn,
  inSight,
  pointOf,
  spotOf,
  through,
  worldAround,
} from './map-frame.js'
import { countryAt, landIn, type Country, type Point } from './map-land.js'
import { markAt, type MapSide } from './map-marks.js'
import { memory } from './map-memory.js'
import { namesOn } from './map-names.js'

export interface MapCommunity {
  lat: number
  lon: number
  name: string
  /** For the `lang` attribute of its name. */
  lang?: string | null
}

export interface PartnersMapRequest {
  home: MapCommunity
  side: MapSide
  /** `living` ones get a thread; the others a grey cross. */
  partners: readonly (MapCommunity & { living: boolean })[]
  /** What the map shows, in words. */
  label: string
}

const frame = { width: 1200, height: 640, margin: 90 }

/** Partners farther away than this, in radians, are beyond the surroundings of a community. */
const abroad = 0.52

/** Close by, or the world: when a few partners are so far away that the many would be one dot. */
function projectionFor(home: Point, partners: readonly Point[]): GeoProjection {
  const away = partners.map((point) => geoDistance(home, point)).sort((a, b) => a - b)
  const [usual, last] = [away[Math.floor(away.length / 2)] ?? 0, away.at(-1) ?? 0]
  return partners.length > 2 && last > abroad && last > 2 * usual
    ? worldAround(home, partners, frame)
    : closeTo([home, ...partners], frame)
}

const other = (side: MapSide): MapSide => (side === 'ua' ? 'partner' : 'ua')

/** Land, countries of both sides, and the threads: all that has no words. */
function ground({ home, side, partners }: PartnersMapRequest, projection: GeoProjection): string {
  const detail = detailOf(projection)
  const land = landIn(detail)
  const seen = inSight(projection, frame)
  const own = countryAt(land, pointOf(home))
  const theirs = new Set(
    partners.flatMap((partner) => (partner.living ? (countryAt(land, pointOf(partner)) ?? []) : [])),
  )
  if (own) theirs.delete(own)
  // A world that shrinks with distance needs no fine coasts.
  const draw = drawn(projection, detail === 'fine' ? 3 : 4.5)
  const rest = land.countries.filter((country) => country !== own && !theirs.has(country))
  const parts = (countries: Iterable<Country>) =>
    [...countries].flatMap((country) => country.parts.filter(seen))
  const lines = drawing(projection, 1)
  const threads = partners.filter(({ living }) => living)
  const ways = lines(threads.map((partner) => ({ shape: through([pointOf(home), pointOf(partner)]) })))
  return (
    draw(parts(rest), 'map-land') +
    draw(parts(theirs), `map-${other(side)}`) +
    draw(parts(own ? [own] : []), `map-${side}`) +
    draw(land.borders.filter(seen), 'map-border') +
    (ways === '' ? '' : `<path class="map-thread" d="${ways}"/>`)
  )
}

interface Drawn {
  projection: GeoProjection
  ground: string
}

const remember = memory<Drawn>(400)

/** The map of a community’s partners, as SVG for a page; all but the names is drawn once for all languages. */
export function partnersMap(request: PartnersMapRequest): string {
  const { home, side, partners, label } = request
  const key = JSON.stringify([
    side,
    home.lat,
    home.lon,
    partners.map(({ lat, lon, living }) => [lat, lon, living]),
  ])
  const { projection, ground: drawing } = remember(key, () => {
    const made = projectionFor(pointOf(home), partners.map(pointOf))
    return { projection: made, ground: ground(request, made) }
  })
  const [x, y] = spotOf(projection, pointOf(home))
  const here = { x, y, gap: 24, ...home }
  const spots = partners.map((partner) => {
    const [x, y] = spotOf(projection, pointOf(partner))
    return { x, y, gap: 16, ...partner }
  })
  // The farthest first: out there is room, and they are what one looks for.
  const named = [...spots].sort((a, b) => Math.hypot(b.x - x, b.y - y) - Math.hypot(a.x - x, a.y - y))
  const { width, height } = frame
  return (
    `<svg class="map map-wide" viewBox="0 0 ${width} ${height}" role="img" aria-label="${Handlebars.escapeExpression(label)}">` +
    drawing +
    spots
      .map(({ living, ...at }) => markAt(living ? 'partnered' : 'check', other(side), at.x, at.y))
      .join('') +
    `<circle class="map-home" cx="${x}" cy="${y}" r="17"/>` +
    `<circle class="map-dot-${side}" cx="${x}" cy="${y}" r="12"/>` +
    `${namesOn([here, ...named], [here, ...spots], frame)}</svg>`
  )
}
