// A small map drawn by the server: places, the way between them, the countries around. Pure: the same
// request is always the same SVG; it has no style of its own (colours are in public/css/map.css), and says
// in words what it shows to those who do not see it.
import { geoAzimuthalEqualArea, geoDistance, geoInterpolate, geoPath, type GeoProjection } from 'd3-geo'
import Handlebars from 'handlebars'
import { countryAt, landIn, type Land, type Point, type Shape } from './map-land.js'
import { lineWriter } from './map-lines.js'

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

const width = 1200
const height = 640
const margin = 150
/** No map shows less than this across, in radians: about 900 km, so that countries can be recognised. */
const narrowest = 0.14
/** Closer than so many units to a radian, the fine borders are worth their bytes. */
const fineFrom = 1100
/** What is farther from the middle would only be distortion. */
const horizon = 115

const pointOf = ({ lon, lat }: MapPlace): Point => [lon, lat]

/** The middle of the places: halfway for two, the mean direction for many. */
function middleOf(points: readonly Point[]): Point {
  const [first = [0, 0], second] = points
  if (points.length === 1) return first
  if (points.length === 2 && second) return geoInterpolate(first, second)(0.5)
  const radians = Math.PI / 180
  let [x, y, z] = [0, 0, 0]
  for (const [lon, lat] of points) {
    const flat = Math.cos(lat * radians)
    x += flat * Math.cos(lon * radians)
    y += flat * Math.sin(lon * radians)
    z += Math.sin(lat * radians)
  }
  return [Math.atan2(y, x) / radians, Math.atan2(z, Math.hypot(x, y)) / radians]
}

function projectionFor(points: readonly Point[]): GeoProjection {
  const middle = middleOf(points)
  const projection = geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(horizon).precision(1)
  const box: [Point, Point] = [
    [margin, margin],
    [width - margin, height - margin],
  ]
  const line = { type: 'LineString' as const, coordinates: [...points] }
  if (points.length > 1) projection.fitExtent(box, line)
  const closest = width / narrowest
  if (points.length < 2 || projection.scale() > closest) {
    projection.scale(closest).translate([width / 2, height / 2])
    if (points.length > 1) recentre(projection, line)
  }
  return projection.clipExtent([
    [-10, -10],
    [width + 10, height + 10],
  ])
}

function recentre(projection: GeoProjection, line: { type: 'LineString'; coordinates: Point[] }): void {
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(line)
  const [x, y] = projection.translate()
  projection.translate([x + width / 2 - (left + right) / 2, y + height / 2 - (top + bottom) / 2])
}

/** What can be seen at all: shapes that reach into the circle around the picture. */
function inSight(projection: GeoProjection): (shape: Shape) => boolean {
  const middle = projection.invert?.([width / 2, height / 2])
  const corner = projection.invert?.([0, 0])
  const far = middle && corner ? geoDistance(middle, corner) : NaN
  // Beyond the edge of the globe there is nothing to invert: then everything may be in sight.
  if (!middle || Number.isNaN(far)) return () => true
  return (shape) => geoDistance(shape.middle, middle) <= shape.reach + far * 1.05
}

function drawn(projection: GeoProjection, least: number) {
  const writer = lineWriter(least)
  const path = geoPath(projection, writer)
  return (shapes: readonly Shape[], name: string): string => {
    for (const { shape } of shapes) path(shape)
    const lines = writer.take()
    return lines === '' ? '' : `<path class="${name}" d="${lines}"/>`
  }
}

function countriesIn(land: Land, projection: GeoProjection, places: readonly MapPlace[]): string {
  const seen = inSight(projection)
  const own = (side: MapPlace['side']) =>
    new Set(places.flatMap((place) => (place.side === side ? (countryAt(land, pointOf(place)) ?? []) : [])))
  const [ua, partner] = [own('ua'), own('partner')]
  const draw = drawn(projection, 2.5)
  const others = land.countries.filter((shape) => seen(shape) && !ua.has(shape) && !partner.has(shape))
  return (
    draw(others, 'map-land') +
    draw([...partner], 'map-partner') +
    draw([...ua], 'map-ua') +
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
  const [x, y] = (projection([at.lon, at.lat]) ?? [0, 0]).map(Math.round) as [number, number]
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
  const projection = projectionFor(places.map(pointOf))
  const land = landIn(projection.scale() > fineFrom ? 'fine' : 'coarse')
  const joined = ways.flatMap(([from, to]) => {
    const [one, other] = [places[from], places[to]]
    if (!one || !other) return []
    const line = { type: 'LineString' as const, coordinates: [pointOf(one), pointOf(other)] }
    return [{ shape: line, middle: pointOf(one), reach: 0 }]
  })
  return (
    `<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">` +
    countriesIn(land, projection, places) +
    drawn(projection, 0)(joined, 'map-way') +
    places.map((place) => dot(projection, place, places)).join('') +
    '</svg>'
  )
}

const remembered = new Map<string, string>()
const rememberedAtMost = 300

/** The map of some places, as SVG for a page; drawn once and then remembered. */
export function placesMap(request: MapRequest): string {
  const key = JSON.stringify(request)
  const known = remembered.get(key)
  if (known !== undefined) return known
  const map = draw(request)
  if (remembered.size >= rememberedAtMost) remembered.clear()
  remembered.set(key, map)
  return map
}
