// Distances over the ground. Positions are points on the unit sphere: the straight line between two
// of them orders communities as the arc does, and costs three multiplications.

interface Position {
  lat: number
  lon: number
}

const earthKm = 6371.0088
const radians = Math.PI / 180

export function unitVector({ lat, lon }: Position): [number, number, number] {
  const flat = Math.cos(lat * radians)
  return [flat * Math.cos(lon * radians), flat * Math.sin(lon * radians), Math.sin(lat * radians)]
}

/** Kilometres between two positions given in degrees. */
export function distanceKm(a: Position, b: Position): number {
  const [ax, ay, az] = unitVector(a)
  const [bx, by, bz] = unitVector(b)
  return 2 * earthKm * Math.asin(Math.min(1, Math.hypot(ax - bx, ay - by, az - bz) / 2))
}
