// The port of search: finding communities by any name they were ever known by, with facets.
// Three implementations pass one contract (test/ports/community-search.contract.ts).

import { nativeLanguage } from '../i18n/places.js'

export const sorts = ['relevance', 'name', 'population', 'partners', 'distance'] as const
export type Sort = (typeof sorts)[number]

/** Size bands: villages below 1,000; the 100 thousand and 500 thousand lines follow the registry's features. */
export const sizeBands = [
  { key: 'under-5', from: 0, below: 5_000 },
  { key: '5-20', from: 5_000, below: 20_000 },
  { key: '20-50', from: 20_000, below: 50_000 },
  { key: '50-100', from: 50_000, below: 100_000 },
  { key: '100-500', from: 100_000, below: 500_000 },
  { key: 'over-500', from: 500_000, below: Infinity },
] as const
export type SizeBand = (typeof sizeBands)[number]['key']

export const facetNames = ['country', 'region', 'size', 'topic', 'feature', 'status'] as const
export type FacetName = (typeof facetNames)[number]

/** The values of the facet `status`; a community may be both, or neither. */
export const statuses = ['partnered', 'seeking'] as const
export type Status = (typeof statuses)[number]

/** What the index knows of a community. Nothing personal, nothing that is not public. */
export interface CommunityDocument {
  /** The public id, as in the registry: `ua-lviv`. */
  id: string
  country: string
  region: string | undefined
  kind: string
  nameUk: string | undefined
  nameEn: string
  nameNative: string
  /** Country and region names in Ukrainian and English, so that "Буск Львівська" finds its place. */
  placeNames: string[]
  /** Former names: shown never first, found always. */
  formerNames: string[]
  /** Names elsewhere, romanisations, odd spellings: for finding only. */
  aliases: string[]
  population: number | undefined
  lat: number
  lon: number
  features: string[]
  topics: string[]
  partners: number
  seeking: boolean
  /** The official code its sign is drawn from (KATOTTG, else GeoNames, else the id). */
  code: string
}

/** Values within one facet are alternatives; facets together narrow. */
export type FacetChoice = Partial<Record<FacetName, readonly string[]>>

export interface CommunityQuery {
  text: string
  choice: FacetChoice
  minPopulation?: number | undefined
  maxPopulation?: number | undefined
  sort: Sort
  /** For sort 'distance': the position to measure from; without it the sort falls back to relevance. */
  near?: { lat: number; lon: number } | undefined
  /** From 1. */
  page: number
  pageSize: number
  /** The reader's language: decides which name sorts and is highlighted first. */
  locale: string
}

/** A name cut where it matched, so that a view can mark it without ever handling markup. */
export type Highlight = { text: string; hit: boolean }[]

export interface CommunityHit {
  community: CommunityDocument
  /** The name that matched, as it is written, when it was not the shown one: a former or a foreign name. */
  matchedName: string | undefined
  /** The shown name, cut; without a hit when `matchedName` says what matched instead. */
  highlight: Highlight
  /** Kilometres from `near`, when given. */
  distanceKm: number | undefined
}

export interface CommunityHits {
  total: number
  page: number
  hits: CommunityHit[]
  /** For each facet and value: how many would be found with this value, the other facets as chosen. */
  facets: Record<FacetName, Record<string, number>>
  /** True when the first engine was down and the second answered. */
  fallback: boolean
}

export interface CommunitySearch {
  find(query: CommunityQuery): Promise<CommunityHits>
  /** Adds or replaces; returns when the documents can be found. */
  put(documents: readonly CommunityDocument[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  /** Replaces the whole index without a moment in which it is empty. */
  rebuild(documents: readonly CommunityDocument[]): Promise<void>
}

/** No answer from a search engine, with the reason in the message. */
export class SearchUnavailable extends Error {}

export const maxPageSize = 50

/** The name a community goes by in a language of the service. */
export const shownName = ({ nameUk, nameEn, nameNative, country }: CommunityDocument, locale: string) => {
  if (locale === 'uk') return nameUk ?? nameEn
  return nativeLanguage(country) === locale ? nameNative : nameEn
}

/** The values a community has in a facet. */
export function facetValues(community: CommunityDocument, facet: FacetName): readonly string[] {
  const { country, region, population, topics, features, partners, seeking } = community
  if (facet === 'country') return [country]
  if (facet === 'region') return region === undefined ? [] : [region]
  if (facet === 'topic') return topics
  if (facet === 'feature') return features
  if (facet === 'status') return statuses.filter((status) => (status === 'seeking' ? seeking : partners > 0))
  if (population === undefined) return []
  return sizeBands.filter(({ from, below }) => population >= from && population < below).map(({ key }) => key)
}
