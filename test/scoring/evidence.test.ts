// Evidence speaks for others: nobody's own partnerships recommend what they already have, and ties
// with Russia and Belarus say nothing.
import { describe, expect, it } from '@jest/globals'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { kilometres } from '../../src/scoring/geo.js'
import { gridOf } from '../../src/scoring/grid.js'
import { scorePair } from '../../src/scoring/score.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { die, drohobych, elblag, kursk, place, sambir, sanok, world } from './places.js'

const krosno = place('pl-krosno', 49.69, 21.77, { population: 46_000 })
const all = [sambir, drohobych, sanok, krosno, elblag, die, kursk]
const points = (name: string, pairs: [string, string][]) => {
  const evidence = gatherEvidence(all, pairs)
  return scorePair(sambir, sanok, evidence, currentWeights).parts.find(({ key }) => key === name)!
}

describe('evidence', () => {
  it('lets Drohobych and Krosno, next door to both, speak for Sambir and Sanok', () => {
    const part = points('neighbourhood', [['ua-drohobych', 'pl-krosno']])
    expect(part.points).toBeGreaterThan(points('neighbourhood', []).points)
    expect(part.values).toEqual({ exampleUa: 'ua-drohobych', exampleForeign: 'pl-krosno' })
  })

  it('does not let Sambir speak for itself', () => {
    for (const name of ['neighbourhood', 'region', 'country'])
      expect(points(name, [['ua-sambir', 'pl-sanok']]).points).toBeLessThan(
        points(name, [['ua-drohobych', 'pl-sanok']]).points,
      )
    expect(points('experience', [['ua-sambir', 'pl-sanok']]).known).toBe(false)
    expect(points('country', [['ua-sambir', 'pl-krosno']]).values).toMatchObject({ count: 0 })
  })

  it('hears a pair once, whichever way round and however often it is told', () => {
    const evidence = gatherEvidence(all, [
      ['ua-sambir', 'pl-sanok'],
      ['pl-sanok', 'ua-sambir'],
      ['ua-sambir', 'pl-sanok'],
    ])
    expect(evidence.links).toHaveLength(1)
    expect(evidence.partnersOf('pl-sanok')).toEqual(['ua-sambir'])
  })

  it('does not listen to Russia, to strangers, or to a community paired with itself', () => {
    const evidence = gatherEvidence(all, [
      ['pl-sanok', 'ru-kursk'],
      ['pl-sanok', 'nowhere'],
      ['pl-sanok', 'pl-sanok'],
    ])
    expect(evidence.partnersOf('pl-sanok')).toEqual([])
    expect(evidence.all).toEqual({ links: 0, elsewhere: 0 })
  })
})

describe('what lies within so many kilometres', () => {
  it('is what measuring everything would find, at the poles and the date line too', () => {
    const { profiles } = world(5, 30, 400, 0)
    const edge = [
      place('a', 0.2, 179.9),
      place('b', 0.1, -179.8),
      place('c', 89.5, 10),
      place('d', 89.4, -170),
    ]
    const within = gridOf([...profiles, ...edge])
    for (const centre of [...profiles.slice(0, 60), ...edge])
      for (const reach of [30, 150, 250, 900]) {
        const found: string[] = []
        within(centre, reach, ({ id }) => found.push(id))
        const measured = [...profiles, ...edge].filter((other) => kilometres(centre, other) < reach)
        expect(found.sort()).toEqual(measured.map(({ id }) => id).sort())
      }
  })
})
