// The page of one community: what it is called and was called, where it lies, what it works on, whom it
// knows, who is near, and for staff who would fit.
import { paths } from '../../paths.js'
import { closedCountries } from '../../scoring/profile.js'
import { peopleOf, partnersOf } from './card.js'
import { searchAddress } from './communities.forms.js'
import type { Community } from './communities.queries.js'
import type { Fit } from './fits.js'
import { namesPart, type NamesPart } from './names.js'
import { partnersPart, type PartnersPart } from './partners.js'
import { partnersMapPart, type PartnersMap } from './partners-map.js'
import { publicProfile, seekingIn, type PublicProfile } from './public-profile.js'
import { populationSourceIn, sourceIn } from './sources.js'
import { topicsPart, type TopicsPart } from './topics.js'
import {
  codeOf,
  countryIn,
  nameIn,
  nativeName,
  placeIn,
  regionIn,
  type Name,
  type Wording,
} from './wording.js'

export interface Fact {
  term: string
  value: string
  lang: string | null
  small: string | null
}

interface Neighbour {
  href: string
  name: Name
  country: string
  distance: string
}

export interface CommunityPage {
  title: string
  description: string
  crumbs: { href: string; label: string }[]
  code: string
  name: Name
  native: Name | null
  summary: string
  seeking: string | null
  /** How it stands, when that is not as usual. */
  standing: { words: string; since: string | null; source: string | null } | null
  /** What it says of itself; null when it says nothing. */
  profile: PublicProfile | null
  facts: Fact[]
  features: string[]
  names: NamesPart
  topics: TopicsPart | null
  partners: PartnersPart
  map: PartnersMap
  nearest: Neighbour[]
  nearAddress: string
  /** The same on one page of paper. */
  profileAddress: string
  sources: string
  json: string
  /** Where an official may ask to speak for it; null abroad, and where somebody does already. */
  claim: string | null
  /** Where a municipality abroad says that it seeks a partner; null in Ukraine. */
  interest: string | null
  /** Who fits best; null for readers who are not staff, or where nobody is proposed anything. */
  fits: { items: Fit[] } | null
}

/** "25 партнерів" never breaks into two lines. */
const numberWithItsWord = (words: string) => words.replace(/(\d) (?=\p{L})/u, '$1\u00a0')

/** @param spokenFor whether somebody may edit the community's profile */
export function communityPage(
  row: Community,
  spokenFor: boolean,
  fits: Fit[] | null,
  wording: Wording,
): CommunityPage {
  const { locale, t, km } = wording
  const name = nameIn(locale, row)
  const country = countryIn(locale, row)
  return {
    title: `${name.text}, ${country}`,
    description: t('communities/show.description', { name: name.text, place: placeIn(locale, row) }),
    crumbs: [
      { href: paths.communities(locale), label: t('communities/index.title') },
      { href: paths.country(locale, row.country), label: country },
    ],
    code: codeOf(row),
    name,
    native: nativeName(row, name.text),
    summary: [
      wording.capital(t(`kinds.${row.kind}`)),
      peopleOf(row.population, wording),
      partnersOf(row.partners, wording),
    ]
      .map(numberWithItsWord)
      .join(' · '),
    seeking: row.standing === 'occupied' ? null : seekingIn(row, wording),
    standing: standingIn(row, wording),
    profile: publicProfile(row, wording),
    facts: factsOf(row, wording),
    features: row.features.map((feature) => wording.capital(t(`features.${feature}`))),
    names: namesPart(row, wording),
    topics: topicsPart(row, wording),
    partners: partnersPart(row, wording),
    map: partnersMapPart(row, wording),
    nearest: row.nearest.map((near) => ({
      href: paths.community(locale, near.id),
      name: nameIn(locale, near),
      country: countryIn(locale, near),
      distance: km(near.km),
    })),
    nearAddress: searchAddress(paths.communities(locale), { near: row.id }),
    profileAddress: paths.profile(locale, row.id),
    sources: row.source
      .split(';')
      .map((tag) => sourceIn(tag, wording))
      .join('; '),
    json: paths.api.community(row.id),
    claim: row.country === 'UA' && !spokenFor ? paths.claim(locale, row.id) : null,
    interest:
      row.country === 'UA' || closedCountries.includes(row.country) ? null : paths.interest.form(locale),
    fits: fits && { items: fits },
  }
}

/** Only the state as such, since when, and who says so. */
export const standingIn = (row: Community, { t, date }: Wording) =>
  row.standing === 'free'
    ? null
    : {
        words: t(`standings.${row.standing}`),
        since: row.standingSince ? t('standings.since', { date: date(row.standingSince) }) : null,
        source: row.standingSource,
      }

function factsOf(row: Community, wording: Wording): Fact[] {
  const { locale, t, number, km } = wording
  const region = regionIn(locale, row)
  const fact = (
    key: string,
    value: string | null | undefined,
    small: string | null = null,
    lang: string | null = null,
  ) => (value ? [{ term: t(`communities/show.${key}`), value, lang, small }] : [])
  const ownWords = locale === 'uk' ? null : 'uk'
  return [
    ...fact('country', countryIn(locale, row)),
    ...fact(row.country === 'UA' ? 'oblast' : 'region', region?.text, null, region?.lang ?? null),
    ...fact('raion', row.raionUk, null, ownWords),
    ...fact(
      'hromada',
      row.hromadaUk,
      row.hromadaPopulation === null
        ? null
        : t('communities/show.hromada-people', { count: row.hromadaPopulation }),
      ownWords,
    ),
    ...fact(
      'population',
      row.population === null ? t('communities/show.unknown') : number(row.population),
      row.populationSource && populationSourceIn(row.populationSource, wording),
    ),
    ...fact(
      'elevation',
      row.elevationM === null ? null : t('communities/show.metres', { m: number(row.elevationM) }),
    ),
    ...fact('coast', row.coastKm === null ? null : km(row.coastKm)),
    ...fact('border', row.borderKm === null ? null : km(row.borderKm)),
    ...fact('katottg', row.katottg),
  ]
}
