// Short-lists: never a pair that cannot be, and nobody crowds out the others.
import { describe, expect, it } from '@jest/globals'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { closedCountries, pairKey } from '../../src/scoring/profile.js'
import { bestFor, rankPairs } from '../../src/scoring/rank.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { world } from './places.js'

const { profiles, links, ukrainian } = world(11, 20, 80, 120)
const evidence = gatherEvidence(profiles, links)
const byId = new Map(profiles.map((profile) => [profile.id, profile]))
const rank = (closed: ReadonlySet<string>, perUa: number, perForeign: number) =>
  rankPairs(profiles, closed, evidence, currentWeights, { perUa, perForeign })

describe('a short-list', () => {
  const list = rank(new Set(), 6, 2)

  it('is of Ukrainian communities with foreign ones that are not partners yet, none in Russia or Belarus', () => {
    expect(list.length).toBeGreaterThan(60)
    for (const { uaId, foreignId } of list) {
      expect(byId.get(uaId)!.country).toBe('UA')
      expect([...closedCountries, 'UA']).not.toContain(byId.get(foreignId)!.country)
      expect(evidence.partnersOf(uaId)).not.toContain(foreignId)
    }
  })

  it('has each pair once, best first, and keeps both limits', () => {
    const count = (ids: string[]) => Math.max(...ids.map((id) => ids.filter((other) => other === id).length))
    expect(new Set(list.map(({ uaId, foreignId }) => pairKey(uaId, foreignId))).size).toBe(list.length)
    expect(count(list.map(({ uaId }) => uaId))).toBe(6)
    expect(count(list.map(({ foreignId }) => foreignId))).toBe(2)
    expect(list.map(({ total }) => total)).toEqual(list.map(({ total }) => total).sort((a, b) => b - a))
  })

  it('leaves nobody without a suggestion while the others have theirs', () => {
    expect(new Set(list.map(({ uaId }) => uaId)).size).toBe(ukrainian.length)
  })

  it('does not suggest what was declined', () => {
    const declined = new Set(list.slice(0, 5).map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
    const again = rank(declined, 6, 2)
    expect(again.filter(({ uaId, foreignId }) => declined.has(pairKey(uaId, foreignId)))).toEqual([])
  })

  it('comes out the same in whatever order the communities are given', () => {
    const turned = rankPairs([...profiles].reverse(), new Set(), evidence, currentWeights, {
      perUa: 6,
      perForeign: 2,
    })
    expect(turned.map(({ uaId, foreignId }) => pairKey(uaId, foreignId))).toEqual(
      list.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)),
    )
  })
})

describe('who fits one community', () => {
  it('can be asked from both sides', () => {
    const ua = ukrainian[0]!
    const [first] = bestFor(ua, profiles, new Set(), evidence, currentWeights, 3)
    const foreign = byId.get(first!.foreignId)!
    const theirs = bestFor(foreign, profiles, new Set(), evidence, currentWeights, ukrainian.length)
    expect(theirs).toContainEqual(first)
    expect(theirs.every(({ foreignId }) => foreignId === foreign.id)).toBe(true)
  })
})
