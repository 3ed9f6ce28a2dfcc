// Where a text matched: which name, and which of its letters, as they are written.
import { shownName, type CommunityDocument, type Highlight } from './community-search.js'
import { fold, foldedWords, foldLetter, joined } from './fold.js'
import { keptNames, keysOf } from './names.js'
import type { Reading } from './reading.js'

export interface Shown {
  matchedName: string | undefined
  highlight: Highlight
}

/** The letters of a name, each with the place of its first folded letter in the folded name without spaces. */
function letters(name: string): { text: string; from: number; below: number; inWord: boolean }[] {
  let place = 0
  return [...name].map((text) => {
    const folded = joined(foldLetter(text))
    const from = place
    place += folded.length
    return { text, from, below: place, inWord: folded !== '' }
  })
}

/** Cuts a name where the ranges of its folded letters begin and end; marks between two hits belong to them. */
function cut(name: string, ranges: readonly (readonly [from: number, below: number])[]): Highlight {
  const pieces: Highlight = []
  for (const { text, from, below, inWord } of letters(name)) {
    const hit = ranges.some(([first, end]) =>
      inWord ? from < end && below > first : from > first && from < end,
    )
    const last = pieces[pieces.length - 1]
    if (last?.hit === hit) last.text += text
    else pieces.push({ text, hit })
  }
  return pieces
}

/** Where a key lies in a folded name: from the beginning of a word on; all of the name when only nearly. */
function rangeOf(folded: string, readings: readonly Reading[]): [number, number] {
  const whole = joined(folded)
  for (const { key } of readings)
    for (const tail of keysOf(folded))
      if (tail.startsWith(key)) return [whole.length - tail.length, whole.length - tail.length + key.length]
  return [0, whole.length]
}

/** The ranges of a folded name's words that begin with one of the words said. */
function wordRanges(folded: string, readings: readonly Reading[]): [number, number][] {
  let place = 0
  const ranges: [number, number][] = []
  for (const word of foldedWords(folded)) {
    const said = readings.flatMap(({ words }) => words).filter((one) => word.startsWith(one))
    const longest = Math.max(0, ...said.map((one) => one.length))
    if (longest > 0) ranges.push([place, place + longest])
    place += word.length
  }
  return ranges
}

/** A community's shown name cut where one of its findable names, by its number, matched the readings. */
export function showName(
  community: CommunityDocument,
  locale: string,
  readings: readonly Reading[],
  name: number,
): Shown {
  const shown = shownName(community, locale)
  const matched = keptNames(community)[name]
  if (!matched) return showPlain(community, locale)
  const spelling = fold(matched.written) !== matched.folded
  if (matched.written !== shown && fold(shown) !== matched.folded)
    return { matchedName: matched.written, highlight: [{ text: shown, hit: false }] }
  const range = spelling ? ([0, joined(fold(shown)).length] as const) : rangeOf(matched.folded, readings)
  return { matchedName: undefined, highlight: cut(shown, [range]) }
}

/** A community's shown name cut where single words of the readings are in it, or the name they are in. */
export function showWords(community: CommunityDocument, locale: string, readings: readonly Reading[]): Shown {
  const shown = shownName(community, locale)
  const ranges = wordRanges(fold(shown), readings)
  if (ranges.length > 0) return { matchedName: undefined, highlight: cut(shown, ranges) }
  let matchedName: string | undefined
  let most = 0
  for (const { folded, written } of keptNames(community)) {
    const hits = wordRanges(folded, readings).length
    if (hits > most) [matchedName, most] = [written, hits]
  }
  return { matchedName, highlight: [{ text: shown, hit: false }] }
}

/** A community's shown name when nothing was asked for. */
export const showPlain = (community: CommunityDocument, locale: string): Shown => ({
  matchedName: undefined,
  highlight: [{ text: shownName(community, locale), hit: false }],
})
