// A round chooses the introductions that are worth most together. Small rounds are checked against
// every possible choice, larger ones against a min-cost flow, and each against its own limits.
import { describe, expect, it } from '@jest/globals'
import { bestAnswer } from '../../src/features/rounds/rounds.highs.js'
import { pairKey } from '../../src/scoring/profile.js'
import {
  buildAssignment,
  readSolution,
  usualRules,
  type Candidate,
  type Rules,
} from '../../src/scoring/round.js'
import { greedyRound, withoutAny } from '../../src/scoring/round-outcome.js'
import {
  anyCase,
  better,
  bruteForce,
  chance,
  flowWorth,
  judged,
  keepsLimits,
} from '../support/round-cases.js'

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
