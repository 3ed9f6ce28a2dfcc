// Rounds of any kind to try a solver on, and two slow ways to know the best answer: every possible choice,
// and a min-cost flow.
import { pairKey } from '../../src/scoring/profile.js'
import { lotOf, roomFor, type Candidate, type Rules } from '../../src/scoring/round.js'
import { network } from './min-cost-flow.js'

/** Chance that repeats itself. */
export function chance(seed: number) {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

export interface Case {
  candidates: Candidate[]
  rules: Rules
}

/** A round of any kind: capacities, caps, floors, pairs in hand, struck pairs, many equal totals. */
export function anyCase(seed: number, uas: number, foreigns: number): Case {
  const random = chance(seed)
  const upTo = (n: number) => Math.floor(random() * (n + 1))
  const countries = ['PL', 'DE', 'FR']
  const places = Array.from({ length: foreigns }, (_, i) => ({ id: `f-${i}`, country: countries[upTo(2)]! }))
  const candidates: Candidate[] = []
  const locked = []
  const struck = new Set<string>()
  const fine = random() < 0.5 ? 4 : 1000
  for (let i = 0; i < uas; i++)
    for (const { id: foreignId, country } of places) {
      const one = { uaId: `ua-${i}`, foreignId, country }
      if (random() < 0.7) candidates.push({ ...one, total: upTo(fine) / fine })
      if (random() < 0.03) locked.push(one)
      if (random() < 0.05) struck.add(pairKey(one.uaId, foreignId))
    }
  const ids = [...new Set(candidates.flatMap(({ uaId, foreignId }) => [uaId, foreignId]))]
  const rules: Rules = {
    perUa: 1 + upTo(2),
    perForeign: 1 + upTo(2),
    locked,
    struck,
    ...(random() < 0.5 && { caps: new Map(countries.map((code) => [code, upTo(uas)])) }),
    ...(random() < 0.5 && {
      floors: new Map(ids.filter(() => random() < 0.4).map((id) => [id, 1 + upTo(1)])),
    }),
    ...(random() < 0.2 && { least: 0.3 }),
  }
  return { candidates, rules }
}

const worth = (chosen: readonly Candidate[]) =>
  chosen.reduce((sum, { total }) => sum + Math.round(total * 1_000_000), 0)

/** How far floors are met, then worth, then lots: what a choice is judged by, in this order. */
export function judged(chosen: readonly Candidate[], { rules }: Case): [number, number, number] {
  const room = roomFor([], rules)
  const met = [...(rules.floors ?? new Map<string, number>()).keys()].map((id) => {
    const own = chosen.filter(({ uaId, foreignId }) => uaId === id || foreignId === id).length
    return Math.min(own, room.floor(id))
  })
  return [met.reduce((a, b) => a + b, 0), worth(chosen), chosen.reduce((sum, each) => sum + lotOf(each), 0)]
}

export const better = (a: readonly number[], b: readonly number[]) => {
  const i = a.findIndex((value, at) => value !== b[at])
  return i >= 0 && a[i]! > b[i]!
}

export function keepsLimits(chosen: readonly Candidate[], { rules }: Case): boolean {
  const all = [...chosen, ...(rules.locked ?? [])]
  const most = (of: (one: Omit<Candidate, 'total'>) => string, limit: (key: string) => number, before = 0) =>
    [...new Set(chosen.map(of))].every(
      (key) => all.filter((one) => of(one) === key).length + before <= limit(key),
    )
  return (
    most(
      ({ uaId }) => uaId,
      () => rules.perUa,
    ) &&
    most(
      ({ foreignId }) => foreignId,
      () => rules.perForeign,
    ) &&
    most(
      ({ country }) => country,
      (code) => rules.caps?.get(code) ?? Infinity,
    )
  )
}

/** The best of every possible choice; for a dozen pairs or so. */
export function bruteForce(given: Case): Candidate[] {
  const { candidates } = roomFor(given.candidates, given.rules)
  let best: Candidate[] = []
  let mark = judged(best, given)
  for (let bits = 0; bits < 2 ** candidates.length; bits++) {
    const chosen = candidates.filter((_, i) => bits & (1 << i))
    if (!keepsLimits(chosen, given)) continue
    const judgement = judged(chosen, given)
    if (better(judgement, mark)) [best, mark] = [chosen, judgement]
  }
  return best
}

/** The greatest worth, floors counted as heavily as they must be, by min-cost flow. */
export function flowWorth(given: Case): [number, number] {
  const room = roomFor(given.candidates, given.rules)
  const heavy = 1e9
  const net = network()
  const [source, sink] = [net.node(), net.node()]
  const nodes = new Map<string, number>()
  const nodeOf = (key: string, open: (node: number) => void) => {
    const known = nodes.get(key)
    if (known !== undefined) return known
    const node = net.node()
    nodes.set(key, node)
    open(node)
    return node
  }
  const twoArcs = (from: number, to: number, most: number, floor: number) => {
    net.arc(from, to, Math.min(most, floor), -heavy)
    net.arc(from, to, Math.max(0, most - floor), 0)
  }
  for (const { uaId, foreignId, country, total } of room.candidates) {
    const land = nodeOf(country, (node) => net.arc(node, sink, Math.min(1000, room.country(country)), 0))
    const ua = nodeOf(uaId, (node) => twoArcs(source, node, room.ua(uaId), room.floor(uaId)))
    const foreign = nodeOf(foreignId, (node) =>
      twoArcs(node, land, room.foreign(foreignId), room.floor(foreignId)),
    )
    net.arc(ua, foreign, 1, -Math.round(total * 1_000_000))
  }
  const total = Math.abs(net.cheapest(source, sink))
  return [Math.floor(total / heavy), total % heavy]
}
