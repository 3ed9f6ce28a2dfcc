// Every page and its important states in one language: the status it promises, valid HTML, one heading, a
// title, the right language, no trace of its making; then what Chromium finds. Each language is a test file
// of its own, so that they share the machine's cores.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import type { TestApp } from './app.js'
import type { Seen } from './every-page.js'
import { complaints, inline, titleOf, traces, wordsOf } from './page-checks.js'
import { lookAtAll } from './page-in-chromium.js'
import { chromiumPath, openBrowser } from './service.js'
import { openWalk, walk } from './walk.js'

/** Walks through the site and checks what was seen; the walk's pages for more checks. */
export function everyPageIn(locale: Locale): { seen: () => readonly Seen[] } {
  let app: TestApp
  const seen: Seen[] = []

  beforeAll(async () => {
    app = await openWalk()
    for await (const page of walk(app, locale)) seen.push(page)
  }, 900_000)
  afterAll(() => app?.close())

  const each = <T>(look: (page: Seen) => T) => Object.fromEntries(seen.map((page) => [page.name, look(page)]))
  const all = <T>(value: T) => each(() => value)

  it('is valid HTML', async () => {
    const wrong: Record<string, string[]> = {}
    for (const { name, html } of seen) {
      const found = await complaints(html)
      if (found.length > 0) wrong[name] = found.slice(0, 5)
    }
    expect(wrong).toEqual({})
  })

  it('has one heading of the first rank and a title', () => {
    expect(each(({ html }) => html.match(/<h1[\s>]/g)?.length)).toEqual(all(1))
    expect(each(({ html }) => /^.{2,} – (Побратим|Pobratym)$/u.test(titleOf(html)))).toEqual(all(true))
    expect(each(({ html }) => traces.test(titleOf(html)))).toEqual(all(false))
  })

  it('says which language it is in', () => {
    expect(each(({ html }) => /<html lang="([^"]+)"/.exec(html)?.[1])).toEqual(all(locale))
  })

  it('shows no key, no gap and no trace of its making', () => {
    expect(each(({ html }) => traces.exec(wordsOf(html))?.[0] ?? null)).toEqual(all(null))
  })

  it('carries no inline style or script, and a policy that forbids them', () => {
    expect(each(({ html }) => inline.exec(html)?.[0] ?? null)).toEqual(all(null))
    const strict = /default-src 'none'.*style-src 'self';script-src 'self'/
    expect(each(({ headers }) => strict.test(headers.get('content-security-policy') ?? ''))).toEqual(
      all(true),
    )
  })

  // What a browser is given is the same from either database; once is enough.
  const inChromium = chromiumPath && !process.env.TEST_DATABASE_URL ? describe : describe.skip

  inChromium('in Chromium', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser?.close())

    it('axe finds nothing, and nothing scrolls sideways', async () => {
      expect(seen.length).toBeGreaterThan(50)
      expect(await lookAtAll(browser, app.url + paths.health, locale, seen)).toEqual([])
    }, 900_000)
  })

  return { seen: () => seen }
}
