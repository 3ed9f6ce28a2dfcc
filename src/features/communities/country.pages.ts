// The page of a country: its communities by region, and how its partnerships with Ukraine stand.
import { paths } from '../../paths.js'
import { byName } from '../../platform/search/sort-key.js'
import { closedCountries } from '../../scoring/profile.js'
import { peopleOf, partnersOf } from './card.js'
import { searchAddress } from './communities.forms.js'
import { partnershipStatuses } from './communities.model.js'
import type { Country } from './communities.queries.js'
import { tiesPart, topicsOfCountry, type CountedPlace } from './country-figures.js'
import type { Tie } from './country.queries.js'
import { countryMapPart, markOf, type CountryMap } from './country-map.js'
import { countryIn, nameIn, regionIn, type Name, type Wording } from './wording.js'

interface Region {
  id: string
  name: Name
  /** How many communities, in words. */
  count: string
  communities: { href: string; name: Name; facts: string }[]
}

const manyRegions = 5

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
  /** Null for a country without communities. */
  map: CountryMap | null
  ties: { heading: string; places: CountedPlace[] } | null
  topics: CountedPlace[]
  /** Where a municipality of this country says that it seeks a partner; null in Ukraine and in closed countries. */
  interest: string | null
  regions: Region[]
  /** Whether there are so many regions that one jumps to them. */
  jumps: boolean
  search: string
}

/** @param ties the places most of its partnerships lead to */
export function countryPage(country: Country, ties: readonly Tie[], wording: Wording): CountryPage {
  const { locale, t } = wording
  const name = countryIn(locale, { countryUk: country.nameUk, countryEn: country.nameEn })
  const { communities, partnerships, code } = country
  const pairs = partnerships
    .filter(({ status }) => status !== 'terminated')
    .reduce((sum, { count }) => sum + count, 0)
  const regions = byRegion(communities, wording)
  const seeking = communities.filter((row) => row.seeking && row.standing !== 'occupied').length
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
      ...(seeking > 0 ? [figure('seeking', seeking)] : []),
    ],
    statuses: [...partnerships]
      .sort((a, b) => partnershipStatuses.indexOf(a.status) - partnershipStatuses.indexOf(b.status))
      .map(({ status, count }) => ({
        term: wording.capital(t(`statuses.${status}`)),
        value: wording.number(count),
      })),
    listed: partnerships.some(({ status }) => status === 'active'),
    closed: closedCountries.includes(country.code),
    map: communities.length > 0 ? countryMapPart(country, name, wording) : null,
    ties:
      ties.length === 0
        ? null
        : {
            heading: t(`countries/show.ties-${code === 'UA' ? 'ukraine' : 'abroad'}`),
            places: tiesPart(code, ties, wording),
          },
    topics: topicsOfCountry(country, wording),
    interest: code === 'UA' || closedCountries.includes(code) ? null : paths.interest.form(locale),
    regions,
    jumps: regions.length >= manyRegions,
    search: searchAddress(paths.communities(locale), { country: [country.code] }),
  }
}

function byRegion(communities: Country['communities'], wording: Wording): Region[] {
  const { locale, compare, t } = wording
  const groups = new Map<string | null, Pick<Region, 'name' | 'communities'>>()
  const inOrder = byName(locale)
  const sorted = communities
    .map((row) => ({ row, name: nameIn(locale, row) }))
    .sort((a, b) => inOrder(a.name.text, b.name.text))
  for (const { row, name } of sorted) {
    const region = regionIn(locale, row)
    const key = region?.text ?? null
    const group = groups.get(key) ?? {
      name: region ?? { text: t('countries/show.no-region'), lang: null },
      communities: [],
    }
    groups.set(key, group)
    group.communities.push({
      href: paths.community(locale, row.id),
      name,
      facts: factsOf(row, wording),
    })
  }
  return [...groups]
    .sort(([a, one], [b, other]) =>
      a === null || b === null
        ? Number(a === null) - Number(b === null)
        : compare(one.name.text, other.name.text),
    )
    .map(([, group], i) => ({
      ...group,
      id: `region-${i + 1}`,
      count: t('countries/show.in-region', { count: group.communities.length }),
    }))
}

/** All that the map tells of a community, in words. */
function factsOf(row: Country['communities'][number], wording: Wording): string {
  const mark = markOf(row)
  const { t } = wording
  return [
    peopleOf(row.population, wording),
    partnersOf(row.partners, wording),
    ...(mark === 'seeking' || mark === 'both' ? [t('communities/index.status-seeking')] : []),
    ...(mark === 'check' ? [t('countries/show.to-check', { count: row.partners })] : []),
  ].join(' · ')
}
