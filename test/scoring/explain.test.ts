// Reasons: what Taras reads beside a proposal, in whole sentences, strongest first.
import { describe, expect, it } from '@jest/globals'
import { hasWords, translator } from '../../src/platform/i18n/translate.js'
import { locales, type Locale } from '../../src/platform/i18n/locales.js'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { explain, type Names } from '../../src/scoring/explain.js'
import { pairOf } from '../../src/scoring/profile.js'
import { scorePair } from '../../src/scoring/score.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { elblag, place, sambir, sanok, world } from './places.js'

const inUkrainian: Record<string, string> = {
  'ua-sambir': 'Самбір',
  'ua-ternopil': 'Тернопіль',
  'pl-sanok': 'Сянік',
  'pl-elblag': 'Ельблонг',
  'lt-vilnius': 'Вільнюс',
  PL: 'Польща',
}
const names: Names = {
  community: (id) => inUkrainian[id] ?? id,
  country: (code) => inUkrainian[code] ?? code,
  region: () => undefined,
  topics: (codes) => codes.join(', '),
  languages: (codes) => codes.join(', '),
}
const nothing = gatherEvidence([], [])
const told = (score: ReturnType<typeof scorePair>, locale: Locale = 'uk') =>
  explain(score, names).map(({ key, values, side }) => `${side}: ${translator(locale)(key, values)}`)

describe('reasons', () => {
  it('say in Ukrainian what Sambir and Sanok have in common', () => {
    const said = told(scorePair(sambir, sanok, nothing, currentWeights))
    expect(said).toContain('for: Обидві громади мають близько 36 тисяч мешканців')
    expect(said).toContain('for: Польща\u00a0– сусідня держава, а між громадами лише близько 72 кілометрів')
  })

  it('speak of millions, not of thousands of thousands', () => {
    const big = (id: string, population: number) => place(id, 46, 30, { population })
    const said = told(
      scorePair(big('ua-odesa', 1_010_000), big('ge-tbilisi', 1_050_000), nothing, currentWeights),
    )
    expect(said).toContain('for: Обидві громади мають близько 1 мільйона мешканців')
  })

  it('count partners in common as Ukrainian does', () => {
    const ternopil = place('ua-ternopil', 49.55, 25.59)
    const others = ['lt-vilnius', 'de-x', 'de-y', 'de-z', 'fr-w'].map((id) => place(id, 50, 10))
    const said = (many: number) => {
      const pairs = others.slice(0, many).flatMap(({ id }): [string, string][] => [
        ['ua-ternopil', id],
        ['pl-elblag', id],
      ])
      const evidence = gatherEvidence([ternopil, elblag, ...others], pairs)
      return told(scorePair(ternopil, elblag, evidence, currentWeights)).join('\n')
    }
    expect(said(1)).toContain('Тернопіль і Ельблонг вже мають спільного партнера\u00a0– Вільнюс')
    expect(said(2)).toContain('Тернопіль і Ельблонг вже мають 2 спільних партнерів, серед них\u00a0– ')
    expect(said(5)).toContain('Тернопіль і Ельблонг вже мають 5 спільних партнерів, серед них\u00a0– ')
  })

  it('say against what differs, and what nobody knows', () => {
    const village = place('fr-hamlet', 44, -1, { population: 300, features: [] })
    const city = place('ua-big', 50, 36, { population: 900_000, features: ['regional-seat'] })
    const said = told(scorePair(village, city, nothing, currentWeights), 'en')
    expect(said.filter((line) => line.startsWith('against'))).toHaveLength(3)
    expect(said).toContain(
      'against: The communities differ greatly in size: the larger has about 3,000 times as many inhabitants',
    )
    expect(said).toContain('unknown: We do not know which topics matter to the two communities')
    expect(said).toContain('unknown: We do not know whether the two communities have other partners')
  })

  it('survive being stored and read again', () => {
    const score = scorePair(sambir, sanok, nothing, currentWeights)
    expect(told(JSON.parse(JSON.stringify(score)))).toEqual(told(score))
  })
})

describe('in any world', () => {
  const { profiles, links, ukrainian, foreign } = world(21, 8, 90, 300)
  const evidence = gatherEvidence(profiles, links)
  const scores = ukrainian.flatMap((ua) =>
    foreign
      .filter((other) => pairOf(ua, other))
      .map((other) => scorePair(ua, other, evidence, currentWeights)),
  )

  it('at most six speak for and three against, each side strongest first, the unknown last', () => {
    for (const score of scores) {
      const reasons = explain(score, names)
      for (const [side, most] of [
        ['for', 6],
        ['against', 3],
      ] as const) {
        const weights = reasons.filter((reason) => reason.side === side).map(({ weight }) => weight)
        expect(weights.length).toBeLessThanOrEqual(most)
        expect(weights).toEqual([...weights].sort((a, b) => b - a))
        expect(Math.min(1, ...weights)).toBeGreaterThan(0)
      }
      const sides = reasons.map(({ side }) => ['for', 'against', 'unknown'].indexOf(side))
      expect(sides).toEqual([...sides].sort())
    }
  })

  it('every reason has words in every language, with nothing left to fill in', () => {
    for (const locale of locales)
      for (const reason of scores.flatMap((score) => explain(score, names))) {
        expect(hasWords(locale, reason.key)).toBe(true)
        expect(translator(locale)(reason.key, reason.values)).not.toMatch(/[{}]|undefined|NaN/)
      }
  })

  it('a good pair has at least three reasons for it', () => {
    const good = scores.filter(({ total }) => total > 0.5)
    expect(good.length).toBeGreaterThan(10)
    for (const score of good)
      expect(explain(score, names).filter(({ side }) => side === 'for').length).toBeGreaterThanOrEqual(3)
  })
})
