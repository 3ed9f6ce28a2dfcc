// A community in a list of results: what the search index knows of it, with the names of its places.
import type { CommunityDocument } from '../../platform/search/community-search.js'
import type { PlaceNames } from './places.js'

export interface Listed {
  id: string
  /** What its sign is drawn from. */
  code: string
  country: string
  countryUk: string
  countryEn: string
  regionCode: string | null
  regionUk: string | null
  regionEn: string | null
  kind: string
  nameUk: string | null
  nameEn: string
  nameNative: string
  formerNames: string[]
  lat: number
  lon: number
  population: number | null
  topics: string[]
  partners: number
  seeking: boolean
  /** How it stands: 'free' unless staff know otherwise. */
  standing: string
}

export function listed(
  document: CommunityDocument,
  { countries, regions }: PlaceNames,
  standing = 'free',
): Listed {
  const { country, region, nameUk, population, ...rest } = document
  const itsCountry = countries.get(country)
  const itsRegion = region === undefined ? undefined : regions.get(region)
  return {
    ...rest,
    country,
    countryUk: itsCountry?.nameUk ?? country,
    countryEn: itsCountry?.nameEn ?? country,
    regionCode: region ?? null,
    regionUk: itsRegion?.nameUk ?? null,
    regionEn: itsRegion?.nameEn ?? null,
    nameUk: nameUk ?? null,
    population: population ?? null,
    standing,
  }
}
