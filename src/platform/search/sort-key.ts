// A name as a text whose plain order is alphabetical in a language, the same in every engine: no
// engine here knows the Ukrainian alphabet. Small Latin letters only, so that nothing re-folds it.
import { foldLetter } from './fold.js'

const cyrillic = 'абвгґдеєёжзиіїйјклљмнњопрстћуўфхцџчшщъыьэюя'
const latin = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'

const pair = (place: number) => latin[Math.floor(place / 26)]! + latin[place % 26]!

// In a Ukrainian list Cyrillic names come first, elsewhere Latin ones.
const places = (order: string) => new Map([...order].map((letter, at) => [letter, pair(at + 1)]))
const ukrainian = places(digits + cyrillic + latin)
const other = places(digits + latin + cyrillic)
const lastPlace = 'zz'

/** The sort key of a name for readers of a language. */
export function sortKey(name: string, locale: string): string {
  const order = locale === 'uk' ? ukrainian : other
  let key = ''
  for (const letter of name.toLowerCase().normalize('NFC')) {
    const own = order.get(letter)
    if (own !== undefined) key += own
    else for (const part of foldLetter(letter)) key += part === ' ' ? 'aa' : (order.get(part) ?? lastPlace)
  }
  return key
}
