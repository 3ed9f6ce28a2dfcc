// The languages of the service. A sixth is its lines here, a folder of catalogues and a set of letters;
// the compiler and the house tests say what is missing.

export const locales = ['uk', 'en', 'pl', 'de', 'fr'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'uk'

/** Each language by its own name. */
export const localeNames: Record<Locale, string> = {
  uk: 'Українська',
  en: 'English',
  pl: 'Polski',
  de: 'Deutsch',
  fr: 'Français',
}

/** How dates and numbers are written: a bare `en` would be American. */
export const languageTags: Record<Locale, string> = {
  uk: 'uk-UA',
  en: 'en-GB',
  pl: 'pl-PL',
  de: 'de-DE',
  fr: 'fr-FR',
}

/** Which of the fonts' parts a page needs first. */
export const alphabets: Record<Locale, 'cyrillic' | 'latin' | 'latin-ext'> = {
  uk: 'cyrillic',
  en: 'latin',
  pl: 'latin-ext',
  de: 'latin',
  fr: 'latin',
}

/** A colon as each language sets it. */
export const colons: Record<Locale, string> = { uk: ':', en: ':', pl: ':', de: ':', fr: '\u00a0:' }

export const isLocale = (text: string | undefined): text is Locale => locales.includes(text as Locale)
