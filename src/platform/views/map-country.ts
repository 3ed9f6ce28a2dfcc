// A country and its communities, each marked by how it stands to partners. The list on the page has the
// same facts.
import { geoArea, geoPath, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo'
import Handlebars from 'handlebars'
import { closeTo, cropped, detailOf, drawn, inSight, middleOf, pointOf, spotOf } from './map-frame.js'
import { countryAt, holds, landIn, type Country, type Point, type Shape } from './map-land.js'
import { markAt, marks, type MapSide, type Mark } from './map-marks.js'
import { memory } from './map-memory.js'
import { namesOn } from './map-names.js'

export interface MarkedCommunity {
  lat: number
  lon: number
  name: string
  lang?: string | null
  mark: Mark
}

export interface CountryMapRequest {
  side: MapSide
  /** The most important first: their names are the first to get room. */
  communities: readonly MarkedCommunity[]
  label: string
}

const frame = { width: 1200, height: 760, margin: 60 }

/** The parts of a country that lie together with its communities; a far island without one may stay out. */
function mainParts({ parts }: Country, points: readonly Point[]): Shape[] {
  const areas = parts.map(({ shape }) => geoArea(shape))
  const largest = parts[areas.indexOf(Math.max(...areas))]
  const elsewhere = points.filter((point) => !largest || !holds(largest, point))
  return parts.filter((part) => part === largest || elsewhere.some((point) => holds(part, point)))
}

/** The country most of the first points lie in; a harbour may lie beside its own. */
function countryOf(points: readonly Point[], detail: 'fine' | 'coarse'): Country | undefined {
  const land = landIn(detail)
  const found = new Map<Country, number>()
  for (const point of points.slice(0, 7)) {
    const country = countryAt(land, point)
    if (country) found.set(country, (found.get(country) ?? 0) + 1)
  }
  return [...found].sort(([, a], [, b]) => b - a)[0]?.[0]
}

type Geometry = Extract<GeoPermissibleObjects, { type: 'GeometryCollection' }>['geometries'][number]

function projectionFor(country: Country | undefined, points: readonly Point[]): GeoProjection {
  if (!country) return closeTo(points, frame)
  const parts = mainParts(country, points)
  const projection = closeTo([middleOf([...parts.map(({ middle }) => middle), ...points])], frame)
  const [[left, top], [right, bottom]] = geoPath(projection.clipExtent(null)).bounds({
    type: 'GeometryCollection',
    geometries: [
      ...parts.map(({ shape }) => shape as Geometry),
      { type: 'MultiPoint', coordinates: [...points] },
    ],
  })
  const { width, height, margin } = frame
  const zoom = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top), 1)
  const [x, y] = projection.translate()
  projection
    .scale(projection.scale() * zoom)
    .translate([width / 2 + (x - (left + right) / 2) * zoom, height / 2 + (y - (top + bottom) / 2) * zoom])
  return cropped(projection, frame)
}

/** Land and marks: all that has no words. */
function ground({ side, communities }: CountryMapRequest, projection: GeoProjection): string {
  const detail = detailOf(projection)
  const land = landIn(detail)
  const country = countryOf(communities.map(pointOf), detail)
  const seen = inSight(projection, frame)
  const lines = drawn(projection, 2)
  // Whoever has partners lies on top.
  const layered = [...marks].reverse().flatMap((mark) => communities.filter((one) => one.mark === mark))
  const parts = (countries: readonly Country[]) => countries.flatMap((each) => each.parts.filter(seen))
  return (
    lines(parts(land.countries.filter((each) => each !== country)), 'map-land') +
    lines(parts(country ? [country] : []), `map-${side}`) +
    lines(land.borders.filter(seen), 'map-border') +
    layered.map(({ mark, ...at }) => markAt(mark, side, ...spotOf(projection, pointOf(at)))).join('')
  )
}

interface Drawn {
  projection: GeoProjection
  ground: string
}

const remember = memory<Drawn>(80)

/** The map of a country’s communities, as SVG for a page; all but the names is drawn once for all languages. */
export function countryMap(request: CountryMapRequest): string {
  const { side, communities, label } = request
  const key = JSON.stringify([side, communities.map(({ lat, lon, mark }) => [lat, lon, mark])])
  const { projection, ground: drawing } = remember(key, () => {
    const points = communities.map(pointOf)
    const made = projectionFor(countryOf(points, 'fine'), points)
    return { projection: made, ground: ground(request, made) }
  })
  const spots = communities.map((community) => {
    const [x, y] = spotOf(projection, pointOf(community))
    return { x, y, gap: 15, ...community }
  })
  const { width, height } = frame
  return (
    `<svg class="map map-wide" viewBox="0 0 ${width} ${height}" role="img" aria-label="${Handlebars.escapeExpression(label)}">` +
    `${drawing}${namesOn(spots, spots, frame)}</svg>`
  )
}
