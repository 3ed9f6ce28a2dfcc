// Learning and judging: the arithmetic behind `npm run calibrate` and `npm run evaluate`.
import { describe, expect, it } from '@jest/globals'
import { highest, pointsAt } from '../../src/scoring/curve.js'
import { currentWeights, trainingFigures } from '../../src/scoring/weights.js'
import { learn } from '../../scripts/quality/learn.js'
import { perCommunity, perPair, rankingOf } from '../../src/scoring/quality/metrics.js'
import { foldsOf, readRegistry, visiblePairs } from '../../scripts/quality/registry.js'
import { judgeBy, rankHidden } from '../../scripts/quality/judging.js'
import { chance } from './places.js'

describe('a curve', () => {
  const curve = { at: [0, 1, 3], points: [2, 4, -2] }

  it('runs straight between its knots and flat beyond them', () => {
    expect([-5, 0, 0.5, 1, 2, 3, 9].map((x) => pointsAt(curve, x))).toEqual([2, 2, 3, 4, 1, -2, -2])
  })

  it('knows its highest point in any stretch', () => {
    expect(highest(curve, -Infinity, Infinity)).toBe(4)
    expect(highest(curve, 0, 0.5)).toBe(3)
    expect(highest(curve, 2, 9)).toBe(1)
  })
})

describe('judging', () => {
  it('gives a perfect ranking all marks, and counts each partner or each community once', () => {
    const first = rankingOf(Float64Array.from([9, 8, 1, 0]), [0, 1])
    const last = rankingOf(Float64Array.from([9, 8, 1, 0]), [3])
    expect(first.ranks).toEqual([1, 2])
    expect(perPair([first]).auc).toBe(1)
    expect(perPair([last]).auc).toBe(0)
    expect(perPair([first, last]).auc).toBeCloseTo(2 / 3)
    expect(perCommunity([first, last]).auc).toBe(0.5)
    expect(perCommunity([last]).mrr).toBe(0.25)
  })
})

describe('learning', () => {
  const next = chance(3)
  const lesson = {
    width: 3,
    groups: Array.from({ length: 60 }, () => {
      // Partners have more of the first, no more of the second and less of the third.
      const rows = Float32Array.from({ length: 41 * 3 }, () => next())
      rows.set([0.9, rows[1]!, 0.1])
      return { rows, given: new Float64Array(41), partners: 1, standsFor: 10 }
    }),
  }

  it('finds what partners have more of, and never turns a criterion round', () => {
    const [more, same, less] = learn(lesson)
    expect(more).toBeGreaterThan(1)
    expect(same).toBeLessThan(more! / 3)
    expect(less).toBe(0)
  })

  it('comes to the same numbers every time', () => {
    expect(learn(lesson)).toEqual(learn(lesson))
  })
})

describe('the registry', () => {
  const reading = readRegistry()

  it('is split by community, and a fold hides all its own partnerships and no others', async () => {
    const registry = await reading
    const folds = foldsOf(registry, 5, 1)
    expect(folds.flatMap((fold) => [...fold]).sort((a, b) => a - b)).toEqual(
      registry.ukrainian.map((_, u) => u),
    )
    const hidden = new Set([...folds[0]!].map((u) => registry.ukrainian[u]!.id))
    const seen = visiblePairs(registry, folds[0]!)
    expect(seen.filter(([a, b]) => hidden.has(a) || hidden.has(b))).toEqual([])
    expect(seen.length).toBe(
      registry.world.length + registry.partners.filter((_, u) => !folds[0]!.has(u)).flat().length,
    )
  })

  it('is ranked by the weights in use as well as they promise', async () => {
    const registry = await reading
    const [fold] = foldsOf(registry, 5, 1)
    const some = new Set([...fold!].slice(0, 8))
    const { auc } = perPair(rankHidden(registry, some, judgeBy(registry, fold!, currentWeights)))
    expect(auc).toBeGreaterThan(0.85)
    expect(trainingFigures.perPair.auc).toBeGreaterThanOrEqual(0.9)
    expect(trainingFigures.perPair.hits100).toBeGreaterThanOrEqual(0.22)
  })
})
