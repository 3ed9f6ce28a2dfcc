// Which communities a text names. Every findable name is a key without spaces; so is what is left of a
// name from each later word on, so that "Frankivsk" finds Ivano-Frankivsk.
import { keysOf, type FindableName } from './names.js'
import { nameTree, type NameTree } from './name-tree.js'

/** What a key is to its community: 0 a present name, 1 near, 2 other; 3 to 5 the later words of such a name. */
const kinds = { present: 0, near: 1, other: 2 }
const laterWords = 3

export interface NameIndex {
  tree: NameTree
  /** The entries of key k are start[k] to start[k + 1] - 1. */
  start: Int32Array
  community: Int32Array
  kind: Uint8Array
  /** Which of the community's findable names it is. */
  name: Uint16Array
}

export interface NameIndexMaker {
  /** Adds a community by the number it is called by in the answers. */
  add(number: number, names: readonly FindableName[]): void
  finish(): NameIndex
}

/** Gathers the names of communities and makes the index of them all. */
export function nameIndexMaker(): NameIndexMaker {
  const seen = new Map<string, number>()
  // Flat lists of key, community, kind, name.
  const entries: number[] = []
  return {
    add: (number, names) =>
      names.forEach(({ folded, kind }, name) =>
        keysOf(folded).forEach((text, from) => {
          let key = seen.get(text)
          if (key === undefined) seen.set(text, (key = seen.size))
          entries.push(key, number, kinds[kind] + (from === 0 ? 0 : laterWords), name)
        }),
      ),
    finish: () => finish(seen, entries),
  }
}

function finish(seen: ReadonlyMap<string, number>, entries: readonly number[]): NameIndex {
  const sorted = [...seen.keys()].sort()
  const place = new Int32Array(sorted.length)
  sorted.forEach((text, at) => (place[seen.get(text)!] = at))

  const start = new Int32Array(sorted.length + 1)
  for (let at = 0; at < entries.length; at += 4) start[place[entries[at]!]! + 1]!++
  for (let key = 0; key < sorted.length; key++) start[key + 1]! += start[key]!
  const count = entries.length / 4
  const index: NameIndex = {
    tree: nameTree(sorted),
    start,
    community: new Int32Array(count),
    kind: new Uint8Array(count),
    name: new Uint16Array(count),
  }
  const next = start.slice()
  for (let at = 0; at < entries.length; at += 4) {
    const entry = next[place[entries[at]!]!]!++
    index.community[entry] = entries[at + 1]!
    index.kind[entry] = entries[at + 2]!
    index.name[entry] = entries[at + 3]!
  }
  return index
}
