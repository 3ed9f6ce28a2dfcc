// The tree finds what a plain comparison of all keys finds.
import { describe, expect, it } from '@jest/globals'
import { beginningWith, nameTree, near } from '../../src/platform/search/name-tree.js'
import { chance, type Chance } from '../support/chance.js'

/** Letters too many, too few, changed, and neighbours swapped, by the book. */
function slipsBetween(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
  for (let j = 1; j <= b.length; j++) table[0]![j] = j
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const changed = table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      table[i]![j] = Math.min(
        changed,
        table[i - 1]![j]! + 1,
        table[i]![j - 1]! + 1,
        swapped ? table[i - 2]![j - 2]! + 1 : Infinity,
      )
    }
  return table[a.length]![b.length]!
}

const word = ({ below, one }: Chance) =>
  Array.from({ length: 1 + below(8) }, () => one(['a', 'b', 'c', 'ї'])).join('')
const someKeys = (luck: Chance) => [...new Set(Array.from({ length: 60 }, () => word(luck)))].sort()
const beginnings = (key: string) => [...key].map((_, length) => key.slice(0, length)).slice(1)

type Walk = Parameters<typeof beginningWith>[2]
/** Runs a search and gives the fewest slips of each key found whole, and of each found by a beginning. */
function collect(keys: readonly string[], search: (found: Walk) => void) {
  const [whole, begun] = [new Map<string, number>(), new Map<string, number>()]
  search((from, below, slips, isWhole) => {
    for (const key of keys.slice(from, below)) {
      const found = isWhole ? whole : begun
      found.set(key, Math.min(slips, found.get(key) ?? Infinity))
    }
  })
  return { whole, begun }
}

describe('a tree of names', () => {
  it('finds the very key and every key that begins with the text', () => {
    const luck = chance(3)
    for (let round = 0; round < 200; round++) {
      const keys = someKeys(luck)
      const text = word(luck)
      const { whole, begun } = collect(keys, (found) => beginningWith(nameTree(keys), text, found))
      expect([...whole.keys()]).toEqual(keys.filter((key) => key === text))
      expect([...begun.keys()].sort()).toEqual(keys.filter((key) => key !== text && key.startsWith(text)))
    }
  })

  it.each([1, 2])(
    'finds every key %i slips away or fewer, with the number of slips, and no other',
    (most) => {
      const luck = chance(most)
      for (let round = 0; round < 200; round++) {
        const keys = someKeys(luck)
        const text = word(luck)
        const { whole, begun } = collect(keys, (found) => near(nameTree(keys), text, most, found))
        for (const key of keys) {
          const slips = slipsBetween(key, text)
          expect([key, text, whole.get(key)]).toEqual([key, text, slips <= most ? slips : undefined])
          const fewest = Math.min(...beginnings(key).map((start) => slipsBetween(start, text)))
          expect([key, text, begun.get(key)]).toEqual([key, text, fewest <= most ? fewest : undefined])
        }
      }
    },
  )

  it('is content with no keys at all', () => {
    expect(collect([], (found) => beginningWith(nameTree([]), 'львів', found)).whole.size).toBe(0)
    expect(collect([], (found) => near(nameTree([]), 'львів', 2, found)).whole.size).toBe(0)
  })
})
