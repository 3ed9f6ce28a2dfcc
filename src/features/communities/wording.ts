// How a page speaks of communities: which of their names in which language, places, topics, numbers.
import { dateFormat } from '../../platform/i18n/dates.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { countryName, languageOfName, nativeLanguage, regionName } from '../../platform/i18n/places.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'

export interface Named {
  country: string
  nameUk: string | null
  nameEn: string
  nameNative: string
}

export interface Wording {
  locale: Locale
  t: Translate
  number: (n: number) => string
  /** Kilometres, as exact as anybody needs. */
  km: (km: number) => string
  date: (day: string) => string
  /** 'Середа' from 'середа'. */
  capital: (words: string) => string
  and: (words: readonly string[]) => string
  compare: (a: string, b: string) => number
}

const made = new Map<Locale, Wording>()

export function wordingIn(locale: Locale): Wording {
  const known = made.get(locale)
  if (known) return known
  const tag = languageTags[locale]
  const numbers = new Intl.NumberFormat(tag)
  const dates = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' })
  const t = translator(locale)
  const wording: Wording = {
    locale,
    t,
    number: (n) => numbers.format(n),
    km: (km) =>
      t('communities/index.km', { km: numbers.format(km < 10 ? Math.round(km * 10) / 10 : Math.round(km)) }),
    date: (day) => dates(new Date(`${day}T00:00:00Z`)),
    capital: (words) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1),
    and: (words) => lists.format(words),
    compare: new Intl.Collator(locale).compare,
  }
  made.set(locale, wording)
  return wording
}

export interface Name {
  text: string
  /** For the `lang` attribute; null when it is the page's own language, or nobody can say. */
  lang: string | null
}

/** The name to show: the reader's own where there is one, else the international form, which may be the place's own. */
export function nameIn(locale: Locale, { nameUk, nameEn, nameNative, country }: Named): Name {
  if (locale === 'uk' && nameUk !== null) return { text: nameUk, lang: null }
  if (nativeLanguage(country) === locale) return { text: nameNative, lang: null }
  const lang = nameEn === nameNative ? languageOfName(country, nameNative) : 'en'
  return { text: nameEn, lang: lang === locale ? null : lang }
}

/** The name the place has at home, when it is another than the one shown. */
export function nativeName(community: Named, shown: string): Name | null {
  const { nameNative: text, country } = community
  return text === shown ? null : { text, lang: languageOfName(country, text) }
}

export interface Place {
  countryUk: string
  countryEn: string
  regionUk: string | null
  regionEn: string | null
}

export const countryIn = (locale: Locale, { countryUk, countryEn }: Pick<Place, 'countryUk' | 'countryEn'>) =>
  countryName(locale, { uk: countryUk, en: countryEn })

/** A region's name in the page's language, else in English; undefined when there is none. */
export function regionIn(
  locale: Locale,
  { regionUk, regionEn }: Pick<Place, 'regionUk' | 'regionEn'>,
): Name | undefined {
  const name = regionName(locale, { uk: regionUk, en: regionEn })
  if (name !== undefined) return { text: name, lang: null }
  return regionEn === null ? undefined : { text: regionEn, lang: 'en' }
}

/** "Львівська область, Україна"; without the region where it has no name in the page's language. */
export function placeIn(locale: Locale, place: Place): string {
  const region = regionIn(locale, place)
  const country = countryIn(locale, place)
  return region && region.lang === null ? `${region.text}, ${country}` : country
}

/** The official code a community's sign is drawn from. */
export const codeOf = ({
  id,
  katottg,
  geonamesId,
}: {
  id: string
  katottg: string | null
  geonamesId: number | null
}) => katottg ?? String(geonamesId ?? id)
