// Chance that can be repeated: the same seed draws the same.

export interface Chance {
  /** From 0 to below 1. */
  number(): number
  below(limit: number): number
  one<T>(list: readonly T[]): T
}

/** The generator mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(number() * limit)
  return { number, below, one: (list) => list[below(list.length)]! }
}
