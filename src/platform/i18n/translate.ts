// Words: a folder of catalogues per language, looked up by view name and key, plurals by CLDR rules (i18next).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type i18n } from 'i18next'
import { root } from '../kit/root.js'
import { languageTags, locales, type Locale } from './locales.js'

export type Translate = (key: string, values?: Record<string, unknown>) => string

type Catalogue = Record<string, Record<string, string>>

/**
 * The raw catalogue of a language: view name → key → words, from all files of its folder.
 * @throws when two files have words for one view
 */
export function readCatalogue(locale: Locale): Catalogue {
  const folder = join(root, 'views/locales', locale)
  const catalogue: Catalogue = {}
  for (const file of readdirSync(folder).sort()) {
    const words = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalogue
    for (const view of Object.keys(words))
      if (view in catalogue)
        throw new Error(`${locale}/${file} has words for ${view}, and so has another file`)
    Object.assign(catalogue, words)
  }
  return catalogue
}

let words: i18n | undefined

function load(): i18n {
  const instance = i18next.createInstance()
  void instance.init({
    initAsync: false,
    resources: Object.fromEntries(locales.map((locale) => [locale, { translation: readCatalogue(locale) }])),
    fallbackLng: false,
    keySeparator: '.',
    nsSeparator: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    returnEmptyString: false,
  })
  return instance
}

const translators = new Map<Locale, Translate>()

// The library takes some 15 µs for a look-up, the largest part of a search page; what was said once is
// said again from memory. Bounded, because values come from the world.
const rememberedAtMost = 20_000

/**
 * The words of one language. A key is `view-name.key`; `count` chooses the plural form and is also
 * shown, grouped as the language does it, as `{n}`.
 * @throws when a key has no words, so that no page ever shows a bare key
 */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale)
  if (known) return known
  words ??= load()
  const lookUp = words.getFixedT(locale)
  const number = new Intl.NumberFormat(languageTags[locale])
  const remembered = new Map<string, string>()
  const say: Translate = (key, values = {}) => {
    const shown = typeof values.count === 'number' ? { ...values, n: number.format(values.count) } : values
    const text = lookUp(key, shown)
    if (text === key) throw new Error(`No words for ${key} in ${locale}`)
    return text
  }
  const translate: Translate = (key, values) => {
    const asked = values ? key + JSON.stringify(values) : key
    let text = remembered.get(asked)
    if (text === undefined) {
      text = say(key, values)
      if (remembered.size >= rememberedAtMost) remembered.clear()
      remembered.set(asked, text)
    }
    return text
  }
  translators.set(locale, translate)
  return translate
}

/** Whether a language has words for a key. */
export function hasWords(locale: Locale, key: string): boolean {
  words ??= load()
  return words.exists(key, { lng: locale, count: 1 }) || words.exists(key, { lng: locale })
}

/** The words of a key; undefined where a language has none. */
export const wordsIfAny = (locale: Locale, key: string): string | undefined =>
  hasWords(locale, key) ? translator(locale)(key) : undefined
