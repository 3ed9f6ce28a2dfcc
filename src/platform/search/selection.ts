// From the communities that match a text: those that pass the filters, and the facet counts.
import { facetNames, type CommunityQuery, type FacetName } from './community-search.js'
import type { Columns, FacetColumn } from './columns.js'

export interface Selection {
  /** The candidates that pass everything, in the order they came in. */
  numbers: Int32Array
  facets: Record<FacetName, Record<string, number>>
}

type Filters = Pick<CommunityQuery, 'choice' | 'minPopulation' | 'maxPopulation'>

/** Whether a query narrows what it finds. */
export const hasFilters = ({ choice, minPopulation, maxPopulation }: Filters) =>
  minPopulation !== undefined ||
  maxPopulation !== undefined ||
  facetNames.some((facet) => choice[facet] !== undefined && choice[facet].length > 0)

const passes = 0
const fails = 255

/** Which value numbers of a facet are chosen; undefined when the facet is not used. */
function wanted(columns: Columns, query: Filters, facet: FacetName): Uint8Array | undefined {
  const chosen = query.choice[facet]
  if (!chosen?.length) return undefined
  const { values, numberOf } = columns.facets[facet]
  const marks = new Uint8Array(values.length)
  for (const value of chosen) {
    const number = numberOf.get(value)
    if (number !== undefined) marks[number] = 1
  }
  return marks
}

/**
 * Applies range and facets. A candidate that fails one facet alone still counts in that facet: choosing
 * its value would bring it.
 */
export function select(columns: Columns, query: Filters, candidates: Int32Array): Selection {
  // For each candidate: passes, fails, or one more than the place of the only facet it fails.
  const state = new Uint8Array(candidates.length)
  applyRange(columns, query, candidates, state)
  facetNames.forEach((facet, place) => {
    const marks = wanted(columns, query, facet)
    if (marks) applyFacet(columns.facets[facet], marks, candidates, state, place + 1)
  })

  const facets = {} as Selection['facets']
  facetNames.forEach((facet, place) => (facets[facet] = count(columns, facet, candidates, state, place + 1)))
  return { numbers: passing(candidates, state), facets }
}

function passing(candidates: Int32Array, state: Uint8Array): Int32Array {
  const numbers = new Int32Array(candidates.length)
  let count = 0
  for (let at = 0; at < candidates.length; at++) if (state[at] === passes) numbers[count++] = candidates[at]!
  return numbers.subarray(0, count)
}

/** All communities in an order, with the facet counts of them all: kept, for it is what most visits begin with. */
export function selectAll(columns: Columns, numbers: Int32Array): Selection {
  columns.all ??= select(columns, { choice: {} }, numbers)
  return { numbers, facets: columns.all.facets }
}

function applyFacet(
  { start, list }: FacetColumn,
  marks: Uint8Array,
  candidates: Int32Array,
  state: Uint8Array,
  onlyThis: number,
) {
  for (let at = 0; at < candidates.length; at++) {
    const number = candidates[at]!
    let value = start[number]!
    const end = start[number + 1]!
    while (value < end && !marks[list[value]!]) value++
    if (value === end) state[at] = state[at] === passes ? onlyThis : fails
  }
}

function applyRange({ population }: Columns, query: Filters, candidates: Int32Array, state: Uint8Array) {
  if (query.minPopulation === undefined && query.maxPopulation === undefined) return
  const { minPopulation: min = -Infinity, maxPopulation: max = Infinity } = query
  for (let at = 0; at < candidates.length; at++) {
    const people = population[candidates[at]!]!
    // An unknown population is in no range.
    if (!(people >= min && people <= max)) state[at] = fails
  }
}

function count(
  columns: Columns,
  facet: FacetName,
  candidates: Int32Array,
  state: Uint8Array,
  onlyThis: number,
) {
  const { start, list, values } = columns.facets[facet]
  const counts = new Int32Array(values.length)
  for (let at = 0; at < candidates.length; at++) {
    if (state[at] !== passes && state[at] !== onlyThis) continue
    const number = candidates[at]!
    for (let value = start[number]!; value < start[number + 1]!; value++) counts[list[value]!]!++
  }
  const counted: Record<string, number> = {}
  for (let value = 0; value < counts.length; value++)
    if (counts[value]) counted[values[value]!] = counts[value]!
  return counted
}
