// The languages of the service. A sixth is a line here, a catalogue and a set of letters; the house
// tests say what is missing.

export const locales = ['uk', 'en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'uk'

/** Each language by its own name. */
export const localeNames: Record<Locale, string> = { uk: 'Українська', en: 'English' }

/** How dates and numbers are written: a bare `en` would be American. */
export const languageTags: Record<Locale, string> = { uk: 'uk-UA', en: 'en-GB' }

export const isLocale = (text: string | undefined): text is Locale => locales.includes(text as Locale)
