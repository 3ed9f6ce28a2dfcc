// The page of a country: its communities by region, and how its partnerships with Ukraine stand.
import { paths } from '../../paths.js'
import { closedCountries } from '../../scoring/profile.js'
import { peopleOf, partnersOf } from './card.js'
import { searchAddress } from './communities.forms.js'
import { partnershipStatuses } from './communities.model.js'
import type { Country } from './communities.queries.js'
import { countryIn, nameIn, regionIn, type Name, type Wording } from './wording.js'

export interface CountryPage {
  title: string
  description: string
  crumbs: { href: string; label: string }[]
  name: string
  figures: { value: number; words: string }[]
  statuses: { term: string; value: string }[]
  closed: boolean
  /** Whether to say what being on a list means. */
  listed: boolean
  regions: { name: Name; communities: { href: string; name: Name; facts: string }[] }[]
  search: string
}

export function countryPage(country: Country, wording: Wording): CountryPage {
  const { locale, t } = wording
  const name = countryIn(locale, { countryUk: country.nameUk, countryEn: country.nameEn })
  const { communities, partnerships } = country
  const pairs = partnerships
    .filter(({ status }) => status !== 'terminated')
    .reduce((sum, { count }) => sum + count, 0)
  const withPartner = communities.filter(({ partners }) => partners > 0).length
  const figure = (key: string, count: number) => ({
    value: count,
    words: t(`countries/show.${key}`, { count }),
  })
  return {
    title: name,
    description: t('countries/show.description', { country: name }),
    crumbs: [{ href: paths.communities(locale), label: t('communities/index.title') }],
    name,
    figures: [
      figure('communities', communities.length),
      figure('with-partner', withPartner),
      figure('pairs', pairs),
    ],
    statuses: [...partnerships]
      .sort((a, b) => partnershipStatuses.indexOf(a.status) - partnershipStatuses.indexOf(b.status))
      .map(({ status, count }) => ({
        term: wording.capital(t(`statuses.${status}`)),
        value: wording.number(count),
      })),
    listed: partnerships.some(({ status }) => status === 'active'),
    closed: closedCountries.includes(country.code),
    regions: byRegion(communities, wording),
    search: searchAddress(paths.communities(locale), { country: [country.code] }),
  }
}

function byRegion(communities: Country['communities'], wording: Wording): CountryPage['regions'] {
  const { locale, compare } = wording
  const groups = new Map<string, CountryPage['regions'][number]>()
  const sorted = communities
    .map((row) => ({ row, name: nameIn(locale, row) }))
    .sort((a, b) => compare(a.name.text, b.name.text))
  for (const { row, name } of sorted) {
    const region = regionIn(locale, row) ?? { text: wording.t('countries/show.no-region'), lang: null }
    const group = groups.get(region.text) ?? { name: region, communities: [] }
    groups.set(region.text, group)
    group.communities.push({
      href: paths.community(locale, row.id),
      name,
      facts: `${peopleOf(row.population, wording)} · ${partnersOf(row.partners, wording)}`,
    })
  }
  return [...groups.values()].sort((a, b) => compare(a.name.text, b.name.text))
}
