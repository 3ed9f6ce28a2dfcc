// Both sides must want it: two fits, joined so that a one-sided match stays low.
import { describe, expect, it } from '@jest/globals'
import { hasWords, translator } from '../../src/platform/i18n/translate.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { crowding, isPossible, loosenings } from '../../src/scoring/loosening.js'
import type { CommunityProfile } from '../../src/scoring/profile.js'
import { bestFor, rankPairs } from '../../src/scoring/rank.js'
import { joined, matchPair, offeredTotal } from '../../src/scoring/reciprocity.js'
import { roundCandidates } from '../../src/scoring/round-candidates.js'
import { scorePair } from '../../src/scoring/score.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { oneSided, whyYes } from '../../src/scoring/why-yes.js'
import { fitFor, type Wishes } from '../../src/scoring/wishes.js'
import { die, drohobych, elblag, sambir, sanok } from './places.js'

const nothing = gatherEvidence([], [])
const wishing = (profile: CommunityProfile, wishes: Wishes): CommunityProfile => ({ ...profile, wishes })
const match = (a: CommunityProfile, b: CommunityProfile) => matchPair(a, b, nothing, currentWeights)
const hard = <T>(value: T) => ({ value, hard: true })
const soft = <T>(value: T) => ({ value, hard: false })

describe('a fit', () => {
  it('is full when Claire gets the country and the size she wants', () => {
    const claire = wishing(die, { places: soft(['UA']), size: soft({ least: 10_000, most: 50_000 }) })
    expect(fitFor(claire, sambir)).toMatchObject({ value: 1, coverage: 1, excludedBy: [] })
  })

  it('falls the further a size lies outside the wanted range', () => {
    const claire = wishing(die, { size: soft({ most: 5_000 }) })
    const values = [4_000, 6_000, 20_000, 400_000].map(
      (population) => fitFor(claire, { ...sambir, population }).value!,
    )
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(new Set(values).size).toBe(4)
  })

  it('rises with every wanted topic the other offers', () => {
    const claire = wishing(die, { needs: soft(['energy', 'youth', 'sport']) })
    const values = [['water'], ['energy'], ['energy', 'youth'], ['energy', 'youth', 'sport']].map(
      (offers) => fitFor(claire, { ...sambir, topics: { needs: [], offers, themes: [] } }).value!,
    )
    expect(values).toEqual([...values].sort((a, b) => a - b))
    expect([values[0], values[3]]).toEqual([0, 1])
  })

  it('knows a region of a panel, and does not guess one that is not told', () => {
    const oksana = wishing(sambir, { places: hard(['PL.86']) })
    expect(fitFor(oksana, { ...sanok, region: 'PL.86' }).value).toBe(1)
    expect(fitFor(oksana, { ...sanok, region: 'PL.82' }).excludedBy).toEqual(['places'])
    expect(fitFor(oksana, sanok)).toMatchObject({ value: undefined, coverage: 0, excludedBy: [] })
  })

  it('does not take themes without a direction for an offer of nothing', () => {
    const oksana = wishing(sambir, { needs: hard(['energy']) })
    const themes = { ...sanok, topics: { needs: [], offers: [], themes: ['sport'] } }
    expect(fitFor(oksana, themes)).toMatchObject({ value: undefined, excludedBy: [] })
    const offering = { ...sanok, topics: { needs: [], offers: ['sport'], themes: [] } }
    expect(fitFor(oksana, offering)).toMatchObject({ value: 0, excludedBy: ['needs'] })
  })

  it('does not exclude for what the other does not tell', () => {
    const oksana = wishing(sambir, { languages: hard(['en']), kinds: hard(['twinning']) })
    expect(fitFor(oksana, sanok)).toMatchObject({ value: undefined, coverage: 0, excludedBy: [] })
    expect(fitFor(oksana, { ...sanok, languages: ['pl'] }).excludedBy).toEqual(['languages'])
    expect(fitFor(oksana, { ...sanok, languages: ['pl', 'en'] }).excludedBy).toEqual([])
  })
})

