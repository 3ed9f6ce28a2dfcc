// The best few of many: a heap whose root is the one to beat.

export interface Entry {
  readonly index: number
  readonly points: number
}

export interface Shortlist {
  readonly offer: (index: number, points: number) => void
  /** Points below which nothing is of interest any more; −Infinity while there is room. */
  readonly bar: () => number
  /** Best first; of equals the lower index. */
  readonly best: () => Entry[]
}

const worse = (a: Entry, b: Entry) => (a.points !== b.points ? a.points < b.points : a.index > b.index)

export function shortlistOf(limit: number): Shortlist {
  const heap: Entry[] = []
  const swap = (i: number, j: number) => {
    const held = heap[i]!
    heap[i] = heap[j]!
    heap[j] = held
  }
  const rise = (from: number) => {
    for (let i = from; i > 0;) {
      const parent = (i - 1) >> 1
      if (!worse(heap[i]!, heap[parent]!)) return
      swap(i, parent)
      i = parent
    }
  }
  const sink = () => {
    for (let i = 0; ;) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && worse(heap[child]!, heap[least]!)) least = child
      if (least === i) return
      swap(i, least)
      i = least
    }
  }
  return {
    offer(index, points) {
      const entry = { index, points }
      if (heap.length < limit) {
        heap.push(entry)
        rise(heap.length - 1)
      } else if (worse(heap[0]!, entry)) {
        heap[0] = entry
        sink()
      }
    },
    bar: () => (heap.length < limit ? -Infinity : heap[0]!.points),
    best: () => [...heap].sort((a, b) => (worse(a, b) ? 1 : -1)),
  }
}
