// A small min-cost flow by successive shortest paths: slow, short and easy to believe. It answers the
// same questions as the real solver and is used to check it.

interface Arc {
  to: number
  room: number
  cost: number
  /** The arc that takes a unit back. */
  back: Arc
}

export interface Network {
  /** A new place for the flow to pass. */
  node(): number
  /** Room for `most` units from one node to another, each at `cost`; `used()` tells how many pass. */
  arc(from: number, to: number, most: number, cost: number): { used(): number }
  /** Sends units as long as one more lowers the cost; gives the total cost. Costs must not form a circle below 0. */
  cheapest(source: number, sink: number): number
}

export function network(): Network {
  const arcs: Arc[][] = []

  /** The cheapest way for one more unit: the arcs to walk, and what they cost together. */
  function way(source: number, sink: number): { cost: number; path: Arc[] } {
    const cost = arcs.map(() => Infinity)
    const by = new Map<number, { from: number; arc: Arc }>()
    cost[source] = 0
    const queue = [source]
    for (const node of queue) {
      for (const arc of arcs[node]!) {
        if (arc.room === 0 || cost[node]! + arc.cost >= cost[arc.to]!) continue
        cost[arc.to] = cost[node]! + arc.cost
        by.set(arc.to, { from: node, arc })
        queue.push(arc.to)
      }
    }
    const path: Arc[] = []
    for (let step = by.get(sink); step; step = step.from === source ? undefined : by.get(step.from))
      path.push(step.arc)
    return { cost: cost[sink]!, path }
  }

  return {
    node: () => arcs.push([]) - 1,
    arc(from, to, most, cost) {
      const there = { to, room: most, cost } as Arc
      there.back = { to: from, room: 0, cost: -cost, back: there }
      arcs[from]!.push(there)
      arcs[to]!.push(there.back)
      return { used: () => there.back.room }
    },
    cheapest(source, sink) {
      let total = 0
      for (;;) {
        const { cost, path } = way(source, sink)
        if (!(cost < 0)) return total
        for (const arc of path) {
          arc.room--
          arc.back.room++
        }
        total += cost
      }
    },
  }
}
