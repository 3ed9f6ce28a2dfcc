// A round chooses the introductions that are worth most together. Small rounds are checked against
// every possible choice, larger ones against a min-cost flow, and each against its own limits.
import { describe, expect, it } from '@jest/globals'
import { bestAnswer } from '../../src/features/rounds/rounds.highs.js'
import { pairKey } from '../../src/scoring/profile.js'
import {
  buildAssignment,
  lotOf,
  readSolution,
  roomFor,
  usualRules,
  type Candidate,
  type Rules,
} from '../../src/scoring/round.js'
import { greedyRound, withoutAny } from '../../src/scoring/round-outcome.js'
import { network } from '../support/min-cost-flow.js'

/** 'ua-lviv pl-lublin 0.8' */
const pair = (text: string): Candidate => {
  const [uaId = '', foreignId = '', total] = text.split(' ')
  return { uaId, foreignId, country: foreignId.slice(0, 2).toUpperCase(), total: Number(total) }
}
const pairs = (...texts: string[]) => texts.map(pair)
const names = (chosen: readonly Candidate[]) => chosen.map(({ uaId, foreignId }) => `${uaId} ${foreignId}`)

async function round(candidates: readonly Candidate[], rules: Rules): Promise<Candidate[]> {
  const assignment = buildAssignment(candidates, rules)
  return readSolution(assignment, await bestAnswer(assignment, 60))
}

const worth = (chosen: readonly Candidate[]) =>
  chosen.reduce((sum, { total }) => sum + Math.round(total * 1_000_000), 0)

