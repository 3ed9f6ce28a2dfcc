// The search page: results as cards, filters with counts, addresses to share.
import { paths } from '../../paths.js'
import type { FieldError } from '../../platform/http/form.js'
import { pagesOf, type Pages } from '../../platform/http/numbered-pages.js'
import { facetNames, sorts, type CommunityHits } from '../../platform/search/community-search.js'
import { cardOf, type Card } from './card.js'
import { chosenIn, type Chosen } from './chosen.js'
import { pageSizeOf, searchAddress, sortOf, type ReadSearch, type Search } from './communities.forms.js'
import { facetGroups, valueName, type FacetGroup } from './facets.js'
import type { Listed } from './listed.js'
import type { PlaceNames } from './places.js'
import type { Help } from './search-help.js'
import { nameIn, placeIn, type Named, type Wording } from './wording.js'

export interface Results extends PlaceNames {
  hits: CommunityHits
  communities: Listed[]
  /** From where distances are measured. */
  near: (Named & { id: string; lat: number; lon: number }) | undefined
}

interface Chip {
  label: string
  href: string
}

/** What may help when nothing was found. */
interface Nothing {
  loosened: Chip[]
  withoutFilters: Chip | null
  similar: { name: string; lang: string | null; place: string; href: string }[]
}

export interface SearchPage {
  title: string
  description: string
  errors: FieldError[]
  action: string
  typed: { q: string; min: string; max: string; near: string; sort: string }
  /** One address for each order; one of them is the order in use. */
  sorts: { label: string; href: string; current: boolean }[]
  groups: FacetGroup[]
  chips: Chip[]
  /** How many filters are chosen, in words; null for none. */
  chosen: string | null
  clear: string
  found: string
  fallback: boolean
  cards: Card[]
  nothing: Nothing | null
  pages: Pages
}

/** @param help what may help, when nothing was found */
export function searchPage(
  form: ReadSearch,
  results: Results,
  help: Help | undefined,
  wording: Wording,
): SearchPage {
  const { t, locale } = wording
  const { search, typed } = form
  const { hits } = results
  const path = paths.communities(locale)
  const address = (change: Partial<Search>) => searchAddress(path, { ...search, page: undefined, ...change })
  const text = (name: string) => [typed[name] ?? ''].flat().at(-1) ?? ''
  const found = hits.total === 0 ? 'nothing' : 'found'
  const chips = chosenIn(search).flatMap((chosen) => chipOf(chosen, search, results, address, wording))
  return {
    title: search.q ? t('communities/index.title-for', { q: search.q }) : t('communities/index.title'),
    description: t('communities/index.description'),
    errors: form.errors.map(({ field, key }) => ({ field: hasPlace(field) ? field : 'results', key })),
    action: path,
    typed: {
      q: text('q'),
      min: text('min'),
      max: text('max'),
      near: search.near ?? '',
      sort: search.sort ?? '',
    },
    sorts: hits.total > 0 || form.errors.length > 0 ? orders(search, results, address, wording) : [],
    groups: facetGroups(search, hits.facets, results, wording),
    chips,
    chosen: chips.length === 0 ? null : t('communities/index.filters-chosen', { count: chips.length }),
    clear: searchAddress(path, search.q ? { q: search.q } : {}),
    found: search.q
      ? t(`communities/index.${found}-for`, { count: hits.total, q: search.q })
      : t(`communities/index.${found}`, { count: hits.total }),
    fallback: hits.fallback,
    cards: cardsOf(results, wording),
    nothing: help ? nothing(search, help, address, wording) : null,
    pages: pagesOf(hits.page, Math.ceil(hits.total / pageSizeOf(search)), (page) => address({ page })),
  }
}

const orders = (
  search: Search,
  { near }: Results,
  address: (change: Partial<Search>) => string,
  { t }: Wording,
): SearchPage['sorts'] =>
  sorts
    .filter((sort) => (sort !== 'distance' || near) && (sort !== 'relevance' || search.q))
    .map((sort) => ({
      label: t(`communities/index.sort-${sort}`),
      // The order one gets unasked needs no word in the address.
      href: address({ sort: sort === sortOf({ ...search, sort: undefined }) ? undefined : sort }),
      current: sort === sortOf(search),
    }))

/** Fields one can see on the page; an error of any other is linked to the results. */
const hasPlace = (field: string) => ['q', 'min', 'max', 'sort', ...facetNames].includes(field)

function cardsOf({ communities, hits }: Results, wording: Wording): Card[] {
  return communities.map((row, i) => cardOf(row, wording, hits.hits[i]))
}

/** One thing chosen, with the address of the same search without it; nothing where it has no words. */
function chipOf(
  chosen: Chosen,
  search: Search,
  results: Results,
  address: (change: Partial<Search>) => string,
  wording: Wording,
): Chip[] {
  const { t, number, locale } = wording
  const say = (): string | undefined => {
    if ('value' in chosen) {
      const name = valueName(chosen.field, chosen.value, results, wording)
      return chosen.field === 'size' ? t('communities/index.chip-size', { size: name }) : name
    }
    if (chosen.field === 'near')
      return results.near && t('communities/index.chip-near', { name: nameIn(locale, results.near).text })
    return t(`communities/index.chip-${chosen.field}`, { people: number(search[chosen.field] ?? 0) })
  }
  const label = say()
  return label === undefined ? [] : [{ label, href: address(chosen.without) }]
}

function nothing(
  search: Search,
  { withoutFilters, loosened, similar }: Help,
  address: (change: Partial<Search>) => string,
  wording: Wording,
): Nothing {
  const { t, locale } = wording
  return {
    loosened: loosened.map(({ filter, without, found }) => ({
      label: t('communities/index.without-filter', {
        count: found,
        filter: t(`communities/index.${filter}`),
      }),
      href: address(without),
    })),
    withoutFilters:
      withoutFilters === 0
        ? null
        : {
            label: t('communities/index.without-filters', { count: withoutFilters }),
            href: searchAddress(paths.communities(locale), search.q ? { q: search.q } : {}),
          },
    similar: similar.map((row) => {
      const { text: name, lang } = nameIn(locale, row)
      return { name, lang, place: placeIn(locale, row), href: paths.community(locale, row.id) }
    }),
  }
}
