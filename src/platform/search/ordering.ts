// The order of the communities found. Ties go to the larger population and then to the id, so that
// the same question always has the same answer.
import { shownName, type CommunityDocument, type CommunityQuery } from './community-search.js'
import type { Columns } from './columns.js'
import { unitVector } from './distance.js'
import { sortKey } from './sort-key.js'
import type { Tally } from './tally.js'

export interface Order {
  numbers: Int32Array
  /** The place of each community in `numbers`. */
  place: Int32Array
}

const largerFirst = (a: CommunityDocument, b: CommunityDocument) =>
  (b.population ?? -1) - (a.population ?? -1) || (a.id < b.id ? -1 : 1)

function sorted(columns: Columns, by: string): number[] {
  const numbers = [...columns.numberOf.values()]
  const of = (number: number) => columns.documents[number]!
  if (by === 'population') return numbers.sort((a, b) => largerFirst(of(a), of(b)))
  if (by === 'partners')
    return numbers.sort((a, b) => of(b).partners - of(a).partners || largerFirst(of(a), of(b)))
  const keys = new Map(numbers.map((number) => [number, sortKey(shownName(of(number), by), by)]))
  return numbers.sort((a, b) => {
    const [one, other] = [keys.get(a)!, keys.get(b)!]
    return one < other ? -1 : one > other ? 1 : largerFirst(of(a), of(b))
  })
}

// By population, by partners, or by the name shown in a language; kept until a document changes.
function orderBy(columns: Columns, by: string): Order {
  const kept = columns.orders.get(by)
  if (kept) return kept
  const numbers = Int32Array.from(sorted(columns, by))
  const place = new Int32Array(columns.count)
  numbers.forEach((number, at) => (place[number] = at))
  const order = { numbers, place }
  columns.orders.set(by, order)
  return order
}

/** The order a query asks for, without regard to its text and position. */
export const plainOrder = (columns: Columns, { sort, locale }: CommunityQuery): Order =>
  orderBy(columns, sort === 'name' ? locale : sort === 'partners' ? 'partners' : 'population')

/** The numbers from `from` to `below` of those found by a text, in the order asked for. */
export function bestFound(
  columns: Columns,
  query: CommunityQuery,
  found: Int32Array,
  tally: Tally,
  from: number,
  below: number,
) {
  const { numbers, place } = plainOrder(columns, query)
  const byTier = query.sort === 'relevance' || query.sort === 'distance'
  // Tier and place in one number, which sorts faster than two.
  const tierWidth = 2 ** 26
  const keys = Uint32Array.from(
    found,
    (number) => (byTier ? tally.tier[number]! * tierWidth : 0) + place[number]!,
  )
  return [...keys.sort().slice(from, below)].map((key) => numbers[key % tierWidth]!)
}

const rings = 4096

/** The numbers from `from` to `below` of those found, nearest to a position first. */
export function nearest(
  columns: Columns,
  to: { lat: number; lon: number },
  found: Int32Array,
  from: number,
  below: number,
) {
  const [x, y, z] = unitVector(to)
  const { position } = columns
  const away = new Float64Array(found.length)
  const inRing = new Int32Array(rings + 1)
  for (let at = 0; at < found.length; at++) {
    const start = 3 * found[at]!
    const [dx, dy, dz] = [position[start]! - x, position[start + 1]! - y, position[start + 2]! - z]
    away[at] = Math.sqrt(dx * dx + dy * dy + dz * dz)
    inRing[Math.floor((away[at]! / 2) * rings)]!++
  }
  // Only the rings that reach as far as needed are sorted.
  let ring = 0
  for (let within = inRing[0]!; within < below && ring < rings;) within += inRing[++ring]!
  const limit = ((ring + 1) / rings) * 2
  const { place } = orderBy(columns, 'population')
  const near: number[] = []
  for (let at = 0; at < found.length; at++) if (away[at]! < limit || ring === rings) near.push(at)
  near.sort((a, b) => away[a]! - away[b]! || place[found[a]!]! - place[found[b]!]!)
  return near.slice(from, below).map((at) => found[at]!)
}
