// Digests under the key ring: recognised after a rotation, worth nothing for another purpose.
import { describe, expect, it } from '@jest/globals'
import { digester } from '../../src/platform/kit/digest.js'

describe('a digest', () => {
  const old = digester(['old key'])
  const rotated = digester(['new key', 'old key'])

  it('is recognised under any key of the ring', () => {
    const known = old.of('code', 'K7HX')
    expect(rotated.matches('code', 'K7HX', known)).toBe(true)
    expect(rotated.of('code', 'K7HX')).not.toBe(known)
    expect(digester(['new key']).matches('code', 'K7HX', known)).toBe(false)
  })

  it('holds for one text and one purpose', () => {
    const known = old.of('code', 'K7HX')
    expect(old.matches('code', 'K7HY', known)).toBe(false)
    expect(old.matches('other', 'K7HX', known)).toBe(false)
    expect(old.matches('code', 'K7HX', '')).toBe(false)
  })

  it('needs a key', () => expect(() => digester([])).toThrow('at least one key'))
})
