// The filters of the search page: groups of values with counts, and what each value is called.
import {
  sizeBands,
  statuses,
  type CommunityHits,
  type FacetName,
} from '../../platform/search/community-search.js'
import type { Search } from './communities.forms.js'
import { topics, traits } from './communities.model.js'
import type { PlaceNames } from './places.js'
import { countryIn, regionIn, type Wording } from './wording.js'

export interface FacetGroup {
  id: FacetName
  legend: string
  /** Too many to stand in full height. */
  long: boolean
  values: { value: string; label: string; count: number; checked: boolean }[]
}

const long = 8

/** The regions worth offering: those of the chosen countries, and Ukraine's oblasts when none is chosen. */
const regionsOffered = (search: Search, counts: Record<string, number>): string[] => {
  const countries = search.country.length > 0 ? search.country : ['UA']
  return Object.keys(counts).filter((code) => countries.includes(code.slice(0, 2)))
}

/** The groups that have something to choose, in the order people think of them. */
export function facetGroups(
  search: Search,
  facets: CommunityHits['facets'],
  places: PlaceNames,
  wording: Wording,
): FacetGroup[] {
  const { t, compare } = wording
  return (['status', 'country', 'region', 'size', 'topic', 'feature'] as const).flatMap((id) => {
    const counts = facets[id]
    const chosen: readonly string[] = search[id]
    const values = [...new Set([...chosen, ...offered(id, search, counts)])]
      .filter((value) => chosen.includes(value) || (counts[value] ?? 0) > 0)
      .map((value) => ({
        value,
        label: valueName(id, value, places, wording),
        count: counts[value] ?? 0,
        checked: chosen.includes(value),
      }))
    if (id === 'size') values.sort((a, b) => bandAt(a.value) - bandAt(b.value))
    else if (id === 'region') values.sort((a, b) => compare(a.label, b.label))
    else if (id !== 'status') values.sort((a, b) => b.count - a.count || compare(a.label, b.label))
    const onlyUkraine = id === 'region' && values.every(({ value }) => value.startsWith('UA.'))
    const legend = t(`communities/index.${onlyUkraine ? 'oblast' : id}`)
    return values.length > 0 ? [{ id, legend, long: values.length > long, values }] : []
  })
}

const bandAt = (key: string) => sizeBands.findIndex((band) => band.key === key)

function offered(id: FacetName, search: Search, counts: Record<string, number>): readonly string[] {
  if (id === 'region') return regionsOffered(search, counts)
  if (id === 'topic') return topics
  // Size classes are features too, but the size has a group of its own.
  if (id === 'feature') return traits
  if (id === 'status') return statuses
  return Object.keys(counts)
}

/** What a filter's value is called; its code when nobody knows the name. */
export function valueName(facet: FacetName, value: string, places: PlaceNames, wording: Wording): string {
  const { t, locale, capital } = wording
  if (facet === 'country') {
    const found = places.countries.get(value)
    return found ? countryIn(locale, { countryUk: found.nameUk, countryEn: found.nameEn }) : value
  }
  if (facet === 'region') {
    const found = places.regions.get(value)
    return (found && regionIn(locale, { regionUk: found.nameUk, regionEn: found.nameEn })?.text) ?? value
  }
  if (facet === 'size') return capital(t(`sizes.${value}`))
  if (facet === 'status') return capital(t(`communities/index.status-${value}`))
  return capital(t(`${facet === 'topic' ? 'topics' : 'features'}.${value}`))
}
