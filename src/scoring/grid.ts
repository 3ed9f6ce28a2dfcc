// Places by square degree, so that "what lies within so many kilometres" does not ask the whole world.
import { earthRadius, unitVector, type Place } from './geo.js'

const kmPerDegree = 111.19

/** Calls `visit` with every item within `km` of a place, and how far it is. */
export type Within<T> = (place: Place, km: number, visit: (item: T, km: number) => void) => void

interface Cell<T> {
  readonly items: T[]
  /** Unit vectors, three numbers for each item. */
  readonly vectors: number[]
}

export function gridOf<T extends Place>(items: readonly T[]): Within<T> {
  const cells = new Map<number, Cell<T>>()
  const keyOf = (row: number, column: number) => row * 720 + ((column + 720) % 360)
  for (const item of items) {
    const key = keyOf(Math.floor(item.lat), Math.floor(item.lon))
    const cell = cells.get(key) ?? { items: [], vectors: [] }
    cells.set(key, cell)
    cell.items.push(item)
    cell.vectors.push(...unitVector(item))
  }

  return (place, km, visit) => {
    const north = km / kmPerDegree
    const highest = Math.abs(place.lat) + north
    // Around a pole every meridian is near.
    const east = highest > 89 ? 180 : Math.min(180, north / Math.cos((highest * Math.PI) / 180))
    const west = Math.floor(place.lon - east)
    const last = Math.min(Math.floor(place.lon + east), west + 359)
    const [x, y, z] = unitVector(place)
    // Straight through the globe is quicker to measure than over it; the arc is reckoned for the near only.
    const chord = (2 * Math.sin(Math.min(km / earthRadius, Math.PI) / 2)) ** 2
    for (let row = Math.floor(place.lat - north); row <= Math.floor(place.lat + north); row++)
      for (let column = west; column <= last; column++) {
        const cell = cells.get(keyOf(row, column))
        if (!cell) continue
        const { items, vectors } = cell
        for (let i = 0; i < items.length; i++) {
          const dx = vectors[3 * i]! - x
          const dy = vectors[3 * i + 1]! - y
          const dz = vectors[3 * i + 2]! - z
          const square = dx * dx + dy * dy + dz * dz
          if (square < chord)
            visit(items[i]!, 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(square) / 2)))
        }
      }
  }
}
