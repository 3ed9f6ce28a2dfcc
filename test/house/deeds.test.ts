// Every deed that the diary notes has its words in every language, and stands in the list one can search by.
import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { didOf as claims } from '../../src/features/claims/claims.model.js'
import { allDeeds } from '../../src/features/diary/diary.model.js'
import { didOf as interests } from '../../src/features/interest/review.model.js'
import {
  answers,
  closings,
  introductionStates,
} from '../../src/features/introductions/introductions.model.js'
import { milestoneKinds as kinds } from '../../src/features/introductions/milestones.model.js'
import { intents as declarable } from '../../src/features/our-community/declarations.model.js'
import { didOf as proposals } from '../../src/features/proposals/proposals.model.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { hasWords } from '../../src/platform/i18n/translate.js'

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))
  .join('\n')

// In `step === 'pause' ? 'paused' : 'resumed'` only what follows is a deed.
const quoted = (text: string) =>
  [...text.matchAll(/(?<!=== )'([a-z][a-z-]+)'/g)].map(([, word]) => word ?? '')

/** Those written out: `who: …, did: 'approved'`, or handed to a helper `note(trx, …, 'paused', …)`. */
const written = [
  ...[...source.matchAll(/\bwho(?:: [^,\n]+)?,\s*did: ([^,\n]+)/g)].flatMap(([, deed]) => quoted(deed ?? '')),
  ...[...source.matchAll(/\bnote\(trx, ctx, (?:by, )?([^,{\n]+)/g)].flatMap(([, deed]) => quoted(deed ?? '')),
  ...[...source.matchAll(/\bconst did = ([^\n]+)/g)].flatMap(([, deed]) => quoted(deed ?? '')),
  ...[...source.matchAll(/\bdid: '([a-z-]+)' \}\)$/gm)].map(([, deed]) => deed ?? ''),
]

/** Those that follow from tables of the slices. */
const derived = [
  ...Object.values(proposals),
  ...Object.values(interests),
  ...Object.values(claims),
  ...introductionStates.filter((state) => state !== 'awaiting'),
  ...kinds,
  ...declarable.map((state) => `declared-${state}`),
  ...['merged', 'split'].map((joint) => `${joint}-records`),
]

describe('deeds of the diary', () => {
  it('are found', () => {
    expect(written).toEqual(expect.arrayContaining(['invited', 'changed', 'paused', 'took']))
    expect(new Set(written).size).toBeGreaterThan(40)
  })

  it('all stand in the list', () => {
    expect([...new Set([...written, ...derived])].filter((deed) => !allDeeds.includes(deed))).toEqual([])
    expect(new Set(allDeeds).size).toBe(allDeeds.length)
  })

  it.each([...locales])('have words in %s', (locale) => {
    const spoken = [
      ...allDeeds,
      ...answers.map((answer) => `answered-${answer}`),
      ...closings.map((closing) => `closed-${closing}`),
    ]
    expect(spoken.filter((deed) => !hasWords(locale, `diary-deeds.${deed}`))).toEqual([])
  })
})