describe('a match', () => {
  const likes = { places: soft(['PL', 'UA']), size: soft({ least: 20_000, most: 60_000 }) }
  const dislikes = { places: soft(['FR']), size: soft({ most: 500 }) }

  it('of two who declared nothing is just their score', () => {
    const one = match(sambir, sanok)
    expect(one.total).toBeCloseTo(scorePair(sambir, sanok, nothing, currentWeights).total, 12)
    expect(one.mutual).toBe(0.5)
  })

  it('is the same in either order', () => {
    expect(match(wishing(sambir, likes), sanok)).toEqual(match(sanok, wishing(sambir, likes)))
  })

  it('rises when both get what they want, and stays low when only one does', () => {
    const both = match(wishing(sambir, likes), wishing(sanok, likes))
    const one = match(wishing(sambir, likes), wishing(sanok, dislikes))
    const none = match(sambir, sanok)
    expect(both.total).toBeGreaterThan(none.total)
    expect(one.total).toBeLessThan(none.total)
    expect(one.weaker).toBe('foreign')
    expect(both.weaker).toBeUndefined()
  })

  it('is nothing when a hard wish is missed, and says whose', () => {
    const oksana = wishing(sambir, { places: hard(['FR']) })
    expect(match(oksana, sanok)).toMatchObject({ total: 0, excluded: [{ side: 'ua', wish: 'places' }] })
  })

  it('is joined nearer to the smaller fit, is never better for one side getting less, and never above the larger', () => {
    const steps = Array.from({ length: 21 }, (_, i) => i / 20)
    for (const a of steps)
      for (const b of steps) {
        const both = joined(a, b)
        expect(both).toBeCloseTo(joined(b, a), 12)
        expect(both).toBeLessThanOrEqual((Math.max(a, 0.02) + Math.max(b, 0.02)) / 2 + 1e-12)
        if (b > 0) expect(joined(a, b - 0.05)).toBeLessThanOrEqual(both + 1e-12)
      }
    expect(joined(1, 0.05)).toBeLessThan(0.1)
  })
})

describe('lists and rounds', () => {
  const oksana = wishing(sambir, { places: hard(['PL']) })
  const claire = wishing(die, { places: soft(['UA']) })
  const profiles = [oksana, drohobych, sanok, elblag, claire]
  const inLists = rankPairs(profiles, new Set(), nothing, currentWeights)
  const key = ({ uaId, foreignId }: { uaId: string; foreignId: string }) => `${uaId} ${foreignId}`

  it('hold only pairs that no hard wish excludes', () => {
    const wanted = [
      ...[sanok, elblag].map(({ id }) => `${sambir.id} ${id}`),
      ...[sanok, elblag, die].map(({ id }) => `${drohobych.id} ${id}`),
    ].sort()
    expect(inLists.map(key).sort()).toEqual(wanted)
    const candidates = roundCandidates(profiles, new Set([sambir.id, drohobych.id]), nothing, currentWeights)
    expect(candidates.map(key).sort()).toEqual(wanted)
    expect(bestFor(claire, profiles, new Set(), nothing, currentWeights, 9).map(key)).toEqual([
      `${drohobych.id} ${die.id}`,
    ])
  })

  it('are ordered by the total that both sides’ wishes moved, and keep what both were judged by', () => {
    const byId = new Map(profiles.map((profile) => [profile.id, profile]))
    for (const { uaId, foreignId, total, coverage, sides } of inLists) {
      const [ua, foreign] = [byId.get(uaId)!, byId.get(foreignId)!]
      expect({ total, coverage }).toMatchObject(
        (({ total, coverage }) => ({ total, coverage }))(match(ua, foreign)),
      )
      expect(offeredTotal({ ua, foreign }, nothing, currentWeights)).toBeCloseTo(total, 12)
      expect(sides).toEqual({ ua, foreign })
    }
    expect(inLists.map(({ total }) => total)).toEqual(inLists.map(({ total }) => total).sort((a, b) => b - a))
  })

  it('know as much as before of pairs in which nobody declared anything', () => {
    const plain = inLists.find((one) => key(one) === `${drohobych.id} ${sanok.id}`)!
    expect(plain).toMatchObject(scorePair(drohobych, sanok, nothing, currentWeights))
  })
})

