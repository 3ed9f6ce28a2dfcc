// What a search is narrowed by, one filter at a time: for the chips, and for saying what would be found
// without one.
import { facetNames, type FacetName } from '../../platform/search/community-search.js'
import type { Search } from './communities.forms.js'

type Change = Partial<Search>

export type Chosen =
  { field: FacetName; value: string; without: Change } | { field: 'min' | 'max' | 'near'; without: Change }

/** Everything chosen, in the order of the page, each with the change that takes it back. */
export const chosenIn = (search: Search): Chosen[] => [
  ...facetNames.flatMap((field) =>
    search[field].map((value) => ({
      field,
      value,
      without: { [field]: (search[field] as string[]).filter((other) => other !== value) },
    })),
  ),
  ...(['min', 'max'] as const)
    .filter((field) => search[field] !== undefined)
    .map((field) => ({ field, without: { [field]: undefined } })),
  ...(search.near === undefined ? [] : [{ field: 'near' as const, without: withoutNear(search) }]),
]

const withoutNear = ({ sort }: Search): Change => ({
  near: undefined,
  sort: sort === 'distance' ? undefined : sort,
})

export type Filter = FacetName | 'people-range'

/** Whole filters that narrow, each with the change that lifts it: values of one facet are alternatives. */
export const filtersIn = (search: Search): { filter: Filter; without: Change }[] => [
  ...facetNames
    .filter((filter) => search[filter].length > 0)
    .map((filter) => ({ filter, without: { [filter]: [] } })),
  ...(search.min === undefined && search.max === undefined
    ? []
    : [{ filter: 'people-range' as const, without: { min: undefined, max: undefined } }]),
]
