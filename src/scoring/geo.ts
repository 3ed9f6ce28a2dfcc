// Distances on the globe.

export interface Place {
  readonly lat: number
  readonly lon: number
}

/** Kilometres. */
export const earthRadius = 6371
const radians = Math.PI / 180

/** Great-circle distance in kilometres. */
export function kilometres(a: Place, b: Place): number {
  const north = Math.sin(((b.lat - a.lat) * radians) / 2)
  const east = Math.sin(((b.lon - a.lon) * radians) / 2)
  const h = north * north + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * east * east
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The place as a point on a globe of radius 1. */
export function unitVector({ lat, lon }: Place): [number, number, number] {
  const flat = Math.cos(lat * radians)
  return [flat * Math.cos(lon * radians), flat * Math.sin(lon * radians), Math.sin(lat * radians)]
}
