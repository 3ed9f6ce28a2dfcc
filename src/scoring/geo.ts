// Distances on the globe.

export interface Place {
  readonly lat: number
  readonly lon: number
}

const earthRadius = 6371
const radians = Math.PI / 180

/** Great-circle distance in kilometres. */
export function kilometres(a: Place, b: Place): number {
  const half = (x: number) => Math.sin((x * radians) / 2) ** 2
  const h =
    half(b.lat - a.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(b.lon - a.lon)
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)))
}