/** Chance that repeats itself. */
function chance(seed: number) {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

interface Case {
  candidates: Candidate[]
  rules: Rules
}

/** A round of any kind: capacities, caps, floors, pairs in hand, struck pairs, many equal totals. */
function anyCase(seed: number, uas: number, foreigns: number): Case {
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

/** How far floors are met, then worth, then lots: what a choice is judged by, in this order. */
function judged(chosen: readonly Candidate[], { rules }: Case): [number, number, number] {
  const room = roomFor([], rules)
  const met = [...(rules.floors ?? new Map<string, number>()).keys()].map((id) => {
    const own = chosen.filter(({ uaId, foreignId }) => uaId === id || foreignId === id).length
    return Math.min(own, room.floor(id))
  })
  return [met.reduce((a, b) => a + b, 0), worth(chosen), chosen.reduce((sum, each) => sum + lotOf(each), 0)]
}

const better = (a: readonly number[], b: readonly number[]) => {
  const i = a.findIndex((value, at) => value !== b[at])
  return i >= 0 && a[i]! > b[i]!
}

function keepsLimits(chosen: readonly Candidate[], { rules }: Case): boolean {
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

/** The best of every possible choice. */
function bruteForce(given: Case): Candidate[] {
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
function flowWorth(given: Case): [number, number] {
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

describe('a round', () => {
  it('gives up the single best pair when two good ones are worth more', async () => {
    const candidates = pairs('ua-lviv pl-lublin 0.9', 'ua-lviv de-kiel 0.8', 'ua-buchach pl-lublin 0.8')
    const rules = { perUa: 1, perForeign: 1 }
    expect(names(greedyRound(candidates, rules))).toEqual(['ua-lviv pl-lublin'])
    expect((await round(candidates, rules)).map(({ uaId }) => uaId).sort()).toEqual(['ua-buchach', 'ua-lviv'])
  })

  it('gives nobody more than three, and stops at a country that is full', async () => {
    const towns = ['pl-a', 'pl-b', 'pl-c', 'pl-d', 'de-e']
    const candidates = ['ua-lviv', 'ua-buchach'].flatMap((ua) =>
      towns.map((town) => pair(`${ua} ${town} 0.5`)),
    )
    const usual = await round(candidates, usualRules)
    expect(usual).toHaveLength(6)
    const capped = await round(candidates, { ...usualRules, caps: new Map([['PL', 3]]) })
    expect(capped.filter(({ country }) => country === 'PL')).toHaveLength(3)
    expect(capped).toHaveLength(5)
  })

  it('counts what is in hand, and never touches a struck pair', async () => {
    const candidates = pairs(
      'ua-lviv pl-lublin 0.9',
      'ua-lviv de-kiel 0.8',
      'ua-lviv fr-die 0.7',
      'ua-buchach de-kiel 0.2',
    )
    const chosen = await round(candidates, {
      perUa: 2,
      perForeign: 1,
      locked: [{ uaId: 'ua-lviv', foreignId: 'pl-lublin', country: 'PL' }],
      struck: new Set([pairKey('ua-lviv', 'de-kiel')]),
    })
    expect(names(chosen)).toEqual(['ua-lviv fr-die', 'ua-buchach de-kiel'])
  })

  it('puts a community without any partner before a better total', async () => {
    const candidates = pairs('ua-lviv pl-lublin 0.9', 'ua-buchach pl-lublin 0.1')
    const one = { perUa: 1, perForeign: 1 }
    expect(names(await round(candidates, one))).toEqual(['ua-lviv pl-lublin'])
    const fair = await round(candidates, { ...one, floors: new Map([['ua-buchach', 1]]) })
    expect(names(fair)).toEqual(['ua-buchach pl-lublin'])
  })

  it('does not suggest what is worth nothing, or less than staff asked for', async () => {
    const candidates = pairs('ua-lviv pl-lublin 0.4', 'ua-lviv de-kiel 0.2', 'ua-lviv fr-die 0')
    expect(names(await round(candidates, usualRules))).toEqual(['ua-lviv pl-lublin', 'ua-lviv de-kiel'])
    expect(names(await round(candidates, { ...usualRules, least: 0.25 }))).toEqual(['ua-lviv pl-lublin'])
    expect(await round([], usualRules)).toEqual([])
  })

  it('draws the same lots whatever the order of the rows', async () => {
    const candidates = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((x) =>
      ['u', 'v', 'w', 'x', 'y'].map((y) => pair(`ua-${x} pl-${y} 0.5`)),
    )
    const rules = { perUa: 1, perForeign: 1 }
    const first = names(await round(candidates, rules))
    expect(first).toHaveLength(5)
    const random = chance(7)
    const shuffled = [...candidates].sort(() => random() - 0.5)
    expect(names(await round(shuffled, rules))).toEqual(first)
    expect(names(await round([...candidates].reverse(), rules))).toEqual(first)
  })

  it('refuses a pair that is there twice and a total that is none', () => {
    expect(() =>
      buildAssignment(pairs('ua-lviv pl-lublin 0.9', 'ua-lviv pl-lublin 0.8'), usualRules),
    ).toThrow('twice')
    expect(() => buildAssignment(pairs('ua-lviv pl-lublin 1.1'), usualRules)).toThrow('total')
    expect(() => buildAssignment(pairs('ua-lviv pl-lublin NaN'), usualRules)).toThrow('total')
  })

  it('does not believe a solver that breaks a limit or proves too little', async () => {
    const assignment = buildAssignment(pairs('ua-lviv pl-a 0.9', 'ua-lviv pl-b 0.8'), {
      perUa: 1,
      perForeign: 1,
    })
    const honest = await bestAnswer(assignment, 60)
    expect(() => readSolution(assignment, { ...honest, taken: [1, 1] })).toThrow('limit')
    expect(() => readSolution(assignment, { ...honest, taken: [0, 1] })).toThrow('proved')
    expect(() => readSolution(assignment, { ...honest, taken: [2, 0] })).toThrow('column')
    expect(() => readSolution(assignment, { ...honest, bound: honest.bound + 1 })).toThrow('proved')
  })
})

describe('the best round', () => {
  const seeds = Array.from({ length: 40 }, (_, i) => i + 1)

  it.each(seeds)('is the best of all choices, also by lot (%i)', async (seed) => {
    const random = chance(seed)
    const given = anyCase(seed * 7919, 1 + Math.floor(random() * 4), 1 + Math.floor(random() * 4))
    const expected = bruteForce(given)
    const chosen = await round(given.candidates, given.rules)
    expect(keepsLimits(chosen, given)).toBe(true)
    expect(judged(chosen, given)).toEqual(judged(expected, given))
    expect(names(chosen).sort()).toEqual(names(expected).sort())
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is worth what a min-cost flow finds (%i)', async (seed) => {
    const given = anyCase(seed * 104729, 25, 60)
    const chosen = await round(given.candidates, given.rules)
    expect(keepsLimits(chosen, given)).toBe(true)
    expect(judged(chosen, given).slice(0, 2)).toEqual(flowWorth(given))
    expect(better(judged(greedyRound(given.candidates, given.rules), given), judged(chosen, given))).toBe(
      false,
    )
    expect(keepsLimits(greedyRound(given.candidates, given.rules), given)).toBe(true)
  })
})

describe('who got none', () => {
  it('is told why', async () => {
    const candidates = pairs(
      'ua-lviv pl-lublin 0.9',
      'ua-buchach pl-lublin 0.8',
      'ua-sambir de-kiel 0.7',
      'ua-halych de-ulm 0.6',
      'ua-skole fr-die 0.1',
      'ua-rohatyn fr-die 0.5',
    )
    const rules: Rules = {
      perUa: 1,
      perForeign: 1,
      caps: new Map([['DE', 1]]),
      struck: new Set([pairKey('ua-rohatyn', 'fr-die')]),
      least: 0.2,
    }
    const chosen = await round(candidates, rules)
    const ids = [
      'ua-lviv',
      'ua-buchach',
      'ua-sambir',
      'ua-halych',
      'ua-skole',
      'ua-rohatyn',
      'ua-turka',
      'de-ulm',
    ]
    expect(withoutAny(ids, candidates, rules, chosen)).toEqual([
      { id: 'ua-buchach', why: 'others-full' },
      { id: 'ua-halych', why: 'country-full' },
      { id: 'ua-skole', why: 'all-weak' },
      { id: 'ua-rohatyn', why: 'all-decided' },
      { id: 'ua-turka', why: 'no-candidates' },
      { id: 'de-ulm', why: 'country-full' },
    ])
  })
})
