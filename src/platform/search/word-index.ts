// Several words of one name in any order, or with others between them: "Podilskyi Kamianets",
// "Frankfurt Main". MiniSearch keeps the words; whole names are the name index's business.
import MiniSearch, { type Query } from 'minisearch'
import { foldedWords } from './fold.js'
import type { FindableName } from './names.js'

interface Entry {
  id: number
  present: string
  other: string
}

export interface WordIndex {
  add(number: number, names: readonly FindableName[]): void
  remove(number: number, names: readonly FindableName[]): void
  /** Communities in whose names all words are; the last may be a beginning. With `slips`, nearly so is enough. */
  find(words: readonly string[], slips: boolean): { number: number; present: boolean }[]
}

const entryOf = (id: number, names: readonly FindableName[]): Entry => {
  const words: Record<'present' | 'other', string[]> = { present: [], other: [] }
  for (const { folded, kind } of names) words[kind === 'present' ? 'present' : 'other'].push(folded)
  return { id, present: words.present.join(' '), other: words.other.join(' ') }
}

// MiniSearch counts a swap of neighbours as two slips, so swapped words are asked for as they are.
const swaps = (word: string) =>
  [...word].slice(1).map((_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2))

const nearly = (word: string, last: boolean): Query => ({
  combineWith: 'OR',
  queries: [
    { queries: [word], prefix: last, fuzzy: word.length >= 4 ? 1 : false },
    ...(word.length >= 4 ? [{ combineWith: 'OR' as const, queries: swaps(word) }] : []),
  ],
})

export function wordIndex(): WordIndex {
  const index = new MiniSearch<Entry>({
    fields: ['present', 'other'],
    tokenize: (text) => foldedWords(text),
    processTerm: (term) => term,
    searchOptions: { combineWith: 'AND' },
  })
  return {
    add: (number, names) => index.add(entryOf(number, names)),
    remove: (number, names) => index.remove(entryOf(number, names)),
    find(words, slips) {
      const last = words.length - 1
      const found = slips
        ? index.search({ combineWith: 'AND', queries: words.map((word, at) => nearly(word, at === last)) })
        : index.search(words.join(' '), { prefix: (_, at) => at === last })
      return found.map(({ id, match }) => ({
        number: id as number,
        present: Object.values(match).every((fields) => fields.includes('present')),
      }))
    },
  }
}
