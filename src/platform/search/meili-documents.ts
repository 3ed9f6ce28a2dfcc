// How Meilisearch sees a community, and how it is told to look: folded names for finding, plain values
// for filters and sorting, and the document itself to give back.
import { defaultLocale, isLocale, locales } from '../i18n/locales.js'
import {
  facetNames,
  facetValues,
  shownName,
  type CommunityDocument,
  type CommunityQuery,
  type FacetName,
} from './community-search.js'
import { fold, foldedWords, joined } from './fold.js'
import { findableNames, keysOf, type NameKind } from './names.js'
import { sortKey } from './sort-key.js'

export interface MeiliDocument extends Record<FacetName, readonly string[]> {
  id: string
  nameUk: string | null
  nameEn: string
  nameNative: string
  /** Names of several words, without the spaces: for the forgotten space. */
  joined: string[]
  near: string[]
  other: string[]
  /** See `slipsOf`; of present names. */
  slips: string[]
  places: string[]
  population: number | null
  partners: number
  order: Record<string, string>
  _geo: { lat: number; lng: number } | null
  community: CommunityDocument
}

/**
 * A key and all that is left of it when one letter is dropped. Two keys a slip apart share one of
 * these. Meilisearch itself counts a slip in the first letter twice and allows none in short words.
 */
export const slipsOf = (key: string): string[] => [
  key,
  ...[...key].map((_, at) => [...key].filter((_, other) => other !== at).join('')),
]

export function meiliDocument(community: CommunityDocument): MeiliDocument {
  const { id, nameUk, nameEn, nameNative, placeNames, population, partners, lat, lon } = community
  const names = findableNames(community)
  const of = (kind: NameKind) => names.filter((name) => name.kind === kind).map(({ folded }) => folded)
  const several = names.filter(({ folded }) => foldedWords(folded).length > 1)
  const facets = Object.fromEntries(facetNames.map((facet) => [facet, facetValues(community, facet)]))
  return {
    id,
    ...(facets as Record<FacetName, readonly string[]>),
    nameUk: nameUk === undefined ? null : fold(nameUk),
    nameEn: fold(nameEn),
    nameNative: fold(nameNative),
    joined: several.flatMap(({ folded }) =>
      keysOf(folded).filter((key, from) => from === 0 || key !== joined(folded)),
    ),
    near: of('near'),
    other: of('other'),
    slips: [...new Set(of('present').map(joined).flatMap(slipsOf))],
    places: placeNames.map(fold),
    population: population ?? null,
    partners,
    order: Object.fromEntries(
      locales.map((locale) => [locale, sortKey(shownName(community, locale), locale)]),
    ),
    // One impossible position would make Meilisearch refuse the whole batch.
    _geo: Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lng: lon } : null,
    community,
  }
}

/** Far above what one search can find here; Meilisearch's own default stops counting at 1,000. */
const maxTotalHits = 500_000

export const nameAttributes = ['nameUk', 'nameEn', 'nameNative', 'joined', 'near', 'other']

export const meiliSettings = {
  searchableAttributes: [...nameAttributes, 'places'],
  displayedAttributes: ['community'],
  filterableAttributes: [
    {
      attributePatterns: [...facetNames, 'slips'],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    {
      attributePatterns: ['population'],
      features: { facetSearch: false, filter: { equality: false, comparison: true } },
    },
  ],
  sortableAttributes: ['population', 'partners', 'id', '_geo', ...locales.map((locale) => `order.${locale}`)],
  rankingRules: ['sort', 'words', 'typo', 'exactness', 'attribute', 'proximity', 'population:desc', 'id:asc'],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } },
  faceting: { maxValuesPerFacet: 10_000 },
  pagination: { maxTotalHits },
}

type Filters = Pick<CommunityQuery, 'choice' | 'minPopulation' | 'maxPopulation'>

export const slipFilter = (key: string) => anyOf('slips', slipsOf(key))

const anyOf = (attribute: string, values: readonly string[]) =>
  `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(', ')}]`

/** The filter of a query, each line a condition; without one facet, to count what else it could bring. */
export function meiliFilter(
  { choice, minPopulation, maxPopulation }: Filters,
  without?: FacetName,
): string[] {
  const lines = facetNames.flatMap((facet) => {
    const values = choice[facet] ?? []
    return values.length > 0 && facet !== without ? [anyOf(facet, values)] : []
  })
  if (minPopulation !== undefined) lines.push(`population >= ${minPopulation}`)
  if (maxPopulation !== undefined) lines.push(`population <= ${maxPopulation}`)
  return lines
}

/** What to sort by; nothing for relevance. Ties are settled the same way everywhere. */
export function meiliSort({ sort, near, locale }: CommunityQuery): string[] {
  const ties = ['population:desc', 'id:asc']
  if (sort === 'distance' && near) return [`_geoPoint(${near.lat}, ${near.lon}):asc`, ...ties]
  if (sort === 'name') return [`order.${isLocale(locale) ? locale : defaultLocale}:asc`, ...ties]
  if (sort === 'partners') return ['partners:desc', ...ties]
  return sort === 'population' ? ties : []
}
