// What the API says of communities: facts and codes, no words of any language but names.
import { paths } from '../../paths.js'
import { locales } from '../../platform/i18n/locales.js'
import { pageSizeOf, type Search } from './communities.forms.js'
import type { Community } from './communities.queries.js'
import type { Listed } from './listed.js'
import type { Results } from './search.pages.js'

const addresses = (id: string, publicUrl: string) => ({
  self: publicUrl + paths.api.community(id),
  pages: Object.fromEntries(locales.map((locale) => [locale, publicUrl + paths.community(locale, id)])),
})

const basics = (row: Omit<Listed, 'code'>) => ({
  id: row.id,
  names: { uk: row.nameUk, en: row.nameEn, native: row.nameNative, former: row.formerNames },
  country: row.country,
  region: row.regionCode === null ? null : { code: row.regionCode, uk: row.regionUk, en: row.regionEn },
  kind: row.kind,
  position: { lat: row.lat, lon: row.lon },
  population: row.population,
  topics: row.topics,
  partners: row.partners,
  seeking: row.seeking,
})

export function searchResource(search: Search, { hits, communities }: Results, publicUrl: string) {
  return {
    total: hits.total,
    page: hits.page,
    pageSize: pageSizeOf(search),
    /** True when the first engine did not answer and the second did. */
    fallback: hits.fallback,
    facets: hits.facets,
    hits: communities.map((row, i) => {
      const hit = hits.hits[i]
      return {
        ...basics(row),
        matchedName: hit?.matchedName ?? null,
        distanceKm: hit?.distanceKm === undefined ? null : Math.round(hit.distanceKm * 10) / 10,
        links: addresses(row.id, publicUrl),
      }
    }),
  }
}

export const communityResource = (row: Community, publicUrl: string) => ({
  ...basics(row),
  features: row.features,
  codes: { katottg: row.katottg, geonames: row.geonamesId, wikidata: row.wikidataId },
  hromada: row.hromadaUk === null ? null : { uk: row.hromadaUk, population: row.hromadaPopulation },
  raion: row.raionUk === null ? null : { uk: row.raionUk },
  populationSource: row.populationSource,
  standing: { state: row.standing, since: row.standingSince, source: row.standingSource },
  measures: { elevationM: row.elevationM, coastKm: row.coastKm, borderKm: row.borderKm },
  allNames: row.names,
  topicDetails: row.topicRows,
  partnerships: row.partnerRows.map(({ id, country, status, source, agreements }) => ({
    partner: id,
    country,
    status,
    sources: source,
    agreements,
  })),
  nearest: row.nearest.map(({ id, km }) => ({ id, distanceKm: Math.round(km * 10) / 10 })),
  sources: row.source.split(';'),
  links: addresses(row.id, publicUrl),
})
