// A tree of keys in flat arrays that answers, quickly even for hundreds of thousands of keys: which
// keys are this text, begin with it, or are a slip or two away from it. A swap of two neighbours is
// one slip here (MiniSearch counts two).

export interface NameTree {
  /** The keys of one subtree are neighbours, so a range of numbers says them all: [from, below). */
  readonly size: number
  readonly letter: Uint16Array
  /** The first node behind a node's subtree. A node's first child is the node after it. */
  readonly behind: Int32Array
  /** The first key of a node's subtree. */
  readonly firstKey: Int32Array
  /** 1 where a key ends. */
  readonly ends: Uint8Array
}

/** Builds the tree. The keys must be sorted by code units, each once; key n is the n-th. */
export function nameTree(keys: readonly string[]): NameTree {
  let nodes = 1
  let before = ''
  for (const key of keys) {
    nodes += key.length - sharedLength(before, key)
    before = key
  }
  const letter = new Uint16Array(nodes)
  const behind = new Int32Array(nodes)
  const firstKey = new Int32Array(nodes + 1)
  const ends = new Uint8Array(nodes)
  const path = [0]
  let next = 1
  before = ''
  keys.forEach((key, number) => {
    const shared = sharedLength(before, key)
    while (path.length > shared + 1) behind[path.pop() ?? 0] = next
    for (let at = shared; at < key.length; at++) {
      letter[next] = key.charCodeAt(at)
      firstKey[next] = number
      path.push(next++)
    }
    ends[path[path.length - 1] ?? 0] = 1
    before = key
  })
  for (const node of path) behind[node] = next
  firstKey[nodes] = keys.length
  return { size: keys.length, letter, behind, firstKey, ends }
}

function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}

/** What a walk finds: the keys [from, below), `slips` away; `whole` when the key ends here, else they go on. */
export type Found = (from: number, below: number, slips: number, whole: boolean) => void

/** Reports the key that is exactly the text, and then all that begin with it. */
export function beginningWith(tree: NameTree, text: string, found: Found): void {
  let node = 0
  for (let at = 0; at < text.length; at++) {
    const wanted = text.charCodeAt(at)
    const end = tree.behind[node]!
    for (node++; node < end && tree.letter[node] !== wanted;) node = tree.behind[node]!
    if (node >= end) return
  }
  report(tree, node, 0, found)
}

function report(tree: NameTree, node: number, slips: number, found: Found) {
  const from = tree.firstKey[node]!
  const below = tree.firstKey[tree.behind[node]!]!
  const own = tree.ends[node]!
  if (own) found(from, from + 1, slips, true)
  if (from + own < below) found(from + own, below, slips, false)
}

/**
 * Reports every key at most `most` slips from the text (a letter too many, too few, changed, or two
 * neighbours swapped), and those that go on after a beginning as near. A key may be reported more than
 * once, with different slips.
 */
export function near(tree: NameTree, text: string, most: number, found: Found): void {
  const { letter, behind } = tree
  const length = text.length
  const wanted = Uint16Array.from(text, (_, at) => text.charCodeAt(at))
  // Row d holds the slips between the first d letters of the key and each beginning of the text; only
  // the cells within `most` of the diagonal can matter.
  const width = length + 2
  const rows = new Uint8Array((length + most + 2) * width).fill(most + 1)
  const path = new Uint16Array(length + most + 2)
  for (let at = 0; at <= Math.min(length, most); at++) rows[at] = at

  const descend = (parent: number, depth: number) => {
    const end = behind[parent]!
    const row = depth * width
    const above = row - width
    const low = Math.max(1, depth - most)
    const high = Math.min(length, depth + most)
    for (let node = parent + 1; node < end; node = behind[node]!) {
      const here = letter[node]!
      path[depth] = here
      rows[row + low - 1] = low === 1 ? Math.min(depth, most + 1) : most + 1
      let best = rows[row + low - 1]!
      for (let at = low; at <= high; at++) {
        let slips = rows[above + at - 1]! + (wanted[at - 1] === here ? 0 : 1)
        if (rows[row + at - 1]! < slips) slips = rows[row + at - 1]! + 1
        if (rows[above + at]! < slips) slips = rows[above + at]! + 1
        if (depth > 1 && at > 1 && here === wanted[at - 2] && path[depth - 1] === wanted[at - 1])
          slips = Math.min(slips, rows[above - width + at - 2]! + 1)
        rows[row + at] = slips
        if (slips < best) best = slips
      }
      rows[row + high + 1] = most + 1
      if (best > most) continue
      if (high === length && rows[row + length]! <= most) report(tree, node, rows[row + length]!, found)
      if (depth < length + most) descend(node, depth + 1)
    }
  }
  descend(0, 1)
}
