// The quotation marks and apostrophes that are foreign to each language: Ukrainian has «» and ʼ, English “” and
// ’, Polish „” and ’, German „“ and ’, French « » and ’.
import type { Locale } from '../../src/platform/i18n/locales.js'

export const foreignMarks: Record<Locale, RegExp> = {
  uk: /["'“”„‘’`]/,
  en: /["'«»„ʼ`]/,
  pl: /["'«»“‘ʼ`]/,
  de: /["'«»”ʼ`]/,
  fr: /["'“”„‘ʼ`]/,
}
