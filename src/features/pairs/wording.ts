// A pair in the words of one language: names, the facts one side learns about the other, and the
// reasons as sentences. Pages and letters say the same.
import type { Locale } from '../../platform/i18n/locales.js'
import { countryName, regionInSentence, regionName } from '../../platform/i18n/places.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { explain, type Names, type Reason } from '../../scoring/explain.js'
import type { Part, Score } from '../../scoring/score.js'
import { nameIn } from '../communities/index.js'
import type { CommunityFacts, PlaceNames } from './pairs.queries.js'

export interface Wording {
  locale: Locale
  t: Translate
  names: Names
  /** A region as it stands alone, in a heading or a cell; its code where it has no name. */
  regionAlone: (code: string) => string
  /** Country and region, as an address is said: "Lviv Oblast, Ukraine". */
  placeOf(community: Pick<CommunityFacts, 'country' | 'regionCode'>): string
}

/**
 * How a language speaks of these places. A community without a name in this language has its
 * international one; a region is then left out; a name that was not asked for shows its code.
 */
export function wordingIn(locale: Locale, places: PlaceNames): Wording {
  const t = translator(locale)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const community = (id: string) => {
    const found = places.communities.get(id)
    return found ? nameIn(locale, found).text : id
  }
  const country = (code: string) => {
    const found = places.countries.get(code)
    return found ? countryName(locale, { uk: found.nameUk, en: found.nameEn }) : code
  }
  const region = (code: string, say: typeof regionName) => {
    const found = places.regions.get(code)
    return found && say(locale, { uk: found.nameUk, en: found.nameEn })
  }
  return {
    locale,
    t,
    names: {
      community,
      country,
      region: (code) => region(code, regionInSentence),
      topics: (codes) => list.format(codes.map((code) => t(`topics.${code}`))),
      languages: (codes) => list.format(codes.map((code) => tongues.of(code) ?? code)),
    },
    regionAlone: (code) => region(code, regionName) ?? code,
    placeOf: ({ country: code, regionCode }) =>
      [regionCode ? region(regionCode, regionName) : undefined, country(code)].filter(Boolean).join(', '),
  }
}

const idsIn = ({ values }: Part): string[] =>
  [values.partners, values.exampleUa, values.exampleForeign].flatMap((value) =>
    typeof value === 'string' || Array.isArray(value) ? (value as string | readonly string[]) : [],
  )

/** Every community a score's reasons may name. */
export const communitiesIn = (score: Score): string[] => [
  score.uaId,
  score.foreignId,
  ...score.parts.flatMap(idsIn),
]

export interface ReasonInWords {
  words: string
  side: Reason['side']
  weight: number
}

/** The reasons of a score as full sentences, strongest first. */
export const reasonsInWords = (score: Score, { t, names }: Wording): ReasonInWords[] =>
  explain(score, names).map(({ key, values, side, weight }) => ({ words: t(key, values), side, weight }))

/** What speaks for a pair, as full sentences, strongest first. */
export const speakingFor = (score: Score, wording: Wording): string[] =>
  reasonsInWords(score, wording)
    .filter(({ side }) => side === 'for')
    .map(({ words }) => words)
