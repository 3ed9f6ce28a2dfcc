// What part of the world a picture shows, and the land in it: what every map of ours is drawn with.
import {
  geoAzimuthalEqualArea,
  geoDistance,
  geoInterpolate,
  geoPath,
  geoProjection,
  type GeoProjection,
} from 'd3-geo'
import type { Point, Shape } from './map-land.js'
import { lineWriter } from './map-lines.js'

export interface Frame {
  width: number
  height: number
  /** Kept free of places at every edge: names stand there. */
  margin: number
}

/** No map shows less than this across, in radians: about 900 km, so that countries can be recognised. */
const narrowest = 0.14
/** Closer than so many units to a radian, the fine borders are worth their bytes. */
const fineFrom = 1100
/** What is farther from the middle would only be distortion. */
const horizon = 115
const radians = Math.PI / 180

export const pointOf = ({ lon, lat }: { lon: number; lat: number }): Point => [lon, lat]

/** Where a place is drawn, in whole units. */
export const spotOf = (projection: GeoProjection, point: Point): [x: number, y: number] =>
  (projection(point) ?? [0, 0]).map(Math.round) as [number, number]

export const detailOf = (projection: GeoProjection): 'fine' | 'coarse' =>
  projection.scale() > fineFrom ? 'fine' : 'coarse'

/** The middle of the places: halfway for two, the mean direction for many. */
export function middleOf(points: readonly Point[]): Point {
  const [first = [0, 0], second] = points
  if (points.length === 1) return first
  if (points.length === 2 && second) return geoInterpolate(first, second)(0.5)
  let [x, y, z] = [0, 0, 0]
  for (const [lon, lat] of points) {
    const flat = Math.cos(lat * radians)
    x += flat * Math.cos(lon * radians)
    y += flat * Math.sin(lon * radians)
    z += Math.sin(lat * radians)
  }
  return [Math.atan2(y, x) / radians, Math.atan2(z, Math.hypot(x, y)) / radians]
}

/** A map of equal areas as close to the places as there is room for. */
export function closeTo(points: readonly Point[], frame: Frame): GeoProjection {
  const { width, height } = frame
  const middle = middleOf(points)
  const projection = geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(horizon).precision(1)
  if (points.length > 1) projection.fitExtent(roomIn(frame), through(points))
  const closest = width / narrowest
  if (points.length < 2 || projection.scale() > closest) {
    projection.scale(closest).translate([width / 2, height / 2])
    if (points.length > 1) recentre(projection, through(points), frame)
  }
  return cropped(projection, frame)
}

/** How far the globe reaches in a map that shrinks with distance; what lies opposite stays out. */
export const farthest = 122

/**
 * The world as it looks from a place: the farther away, the smaller, by the logarithm of the distance
 * (Torsten Hägerstrand’s map of 1957). Neighbours and another continent fit into one picture.
 * @param nearness in radians: up to there little is shrunk
 */
export function seenFrom(home: Point, nearness: number): GeoProjection {
  const projection = geoProjection((lon, lat) => {
    const away = Math.acos(Math.max(-1, Math.min(1, Math.cos(lat) * Math.cos(lon))))
    const stretched = away < 1e-9 ? 1 / nearness : Math.log1p(away / nearness) / Math.sin(away)
    return [stretched * Math.cos(lat) * Math.sin(lon), stretched * Math.sin(lat)]
  })
  return projection.rotate([-home[0], -home[1]]).clipAngle(farthest).precision(0.5)
}

/** Such a world with all the places in the frame. */
export function worldAround(home: Point, points: readonly Point[], frame: Frame): GeoProjection {
  const projection = seenFrom(home, 0.09).fitExtent(roomIn(frame), {
    type: 'MultiPoint',
    coordinates: [home, ...points],
  })
  return cropped(projection, frame)
}

export const through = (points: readonly Point[]) => ({
  type: 'LineString' as const,
  coordinates: [...points],
})

const roomIn = ({ width, height, margin }: Frame): [Point, Point] => [
  [margin, margin],
  [width - margin, height - margin],
]

export const cropped = (projection: GeoProjection, { width, height }: Frame): GeoProjection =>
  projection.clipExtent([
    [-10, -10],
    [width + 10, height + 10],
  ])

function recentre(
  projection: GeoProjection,
  line: ReturnType<typeof through>,
  { width, height }: Frame,
): void {
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(line)
  const [x, y] = projection.translate()
  projection.translate([x + width / 2 - (left + right) / 2, y + height / 2 - (top + bottom) / 2])
}

/** What can be seen at all: shapes that reach into the circle around the picture. */
export function inSight(projection: GeoProjection, { width, height }: Frame): (shape: Shape) => boolean {
  const middle = projection.invert?.([width / 2, height / 2])
  const corner = projection.invert?.([0, 0])
  const far = middle && corner ? geoDistance(middle, corner) : NaN
  // Beyond the edge of the globe there is nothing to invert: then everything may be in sight.
  if (!middle || Number.isNaN(far)) return () => true
  return (shape) => geoDistance(shape.middle, middle) <= shape.reach + far * 1.05
}

/** Writes shapes as the lines of one path; steps shorter than `least` units are left out. */
export function drawing(projection: GeoProjection, least: number) {
  const writer = lineWriter(least)
  const path = geoPath(projection, writer)
  return (shapes: readonly Pick<Shape, 'shape'>[]): string => {
    for (const { shape } of shapes) path(shape)
    return writer.take()
  }
}

/** The same, as an element of a class; nothing where there is nothing in the picture. */
export function drawn(projection: GeoProjection, least: number) {
  const draw = drawing(projection, least)
  return (shapes: readonly Pick<Shape, 'shape'>[], name: string): string => {
    const lines = draw(shapes)
    return lines === '' ? '' : `<path class="${name}" d="${lines}"/>`
  }
}
