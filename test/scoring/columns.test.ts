// The columns find exactly what scoring every pair finds.
import { describe, expect, it } from '@jest/globals'
import { columnsOf } from '../../src/scoring/columns.js'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { pairKey, pairOf } from '../../src/scoring/profile.js'
import { totalPoints } from '../../src/scoring/score.js'
import { currentWeights, type Weights } from '../../src/scoring/weights.js'
import { chance, world } from './places.js'

/** Other weights of the same shape, some of whose curves run up and down. */
function otherWeights(seed: number): Weights {
  const next = chance(seed)
  const curves = Object.fromEntries(
    Object.entries(currentWeights.curves).map(([name, { at, points }]) => [
      name,
      { at, points: points.map(() => next() * 4 - 2) },
    ]),
  ) as unknown as Weights['curves']
  return { ...currentWeights, version: `other-${seed}`, curves }
}

describe.each([1, 2, 3])('world %i', (seed) => {
  const { profiles, links, ukrainian } = world(seed, 8, 600, 300)
  const evidence = gatherEvidence(profiles, links)

  it.each([
    ['the weights in use', currentWeights],
    ['other weights', otherWeights(seed)],
  ])('gives by %s the same lists and points as pair after pair', (_name, weights) => {
    const columns = columnsOf(profiles, evidence, weights)
    for (const ua of ukrainian) {
      const closed = new Set([pairKey(ua.id, 'f-3'), pairKey(ua.id, 'f-14')])
      const partners = new Set(evidence.partnersOf(ua.id))
      const plain = profiles
        .filter((other) => !partners.has(other.id) && !closed.has(pairKey(ua.id, other.id)))
        .flatMap((other) => pairOf(ua, other) ?? [])
        .map((pair) => ({ id: pair.foreign.id, points: totalPoints(pair, evidence, weights) }))
        .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1))
      for (const limit of [1, 20, 5000]) {
        const found = columns.bestFor(ua, limit, closed)
        expect(found.map(({ foreign }) => foreign.id)).toEqual(plain.slice(0, limit).map(({ id }) => id))
        found.forEach(({ points }, i) => expect(Math.abs(points - plain[i]!.points)).toBeLessThan(1e-6))
      }
    }
  })
})
