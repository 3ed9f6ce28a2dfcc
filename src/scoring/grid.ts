// Places by square degree, so that "what lies within so many kilometres" does not ask the whole world.
import { kilometres, type Place } from './geo.js'

const kmPerDegree = 111.19

/** Calls `visit` with every item within `km` of a place, and how far it is. */
export type Within<T> = (place: Place, km: number, visit: (item: T, km: number) => void) => void

export function gridOf<T extends Place>(items: readonly T[]): Within<T> {
  const cells = new Map<number, T[]>()
  const cell = (row: number, column: number) => row * 720 + ((column + 720) % 360)
  for (const item of items) {
    const key = cell(Math.floor(item.lat), Math.floor(item.lon))
    const found = cells.get(key)
    if (found) found.push(item)
    else cells.set(key, [item])
  }
  return (place, km, visit) => {
    const north = km / kmPerDegree
    const highest = Math.min(89, Math.abs(place.lat) + north)
    const east = Math.min(180, north / Math.cos((highest * Math.PI) / 180))
    const [west, last] = [Math.floor(place.lon - east), Math.floor(place.lon + east)]
    for (let row = Math.floor(place.lat - north); row <= Math.floor(place.lat + north); row++)
      for (let column = west; column <= Math.min(last, west + 359); column++)
        for (const item of cells.get(cell(row, column)) ?? []) {
          const away = kilometres(place, item)
          if (away < km) visit(item, away)
        }
  }
}
