import { describe, expect, it } from '@jest/globals'
import { linkSigner } from '../../src/platform/kit/signed-link.js'

const now = new Date('2026-11-23T10:00:00Z')
const tomorrow = new Date('2026-11-24T10:00:00Z')
const links = linkSigner(['first-key'])
const token = links.sign('introduction', 'abc:ua', tomorrow)

describe('a signed link', () => {
  it('opens for its purpose until it expires', () => {
    expect(links.open('introduction', token, now)).toEqual({ subject: 'abc:ua' })
    expect(links.open('introduction', token, tomorrow)).toBe('expired')
  })

  it('is worth nothing for another purpose', () => {
    expect(links.open('sign-in', token, now)).toBeUndefined()
  })

  it('cannot be changed in any letter, not even to last longer', () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A'
      const forged = token.slice(0, at) + other + token.slice(at + 1)
      const opened = links.open('introduction', forged, now)
      // The last letter of base64url may carry bits that stand for nothing.
      if (typeof opened === 'object') expect(opened.subject).toBe('abc:ua')
      else expect(opened).toBeUndefined()
    }
    const [, subject, mark] = token.split('.')
    expect(links.open('introduction', `zzzzzzz.${subject}.${mark}`, now)).toBeUndefined()
  })

  it('survives a new first key, and dies with its own', () => {
    expect(linkSigner(['newer', 'first-key']).open('introduction', token, now)).toEqual({ subject: 'abc:ua' })
    expect(linkSigner(['newer']).open('introduction', token, now)).toBeUndefined()
  })

  it.each(['', '.', '..', 'a.b.c', 'a.b.c.d', '%00', 'ї.ґ.є'])('takes %j for nothing', (text) => {
    expect(links.open('introduction', text, now)).toBeUndefined()
  })
})
