// One community in a list: the object of the partial community-card.
import { paths } from '../../paths.js'
import type { Highlight } from '../../platform/search/community-search.js'
import type { Listed } from './listed.js'
import { nameIn, placeIn, type Wording } from './wording.js'

export interface Card {
  href: string
  code: string
  name: Highlight
  nameLang: string | null
  place: string
  facts: string[]
  topics: string[]
  seeking: string | null
  alsoKnown: string | null
  distance: string | null
}

/** What the search engine says of a hit beside the community itself. */
export interface Found {
  highlight: Highlight
  matchedName: string | undefined
  distanceKm: number | undefined
}

const mostTopics = 4

export function cardOf(row: Listed, wording: Wording, found?: Found): Card {
  const { locale, t, km, capital } = wording
  const shown = nameIn(locale, row)
  // The index may be a moment behind: its marks are used only on the name that is still the right one.
  const marked = found?.highlight.map(({ text }) => text).join('') === shown.text
  return {
    href: paths.community(locale, row.id),
    code: row.code,
    name: marked ? found.highlight : [{ text: shown.text, hit: false }],
    nameLang: shown.lang,
    place: placeIn(locale, row),
    facts: [
      ...(row.standing === 'free' ? [] : [t(`standings.${row.standing}`)]),
      peopleOf(row.population, wording),
      partnersOf(row.partners, wording),
    ],
    topics: topicsOf(row.topics, wording),
    seeking: row.seeking ? capital(t('communities/index.status-seeking')) : null,
    alsoKnown: found?.matchedName === undefined ? null : alsoKnown(row, found.matchedName, wording),
    distance: found?.distanceKm === undefined ? null : km(found.distanceKm),
  }
}

const alsoKnown = ({ formerNames }: Listed, name: string, { t }: Wording) =>
  t(formerNames.includes(name) ? 'communities/index.formerly' : 'communities/index.also-known', { name })

export const peopleOf = (population: number | null, { t }: Wording): string =>
  population === null
    ? t('communities/index.people-unknown')
    : t('communities/index.people', { count: population })

export const partnersOf = (partners: number, { t }: Wording): string =>
  partners === 0 ? t('communities/index.no-partners') : t('communities/index.partners', { count: partners })

function topicsOf(codes: readonly string[], { t, capital }: Wording): string[] {
  const names = codes.slice(0, mostTopics).map((code) => capital(t(`topics.${code}`)))
  const others = codes.length - names.length
  return others > 0 ? [...names, t('communities/index.more-topics', { count: others })] : names
}