describe('why they may say yes', () => {
  const names = {
    community: (id: string) => ({ 'ua-sambir': 'Самбір', 'pl-sanok': 'Сянік' })[id] ?? id,
    country: () => 'Україна',
    region: () => undefined,
    topics: (codes: readonly string[]) => codes.join(', '),
    languages: (codes: readonly string[]) => codes.join(', '),
  }
  const eager = wishing(
    { ...sanok, languages: ['uk', 'pl'], topics: { needs: ['water'], offers: ['energy'], themes: [] } },
    {
      places: soft(['UA']),
      size: soft({ least: 1_000 }),
      needs: soft(['water']),
      offers: soft(['energy']),
      languages: soft(['uk']),
      kinds: soft(['twinning']),
    },
  )
  const willing = wishing(
    { ...sambir, languages: ['uk'], topics: { needs: ['energy'], offers: ['water'], themes: [] } },
    { kinds: soft(['twinning']) },
  )

  it('names to each side what it asked for and would get', () => {
    const reasons = whyYes(match(eager, willing), eager, willing, names)
    expect(reasons).toHaveLength(3)
    expect(reasons.map(({ key, values }) => translator('uk')(key, values))).toContain(
      'Сянік шукає партнера саме в цій країні: Україна',
    )
  })

  it('does not call a size wanted that lies outside the range', () => {
    const large = wishing({ ...sanok, population: 90_000 }, { size: soft({ most: 40_000 }) })
    const small = { ...sambir, population: 50_000 }
    expect(fitFor(large, small).value).toBeGreaterThan(0.5)
    const keys = whyYes(match(large, small), large, small, names).map(({ key }) => key)
    expect(keys).not.toContain('reasons.yes-size')
  })

  it('has words for every wish and for the weaker side in every language', () => {
    for (const locale of locales)
      for (const key of [
        'place',
        'size',
        'needs',
        'offers',
        'languages',
        'kind',
        'common-partner',
        'partner-nearby',
        'country',
        'circle',
      ])
        expect(hasWords(locale, `reasons.yes-${key}`)).toBe(true)
    const picky = wishing(sanok, { places: soft(['FR']) })
    const happy = wishing(sambir, { places: soft(['PL']) })
    const reason = oneSided(match(happy, picky), names)
    expect(translator('uk')(reason!.key, reason!.values)).toBe(
      'Сянік знаходить тут менше з того, чого шукає, ніж Самбір',
    )
    expect(oneSided(match(sambir, sanok), names)).toBeUndefined()
  })
})

describe('loosening one wish', () => {
  const oksana = wishing(sambir, {
    places: hard(['PL']),
    size: hard({ most: 50_000 }),
    languages: hard(['en']),
  })

  it('counts for each hard wish alone how many more there would be', () => {
    const others = [sanok, elblag, die, wishing(die, { places: hard(['PL']) })]
    expect(others.filter((other) => isPossible(oksana, other))).toEqual([sanok])
    expect(loosenings(oksana, others)).toEqual([
      { wish: 'places', more: 1 },
      { wish: 'size', more: 1 },
    ])
  })

  it('never makes a pair that cannot be', () => {
    expect(loosenings(oksana, [drohobych, { ...sanok, country: 'BY' }])).toEqual([])
  })

  it('tells how crowded each wanted country is', () => {
    const seekers = [oksana, wishing(drohobych, { places: soft(['PL.86', 'FR']) })]
    expect(crowding(seekers, [sanok, elblag])).toEqual([
      { country: 'FR', seekers: 1, places: 0, perPlace: Infinity },
      { country: 'PL', seekers: 2, places: 2, perPlace: 1 },
    ])
  })
})
