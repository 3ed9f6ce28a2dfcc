// The communities that match a text so far, each with its best tier. One tally serves search after
// search, so that a search costs what it finds and not what there is.

/** The tier of a community that does not match; all others are lower, and lower is better. */
export const noMatch = 255
/** In place of a name's number when single words matched. */
export const viaWords = 0xffff

export interface Tally {
  tier: Uint8Array
  /** Which of its findable names matched best, or `viaWords`. */
  name: Uint16Array
  /** The communities that match. */
  numbers: number[]
  /** The best tier so far says what still needs asking. */
  best: number
}

export const emptyTally = (): Tally => ({
  tier: new Uint8Array(),
  name: new Uint16Array(),
  numbers: [],
  best: noMatch,
})

/** Forgets what was found, and makes room for numbers below `room`. */
export function beginTally(tally: Tally, room: number): void {
  if (tally.tier.length < room) {
    tally.tier = new Uint8Array(room * 2).fill(noMatch)
    tally.name = new Uint16Array(room * 2)
  } else for (const number of tally.numbers) tally.tier[number] = noMatch
  tally.numbers = []
  tally.best = noMatch
}

export function keep(tally: Tally, number: number, tier: number, name: number): void {
  const before = tally.tier[number]!
  if (tier >= before) return
  if (before === noMatch) tally.numbers.push(number)
  tally.tier[number] = tier
  tally.name[number] = name
  if (tier < tally.best) tally.best = tier
}
