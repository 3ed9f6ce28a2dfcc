// Days and hours as a language writes them in running text.
import { languageTags, type Locale } from './locales.js'

/**
 * A formatter of moments. Ukrainian says «2026 року», never «2026 р.»: the point of the abbreviation
 * would meet the full stop of a sentence.
 */
export function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): (date: Date) => string {
  const format = new Intl.DateTimeFormat(languageTags[locale], options)
  return (date) => format.format(date).replace(/(?<=\d\s)р\./u, 'року')
}
