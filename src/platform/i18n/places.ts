// What countries and regions are called in a language. Ukrainian and English names are the registry's own;
// the other languages' are in their catalogues, by the English name.
import type { Locale } from './locales.js'
import { wordsIfAny } from './translate.js'

export { countryName } from './countries.js'

interface RegionNames {
  uk: string | null
  en: string | null
}

/** The region's name within a sentence, or undefined where the language has none. */
export function regionInSentence(locale: Locale, { uk, en }: RegionNames): string | undefined {
  if (locale === 'uk') return uk ?? undefined
  if (en === null) return undefined
  return locale === 'en' ? en : wordsIfAny(locale, `regions.${en}`)
}

/** The region's name as it stands alone: “oblast” or “провінція” is written small within a sentence only. */
export function regionName(locale: Locale, names: RegionNames): string | undefined {
  const name = regionInSentence(locale, names)
  // «м. Київ»: an abbreviation stays as it is.
  return name === undefined || /^\p{L}+\. /u.test(name)
    ? name
    : name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

// Countries where nearly every community's own name is in one language.
const languages: Record<string, string> = {
  AL: 'sq', AM: 'hy', AR: 'es', AT: 'de', AZ: 'az', BG: 'bg', BR: 'pt', BY: 'be', CL: 'es', CN: 'zh', CU: 'es',
  CZ: 'cs', DE: 'de', DK: 'da', EE: 'et', EG: 'ar', ES: 'es', FI: 'fi', FR: 'fr', GB: 'en', GE: 'ka', GR: 'el',
  HR: 'hr', HU: 'hu', ID: 'id', IE: 'en', IL: 'he', IT: 'it', JP: 'ja', KG: 'ky', KZ: 'kk', LT: 'lt', LV: 'lv',
  MD: 'ro', ME: 'cnr', MK: 'mk', MX: 'es', NL: 'nl', NO: 'no', PE: 'es', PL: 'pl', PT: 'pt', RO: 'ro', RS: 'sr',
  RU: 'ru', SE: 'sv', SI: 'sl', SK: 'sk', TM: 'tk', TR: 'tr', UA: 'uk', US: 'en', UZ: 'uz',
} // prettier-ignore

/** The language of a country's own names, where one can be named. */
export const nativeLanguage = (country: string): string | null => languages[country] ?? null

/** Those of them that no place writes in Latin letters. */
const otherScripts = new Set(['ar', 'be', 'bg', 'el', 'he', 'hy', 'ja', 'ka', 'ky', 'mk', 'ru', 'uk', 'zh'])

/** The language of a name as the place has it at home; where only its romanised form is known, English. */
export function languageOfName(country: string, nameNative: string): string | null {
  const language = nativeLanguage(country)
  return language !== null && otherScripts.has(language) && /\p{Script=Latin}/u.test(nameNative)
    ? 'en'
    : language
}
