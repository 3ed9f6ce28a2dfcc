// Values as our own sheets write them, in whichever language somebody exported.
import { locales } from '../../platform/i18n/locales.js'
import { hasWords, translator } from '../../platform/i18n/translate.js'
import { fold } from '../../platform/search/fold.js'

const known = new Map<string, ReadonlyMap<string, string>>()

function wordsOf(group: string, values: readonly string[]): ReadonlyMap<string, string> {
  const made = known.get(group)
  if (made) return made
  const words = new Map<string, string>()
  for (const locale of locales)
    for (const value of values) {
      const key = `${group}.${value}`
      if (hasWords(locale, key)) words.set(fold(translator(locale)(key)), value)
    }
  known.set(group, words)
  return words
}

/** The value that a text says in any of our languages. */
export const saidAs = <V extends string>(group: string, values: readonly V[], text: string): V | undefined =>
  wordsOf(group, values).get(fold(text)) as V | undefined
