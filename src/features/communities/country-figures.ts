// What a country's communities have in common: with which places they are tied, and on what they work.
import { paths } from '../../paths.js'
import { searchAddress } from './communities.forms.js'
import { topics, type Topic } from './communities.model.js'
import type { Country } from './communities.queries.js'
import type { Tie } from './country.queries.js'
import { countryIn, regionIn, type Name, type Wording } from './wording.js'

export interface CountedPlace {
  name: Name
  href: string
  words: string
}

/** For Ukraine the countries of its partners, for another country the oblasts. */
export function tiesPart(code: string, ties: readonly Tie[], { locale, t }: Wording): CountedPlace[] {
  return ties.map(({ code: place, nameUk, nameEn, pairs }) => ({
    name:
      code === 'UA'
        ? { text: countryIn(locale, { countryUk: nameUk ?? nameEn, countryEn: nameEn }), lang: null }
        : (regionIn(locale, { regionUk: nameUk, regionEn: nameEn }) ?? { text: nameEn, lang: 'en' }),
    href:
      code === 'UA'
        ? paths.country(locale, place)
        : searchAddress(paths.communities(locale), { region: [place] }),
    words: t('countries/show.tied', { count: pairs }),
  }))
}

const mostTopics = 6

/** The topics most of its communities name, each with the search that finds them. */
export function topicsOfCountry({ code, communities }: Country, wording: Wording): CountedPlace[] {
  const { locale, t, capital } = wording
  const count = (topic: Topic) => communities.filter((row) => row.topics.includes(topic)).length
  return topics
    .map((topic) => ({ topic, communities: count(topic) }))
    .filter((counted) => counted.communities > 0)
    .sort((a, b) => b.communities - a.communities)
    .slice(0, mostTopics)
    .map((counted) => ({
      name: { text: capital(t(`topics.${counted.topic}`)), lang: null },
      href: searchAddress(paths.communities(locale), { country: [code], topic: [counted.topic] }),
      words: t('countries/show.named', { count: counted.communities }),
    }))
}
