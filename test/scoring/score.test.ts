// What a score promises: like with like and near first, the same from either side, and no penalty for
// what nobody knows.
import { describe, expect, it } from '@jest/globals'
import { criterionNames } from '../../src/scoring/criteria/index.js'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { pairOf } from '../../src/scoring/profile.js'
import { scorePair, totalOf, totalPoints } from '../../src/scoring/score.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { die, drohobych, elblag, kursk, odesa, place, sambir, sanok, world } from './places.js'

const nothing = gatherEvidence([], [])
const score = (a = sambir, b = sanok, evidence = nothing) => scorePair(a, b, evidence, currentWeights)

describe('a score', () => {
  it('puts Sanok, near and alike, before Elbląg and Die for Sambir', () => {
    expect(score(sambir, sanok).total).toBeGreaterThan(score(sambir, elblag).total)
    expect(score(sambir, elblag).total).toBeGreaterThan(score(sambir, die).total)
  })

  it('is made for a Ukrainian community and one abroad only, and for none in Russia or Belarus', () => {
    expect(() => score(sambir, drohobych)).toThrow(RangeError)
    expect(() => score(sanok, die)).toThrow(RangeError)
    expect(() => score(sambir, kursk)).toThrow(RangeError)
    expect(() => score(sambir, place('by-brest', 52.1, 23.7))).toThrow(RangeError)
  })

  it('says of every criterion whether it is known and what it gave', () => {
    const { parts, total } = score()
    expect(parts.map(({ key }) => key)).toEqual(criterionNames)
    expect(parts.filter(({ known }) => !known).map(({ points }) => points)).not.toContain(1)
    const points = parts.reduce((sum, part) => sum + part.points, 0)
    expect(total).toBeCloseTo(totalOf(points, currentWeights), 12)
  })

  it('rises when both need and offer the same things to each other', () => {
    const seeks = { ...sambir, topics: { needs: ['energy'], offers: ['youth'], themes: [] } }
    const gives = { ...sanok, topics: { needs: ['youth'], offers: ['energy'], themes: [] } }
    const other = { ...sanok, topics: { needs: ['sport'], offers: ['water'], themes: [] } }
    expect(score(seeks, gives).total).toBeGreaterThan(score().total)
    expect(score(seeks, other).total).toBeLessThan(score().total)
  })

  it('rises with a partner in common', () => {
    const evidence = gatherEvidence(
      [sambir, sanok, elblag, die],
      [
        ['ua-sambir', 'fr-die'],
        ['pl-sanok', 'fr-die'],
      ],
    )
    const part = score(sambir, sanok, evidence).parts.find(({ key }) => key === 'commonPartners')
    expect(part).toMatchObject({ known: true, values: { partners: ['fr-die'] } })
    expect(part?.points).toBeGreaterThan(1)
  })
})

describe('in any world', () => {
  const worlds = [1, 2, 3].map((seed) => world(seed, 12, 60, 150))
  const pairs = worlds.flatMap(({ profiles, links, ukrainian, foreign }) => {
    const evidence = gatherEvidence(profiles, links)
    return ukrainian.flatMap((ua) =>
      foreign.flatMap((other) => (pairOf(ua, other) ? [{ ua, other, evidence }] : [])),
    )
  })

  it('a score is the same from either side, between 0 and 1, and repeats itself', () => {
    expect(pairs.length).toBeGreaterThan(1000)
    for (const { ua, other, evidence } of pairs) {
      const one = score(ua, other, evidence)
      expect(score(other, ua, evidence)).toEqual(one)
      expect(one.total).toBeGreaterThan(0)
      expect(one.total).toBeLessThan(1)
      expect(one.coverage).toBeGreaterThan(0)
      expect(one.coverage).toBeLessThanOrEqual(1)
    }
  })

  it('the total alone is the total of the parts', () => {
    for (const { ua, other, evidence } of pairs)
      expect(
        totalOf(totalPoints({ ua, foreign: other }, evidence, currentWeights), currentWeights),
      ).toBeCloseTo(score(ua, other, evidence).total, 12)
  })

  it('what becomes unknown takes its points along, good or bad, and lowers coverage', () => {
    for (const { ua, other, evidence } of pairs.filter(({ ua }) => ua.topics && ua.languages)) {
      const before = score(ua, other, evidence)
      const after = score({ ...ua, topics: undefined, languages: undefined }, other, evidence)
      const gone = before.parts.filter(({ key, known }) => known && (key === 'topics' || key === 'languages'))
      const points = before.parts.reduce((sum, part) => sum + (gone.includes(part) ? 0 : part.points), 0)
      expect(after.total).toBeCloseTo(totalOf(points, currentWeights), 9)
      if (gone.length > 0) expect(after.coverage).toBeLessThan(before.coverage)
      else expect(after.coverage).toBeCloseTo(before.coverage, 12)
    }
  })

  it('nearer in size is never worse', () => {
    for (const { ua, other } of pairs.slice(0, 300)) {
      const totals = [1, 1.3, 2, 4, 9, 30, 200].map(
        (ratio) => score({ ...ua, population: 20_000 }, { ...other, population: 20_000 * ratio }).total,
      )
      expect(totals).toEqual([...totals].sort((a, b) => b - a))
    }
  })

  it('nearer on the map is never worse when nothing else is known', () => {
    const totals = [0.1, 0.5, 1, 2, 5, 10, 30, 80, 150].map(
      (degrees) => score(odesa, place('de-somewhere', 46.48, odesa.lon - degrees)).total,
    )
    expect(totals).toEqual([...totals].sort((a, b) => b - a))
  })

  it('one more partner in common is never worse', () => {
    for (const { ua, other, evidence } of pairs.slice(0, 200)) {
      const ours = evidence.partnersOf(ua.id)
      const links = ours.map((id) => [other.id, id] as const)
      const known = [ua, other, ...ours.map((id) => evidence.profileOf(id)!)]
      const own = ours.map((id) => [ua.id, id] as const)
      const points = links.map((_, n) => {
        const found = gatherEvidence(known, [...own, ...links.slice(0, n + 1)])
        return score(ua, other, found).parts.find(({ key }) => key === 'commonPartners')!.points
      })
      expect(points).toEqual([...points].sort((a, b) => a - b))
    }
  })
})

describe('the weights in use', () => {
  it('run in the direction each criterion must run', () => {
    for (const [name, { at, points }] of Object.entries(currentWeights.curves)) {
      expect(at).toEqual([...at].sort((a, b) => a - b))
      expect(points).toHaveLength(at.length)
      const falls = name === 'population' || name === 'distance'
      expect(points).toEqual([...points].sort((a, b) => (falls ? b - a : a - b)))
    }
  })
})
