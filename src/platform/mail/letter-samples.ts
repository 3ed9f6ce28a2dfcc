// One honest example of every letter in every language: what the tests check and a translator reads. The
// people are made up, their addresses are reserved ones. The words are in views/samples/letters.<locale>.json.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { locales, type Locale } from '../i18n/locales.js'
import { root } from '../kit/root.js'
import { letterNames, type LetterData, type LetterWords } from './letter.js'

export interface LetterSample {
  /** `introduction-closed.uk`, `introduction-closed-without-words.uk`. */
  name: string
  letter: LetterWords
}

/** JSON has no moments; the fields that are one are called the same everywhere. */
const withMoments = (field: string, value: unknown) =>
  ['until', 'again'].includes(field) ? new Date(String(value)) : value

const samplesIn = (locale: Locale): LetterData =>
  JSON.parse(
    readFileSync(join(root, 'views/samples', `letters.${locale}.json`), 'utf8'),
    withMoments,
  ) as LetterData

/**
 * Every letter in every language, and once more without the words that somebody may leave out.
 * @throws when a language has no example of a letter
 */
export const letterSamples: LetterSample[] = locales.flatMap((locale) => {
  const samples = samplesIn(locale)
  return letterNames.flatMap((letter) => {
    const data = samples[letter]
    if (!data) throw new Error(`views/samples/letters.${locale}.json has no ${letter}`)
    const sample = (suffix: string, given: object): LetterSample => ({
      name: `${letter}${suffix}.${locale}`,
      letter: { letter, locale, data: given } as LetterWords,
    })
    return [
      sample('', data),
      ...('words' in data ? [sample('-without-words', { ...data, words: undefined })] : []),
      ...('calls' in data ? [sample('-without-calls', { ...data, calls: [] })] : []),
      ...('changed' in data ? [sample('-of-another-contact', { ...data, changed: true })] : []),
      ...('oldest' in data ? [sample('-all-of-today', { ...data, oldest: undefined })] : []),
      ...('again' in data ? [sample('-for-good', { ...data, again: undefined })] : []),
    ]
  })
})
