// Days and hours as a language writes them in running text.
import { languageTags, type Locale } from './locales.js'

/** What a language's official letters write otherwise than the tables of Unicode. */
const mended: Partial<Record<Locale, (text: string) => string>> = {
  // Never «2026 р.»: the point of the abbreviation would meet the full stop of a sentence.
  uk: (text) => text.replace(/(?<=\d\s)р\./u, 'року'),
  fr: (text) => text.replace(/(?<!\d)1(?=\s\p{L})/u, '1er'),
}

/** A formatter of moments. */
export function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): (date: Date) => string {
  const format = new Intl.DateTimeFormat(languageTags[locale], options)
  const mend = mended[locale] ?? ((text) => text)
  return (date) => mend(format.format(date))
}
