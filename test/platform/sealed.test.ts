// What travels sealed through a browser comes back as it was, or not at all.
import { describe, expect, it } from '@jest/globals'
import { minutes, later } from '../../src/platform/kit/clock.js'
import { sealer } from '../../src/platform/kit/sealed.js'

const now = new Date('2026-11-03T09:00:00Z')
const soon = later(now, minutes(5))
const [old, young] = ['an old key that is long enough, surely', 'a young key that is long enough, surely']
const value = { town: 'Die', topics: ['energy', 'енергетика'] }

describe('a sealed value', () => {
  const { seal, open } = sealer([young, old])

  it('opens until its time is over, and says so afterwards', () => {
    const sealed = seal('form', value, soon)
    expect(sealed).toMatch(/^[\w.-]+$/)
    expect(open('form', sealed, now)).toEqual({ value, state: 'good' })
    expect(open('form', sealed, soon)).toEqual({ value, state: 'expired' })
  })

  it('is not believed for another purpose, with another end or another content', () => {
    const [expires, body, mark] = seal('form', value, soon).split('.')
    const other = Buffer.from(JSON.stringify({ town: 'Crest' })).toString('base64url')
    for (const sealed of [
      `${expires}.${other}.${mark}`,
      `zzzzzzzzz.${body}.${mark}`,
      `${expires}.${body}.`,
      `${expires}.${body}`,
    ])
      expect(open('form', sealed, now)?.state).toBe('broken')
    expect(open('link', `${expires}.${body}.${mark}`, now)?.state).toBe('broken')
  })

  it('gives nothing when it cannot be read', () => {
    for (const sealed of ['', '.', 'a.b.c', 'a.e30x.c']) expect(open('form', sealed, now)).toBeUndefined()
  })

  it('outlives a change of keys', () => {
    const before = sealer([old]).seal('form', value, soon)
    expect(open('form', before, now)?.state).toBe('good')
    expect(sealer([young]).open('form', before, now)?.state).toBe('broken')
  })
})
