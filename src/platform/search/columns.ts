// The documents of the embedded engine as flat columns: facets, ranges and positions.
// A community keeps its number until it is replaced; a replaced or removed one leaves a dead number.
import { facetNames, facetValues, type CommunityDocument, type FacetName } from './community-search.js'
import { unitVector } from './distance.js'
import type { Order } from './ordering.js'
import type { Selection } from './selection.js'

/** The values of one facet: those of community n are list[start[n]] to list[start[n + 1] - 1]. */
export interface FacetColumn {
  values: string[]
  numberOf: Map<string, number>
  start: Int32Array
  list: Int32Array
}

export interface Columns {
  /** One more than the highest number in use. */
  count: number
  documents: (CommunityDocument | undefined)[]
  numberOf: Map<string, number>
  alive: Uint8Array
  /** NaN when unknown. */
  population: Float64Array
  /** Three numbers for each community: its position on the unit sphere. */
  position: Float64Array
  facets: Record<FacetName, FacetColumn>
  /** Sort orders, made when first asked for and forgotten at the next change. */
  orders: Map<string, Order>
  /** What a search without text and filters finds; likewise. */
  all: Selection | undefined
}

const column = (): FacetColumn => ({
  values: [],
  numberOf: new Map(),
  start: new Int32Array(1025),
  list: new Int32Array(1024),
})

export const emptyColumns = (): Columns => ({
  count: 0,
  documents: [],
  numberOf: new Map(),
  alive: new Uint8Array(1024),
  population: new Float64Array(1024),
  position: new Float64Array(3 * 1024),
  facets: {
    country: column(),
    region: column(),
    size: column(),
    topic: column(),
    feature: column(),
    status: column(),
  },
  orders: new Map(),
  all: undefined,
})

type Flat = Uint8Array | Int32Array | Float64Array

function roomy<T extends Flat>(array: T, length: number): T {
  if (length <= array.length) return array
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, array.length * 2))
  larger.set(array)
  return larger
}

function addFacet(facet: FacetColumn, number: number, values: readonly string[]) {
  facet.start = roomy(facet.start, number + 2)
  let end = facet.start[number]!
  facet.list = roomy(facet.list, end + values.length)
  for (const value of values) {
    let known = facet.numberOf.get(value)
    if (known === undefined) {
      facet.numberOf.set(value, (known = facet.values.length))
      facet.values.push(value)
    }
    facet.list[end++] = known
  }
  facet.start[number + 1] = end
}

function forget(columns: Columns) {
  columns.orders.clear()
  columns.all = undefined
}

/** Adds a document and gives its number. */
export function addRow(columns: Columns, community: CommunityDocument): number {
  const number = columns.count++
  columns.documents[number] = community
  columns.numberOf.set(community.id, number)
  columns.alive = roomy(columns.alive, columns.count)
  columns.alive[number] = 1
  columns.population = roomy(columns.population, columns.count)
  columns.population[number] = community.population ?? NaN
  columns.position = roomy(columns.position, 3 * columns.count)
  columns.position.set(unitVector(community), 3 * number)
  for (const name of facetNames) addFacet(columns.facets[name], number, facetValues(community, name))
  forget(columns)
  return number
}

/** Removes a document by its id; gives what it was. */
export function removeRow(
  columns: Columns,
  id: string,
): { number: number; community: CommunityDocument } | undefined {
  const number = columns.numberOf.get(id)
  const community = number === undefined ? undefined : columns.documents[number]
  if (number === undefined || community === undefined) return undefined
  columns.numberOf.delete(id)
  columns.documents[number] = undefined
  columns.alive[number] = 0
  forget(columns)
  return { number, community }
}
