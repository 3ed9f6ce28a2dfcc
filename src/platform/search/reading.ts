// What a person may have meant by the text in the search box: the text as typed, and the same keys in
// the other keyboard layout.
import { fold, foldedWords, joined } from './fold.js'
import { oneAlphabet, otherLayout } from './keyboard.js'

export interface Reading {
  words: readonly string[]
  /** The words without spaces, the way names are kept in the index. */
  key: string
}

const longestText = 120
const mostWords = 8

function reading(text: string): Reading {
  const words = foldedWords(fold(text)).slice(0, mostWords).map(oneAlphabet)
  return { words, key: joined(words.join(' ')) }
}

/** The text as typed first; none at all when there is nothing in it to look for. */
export function readingsOf(text: string): Reading[] {
  const typed = text.slice(0, longestText)
  const other = otherLayout(typed)
  return [reading(typed), ...(other === undefined ? [] : [reading(other)])].filter(({ key }) => key !== '')
}
