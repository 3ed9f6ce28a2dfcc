// The search page: results as cards, filters with counts, addresses to share.
import { paths } from '../../paths.js'
import type { FieldError } from '../../platform/http/form.js'
import { pagesOf, type Pages } from '../../platform/http/numbered-pages.js'
import {
  facetNames,
  sorts,
  type CommunityHits,
  type FacetName,
} from '../../platform/search/community-search.js'
import { cardOf, type Card } from './card.js'
import { pageSizeOf, searchAddress, sortOf, type ReadSearch, type Search } from './communities.forms.js'
import { facetGroups, valueName, type FacetGroup } from './facets.js'
import type { Listed } from './listed.js'
import type { PlaceNames } from './places.js'
import { nameIn, type Named, type Wording } from './wording.js'

export interface Results extends PlaceNames {
  hits: CommunityHits
  communities: Listed[]
  /** From where distances are measured. */
  near: (Named & { id: string }) | undefined
  /** When filters left nothing: how many the text alone would find. */
  withoutFilters: number
}

interface Chip {
  label: string
  href: string
}

export interface SearchPage {
  title: string
  description: string
  errors: FieldError[]
  action: string
  typed: { q: string; min: string; max: string; near: string }
  sorts: { value: string; label: string; selected: boolean }[]
  groups: FacetGroup[]
  chips: Chip[]
  clear: string
  found: string
  fallback: boolean
  cards: Card[]
  nothing: { withoutFilters: Chip | null } | null
  pages: Pages
}

export function searchPage(form: ReadSearch, results: Results, wording: Wording): SearchPage {
  const { t, locale } = wording
  const { search, typed } = form
  const { hits } = results
  const path = paths.communities(locale)
  const address = (change: Partial<Search>) => searchAddress(path, { ...search, page: undefined, ...change })
  const text = (name: string) => [typed[name] ?? ''].flat().at(-1) ?? ''
  const found = hits.total === 0 ? 'nothing' : 'found'
  return {
    title: search.q ? t('communities/index.title-for', { q: search.q }) : t('communities/index.title'),
    description: t('communities/index.description'),
    errors: form.errors.map(({ field, key }) => ({ field: hasPlace(field) ? field : 'results', key })),
    action: path,
    typed: { q: text('q'), min: text('min'), max: text('max'), near: search.near ?? '' },
    sorts: sorts
      .filter((sort) => sort !== 'distance' || results.near)
      .map((value) => ({
        value,
        label: t(`communities/index.sort-${value}`),
        selected: value === sortOf(search),
      })),
    groups: facetGroups(search, hits.facets, results, wording),
    chips: chips(search, results, address, wording),
    clear: searchAddress(path, search.q ? { q: search.q } : {}),
    found: search.q
      ? t(`communities/index.${found}-for`, { count: hits.total, q: search.q })
      : t(`communities/index.${found}`, { count: hits.total }),
    fallback: hits.fallback,
    cards: cardsOf(results, wording),
    nothing: hits.total > 0 ? null : nothing(search, results, path, wording),
    pages: pagesOf(hits.page, Math.ceil(hits.total / pageSizeOf(search)), (page) => address({ page })),
  }
}

/** Fields one can see on the page; an error of any other is linked to the results. */
const hasPlace = (field: string) => ['q', 'min', 'max', 'sort', ...facetNames].includes(field)

function cardsOf({ communities, hits }: Results, wording: Wording): Card[] {
  return communities.map((row, i) => cardOf(row, wording, hits.hits[i]))
}

/** Everything chosen, each with the address of the same search without it. */
function chips(
  search: Search,
  results: Results,
  address: (change: Partial<Search>) => string,
  wording: Wording,
): Chip[] {
  const { t, number, locale } = wording
  const inContext = (facet: FacetName, name: string) =>
    facet === 'size' ? t('communities/index.chip-size', { size: name }) : name
  const ofFacet = (facet: FacetName): Chip[] =>
    search[facet].map((value) => ({
      label: inContext(facet, valueName(facet, value, results, wording)),
      href: address({ [facet]: (search[facet] as string[]).filter((other) => other !== value) }),
    }))
  const chip = (
    field: 'min' | 'max' | 'near',
    label: string | undefined,
    also: Partial<Search> = {},
  ): Chip[] =>
    search[field] === undefined || label === undefined
      ? []
      : [{ label, href: address({ [field]: undefined, ...also }) }]
  return [
    ...facetNames.flatMap(ofFacet),
    ...chip('min', t('communities/index.chip-min', { people: number(search.min ?? 0) })),
    ...chip('max', t('communities/index.chip-max', { people: number(search.max ?? 0) })),
    ...chip(
      'near',
      results.near && t('communities/index.chip-near', { name: nameIn(locale, results.near).text }),
      {
        sort: search.sort === 'distance' ? undefined : search.sort,
      },
    ),
  ]
}

function nothing(
  search: Search,
  { withoutFilters }: Results,
  path: string,
  { t }: Wording,
): SearchPage['nothing'] {
  return {
    withoutFilters:
      withoutFilters === 0
        ? null
        : {
            label: t('communities/index.without-filters', { count: withoutFilters }),
            href: searchAddress(path, search.q ? { q: search.q } : {}),
          },
  }
}
