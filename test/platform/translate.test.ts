import { describe, expect, it } from '@jest/globals'
import { locales } from '../../src/platform/i18n/locales.js'
import { hasWords, translator } from '../../src/platform/i18n/translate.js'

describe('words', () => {
  it.each([...locales])('never shows a bare key in %s', (locale) => {
    expect(() => translator(locale)('no/such.key')).toThrow('no/such.key')
    expect(hasWords(locale, 'no/such.key')).toBe(false)
  })

  it('counts as each language does', () => {
    const uk = translator('uk')
    const forms = [1, 2, 5, 21, 1147].map((count) => uk('communities/index.found', { count }))
    expect(new Set(forms.map((words) => words.replace(/[\d\s\u00a0]+/g, ''))).size).toBe(3)
    expect(forms[4]).toContain('1\u00a0147')
    expect(translator('en')('communities/index.found', { count: 1147 })).toContain('1,147')
  })
})
