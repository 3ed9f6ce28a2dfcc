// A name as a text whose plain order is alphabetical in a language, the same in every engine: no
// engine here knows the Ukrainian alphabet. Small Latin letters only, so that nothing re-folds it.
import { foldLetter } from './fold.js'

const cyrillic = 'абвгґдеєёжзиіїйјклљмнњопрстћуўфхцџчшщъыьэюя'
const latin = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'

const pair = (place: number) => latin[Math.floor(place / 26)]! + latin[place % 26]!

// In a Ukrainian list Cyrillic names come first, elsewhere Latin ones. Polish letters with marks have places of
// their own; in English, German and French marks do not matter.
const places = (order: string) => new Map([...order].map((letter, at) => [letter, pair(at + 1)]))
const ukrainian = places(digits + cyrillic + latin)
const polish = places(digits + 'aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż' + cyrillic)
const other = places(digits + latin + cyrillic)
const lastPlace = 'zz'

/** The order of names for readers of a language, as a search sorts them. */
export function byName(locale: string): (a: string, b: string) => number {
  return (a, b) => {
    const [one, other] = [sortKey(a, locale), sortKey(b, locale)]
    return one < other ? -1 : Number(one > other)
  }
}

/** The sort key of a name for readers of a language. */
export function sortKey(name: string, locale: string): string {
  const order = locale === 'uk' ? ukrainian : locale === 'pl' ? polish : other
  let key = ''
  for (const letter of name.toLowerCase().normalize('NFC')) {
    const own = order.get(letter)
    if (own !== undefined) key += own
    else for (const part of foldLetter(letter)) key += part === ' ' ? 'aa' : (order.get(part) ?? lastPlace)
  }
  return key
}
