// How well communities match a text. What was typed comes before what may have been meant: exact
// names, beginnings, names with their country or region, the other keyboard layout, and slips only
// when no present name is exactly the text. A present name beats a former or foreign one.
import type { NameIndex } from './name-index.js'
import { beginningWith, near, type Found } from './name-tree.js'
import type { PlaceIndex, PlaceReading } from './place-index.js'
import type { Reading } from './reading.js'
import { keep, noMatch, viaWords, type Tally } from './tally.js'
import type { WordIndex } from './word-index.js'

// Lower is better. Each row: a present name, a former name or spelling, another name; then the same
// for the later words of such a name.
type Row = readonly [number, number, number, number, number, number]
interface Worth {
  whole: Row
  begun?: Row
}
const typedWorth: Worth = { whole: [0, 1, 2, 3, 12, 14], begun: [9, 10, 19, 11, 19, 23] }
const otherLayoutWorth: Worth = { whole: [4, 5, 6, 7, 13, 15], begun: [11, 12, 19, 13, 19, 23] }
const withPlaceWorth: Worth = { whole: [8, 8, 9, 9, 13, 15], begun: [12, 13, 20, 14, 20, 24] }
const slipWorth: Worth = { whole: [17, 18, 20, 21, 24, 25] }
const slipWithPlaceWorth: Worth = { whole: [18, 19, 21, 22, 25, 26] }
const faintWorth: Worth = { whole: [27, 28, 29, 30, 31, 32], begun: [28, 29, 30, 31, 32, 33] }
const exactPresent = typedWorth.whole[0]
const begunPresent = 9
const inPlace = 16
const nearPlace = 34
const wordsWorth = { present: 16, other: 22, faint: 35 }

const shortestSlip = 3
const shortestFaint = 5
const twoSlips = 8

export interface Matcher {
  indexes: readonly NameIndex[]
  places: PlaceIndex
  words: WordIndex
  /** 1 for each community that is still there, by its number. */
  alive: Uint8Array
  count: number
}

type Walk = (index: NameIndex, found: Found) => void

/** Fills the tally with the communities that match a text, read in each of these ways. */
export function match(matcher: Matcher, [typed, other]: readonly Reading[], tally: Tally): void {
  if (!typed) return
  const readings = other ? [typed, other] : [typed]
  const names = (walk: Walk, worth: Worth, places?: Uint8Array) =>
    collect(matcher, tally, walk, worth, places)

  names(asWritten(typed.key), typedWorth)
  if (tally.best === exactPresent) return
  if (other)
    names(
      asWritten(other.key),
      tally.best > begunPresent ? otherLayoutWorth : { whole: otherLayoutWorth.whole },
    )
  for (const reading of readings) {
    for (const { name, places } of splits(matcher.places, reading, 'begun'))
      names(asWritten(name), withPlaceWorth, places)
    if (tally.best > begunPresent || reading.words.length > 1)
      everythingIn(matcher, tally, reading, 'begun', inPlace)
  }
  if (typed.key.length >= (tally.best === noMatch ? shortestSlip - 1 : shortestSlip))
    names(withSlips(typed.key, 1), slipWorth)
  if (tally.best > slipWorth.whole[0])
    for (const { name, places } of splits(matcher.places, typed, 'exact'))
      if (name.length >= shortestSlip) names(withSlips(name, 1), slipWithPlaceWorth, places)
  if (tally.best > slipWorth.whole[0]) inAnyOrder(matcher, tally, readings, false)
  if (tally.best < noMatch) return

  for (const { key, words } of readings) {
    if (key.length < shortestFaint) continue
    names(withSlips(key, key.length >= twoSlips ? 2 : 1), faintWorth)
    for (const { name, places } of splits(matcher.places, { key, words }, 'slips'))
      names(name.length >= shortestSlip ? withSlips(name, 1) : asWritten(name), faintWorth, places)
    everythingIn(matcher, tally, { key, words }, 'slips', nearPlace)
  }
  if (tally.best === noMatch) inAnyOrder(matcher, tally, readings, true)
}

const asWritten =
  (key: string): Walk =>
  (index, found) =>
    beginningWith(index.tree, key, found)
const withSlips =
  (key: string, most: number): Walk =>
  (index, found) =>
    near(index.tree, key, most, found)

function collect(
  { indexes, places, alive }: Matcher,
  tally: Tally,
  walk: Walk,
  { whole, begun }: Worth,
  where?: Uint8Array,
) {
  for (const index of indexes)
    walk(index, (from, below, _, isWhole) => {
      const row = isWhole ? whole : begun
      if (!row) return
      const { start, community, kind, name } = index
      for (let entry = start[from]!; entry < start[below]!; entry++) {
        const number = community[entry]!
        if (!alive[number] || (where && !where[places.placeOf(number)])) continue
        keep(tally, number, row[kind[entry]!]!, name[entry]!)
      }
    })
}

/** The ways to read some words as a name with its country or region behind or before it. */
function splits(places: PlaceIndex, { words }: Reading, how: PlaceReading) {
  const found: { name: string; places: Uint8Array }[] = []
  for (let at = 1; at < words.length; at++) {
    const behind = places.find(words.slice(at), how)
    if (behind) found.push({ name: words.slice(0, at).join(''), places: behind })
    const before = places.find(words.slice(0, at), how === 'begun' ? 'exact' : how)
    if (before) found.push({ name: words.slice(at).join(''), places: before })
  }
  return found
}

function everythingIn(
  { places, alive, count }: Matcher,
  tally: Tally,
  { words, key }: Reading,
  how: PlaceReading,
  tier: number,
) {
  // One begun word says too little: "Ha" is no reason to show all of Haskovo.
  const where = places.find(words, how === 'begun' && key.length < shortestFaint ? 'exact' : how)
  if (!where) return
  for (let number = 0; number < count; number++)
    if (alive[number] && where[places.placeOf(number)]) keep(tally, number, tier, viaWords)
}

function inAnyOrder({ words: index }: Matcher, tally: Tally, readings: readonly Reading[], slips: boolean) {
  for (const { words } of readings) {
    if (words.length < 2) continue
    for (const { number, present } of index.find(words, slips))
      keep(
        tally,
        number,
        slips ? wordsWorth.faint : present ? wordsWorth.present : wordsWorth.other,
        viaWords,
      )
  }
}
