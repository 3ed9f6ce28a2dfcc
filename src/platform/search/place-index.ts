// Countries and regions: which communities lie where the words say. Communities of one region share
// their place names, so each set of them is kept once and the words are looked up among few.
import { fold, foldedWords } from './fold.js'
import { beginningWith, nameTree, near, type NameTree } from './name-tree.js'

/** How a place is meant: its words as they are, the last perhaps only begun, or each a slip away. */
export type PlaceReading = 'exact' | 'begun' | 'slips'

export interface PlaceIndex {
  add(number: number, placeNames: readonly string[]): void
  /** The place of each community. */
  placeOf(number: number): number
  /** Marks the places in whose names all words are; undefined when there are none. */
  find(words: readonly string[], how: PlaceReading): Uint8Array | undefined
}

export function placeIndex(): PlaceIndex {
  const placeOf: number[] = []
  const places = new Map<string, number>()
  const placesOfWord = new Map<string, number[]>()
  let words: string[] = []
  let tree: NameTree | undefined

  const learn = (names: string): number => {
    const known = places.get(names)
    if (known !== undefined) return known
    const place = places.size
    places.set(names, place)
    for (const word of new Set(foldedWords(names)))
      if (placesOfWord.get(word)?.push(place) === undefined) placesOfWord.set(word, [place])
    tree = undefined
    return place
  }

  const wordsLike = (word: string, how: PlaceReading): string[] => {
    if (how === 'exact') return [word]
    words = tree ? words : [...placesOfWord.keys()].sort()
    tree ??= nameTree(words)
    const like: string[] = []
    const found = (from: number, below: number) => like.push(...words.slice(from, below))
    if (how === 'begun') beginningWith(tree, word, found)
    else if (word.length >= 4) near(tree, word, 1, (from, below, _, whole) => whole && found(from, below))
    else like.push(word)
    return like
  }

  return {
    add: (number, placeNames) => {
      placeOf[number] = learn(placeNames.map(fold).join(' '))
    },
    placeOf: (number) => placeOf[number]!,
    find(said, how) {
      let marks: Uint8Array | undefined
      for (const [at, word] of said.entries()) {
        const next = new Uint8Array(places.size)
        let any = false
        for (const like of wordsLike(word, how === 'begun' && at < said.length - 1 ? 'exact' : how))
          for (const place of placesOfWord.get(like) ?? [])
            if (!marks || marks[place]) any = !!(next[place] = 1)
        if (!any) return undefined
        marks = next
      }
      return marks
    },
  }
}
