// Every page and its important states in one language: the status it promises, valid HTML, one heading, a
// title, the right language, no trace of its making; then what Chromium finds. Each language is a test file
// of its own, so that they share the machine's cores.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chromium, type Browser } from 'playwright-core'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { createTestApp, type TestApp } from './app.js'
import { everyState, type Seen } from './every-page.js'
import { complaints, inline, titleOf, traces, wordsOf } from './page-checks.js'
import { lookAtAll } from './page-in-chromium.js'
import { chromiumPath } from './service.js'

/** Three proposals that wait for a decision. */
async function openProposals({ ctx }: TestApp): Promise<[string, string, string]> {
  const rows = await ctx.db
    .selectFrom('proposals')
    .select('id')
    .where('state', '=', 'offered')
    .orderBy('total', 'desc')
    .orderBy('id')
    .limit(3)
    .execute()
  const [first, second, third] = rows.map(({ id }) => id)
  if (!first || !second || !third) throw new Error('There are not enough proposals to walk')
  return [first, second, third]
}

async function walk(app: TestApp, locale: Locale): Promise<Seen[]> {
  const email = 'taras@auc.example'
  const staff = await app.staff({ name: 'Тарас', email })
  const walked: Seen[] = []
  const states = everyState(app, locale, { open: await openProposals(app), staff, email })
  for (const { name, status, arrive } of states) {
    const page = await arrive().catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error })
    })
    if (page.status !== status) throw new Error(`${name}: ${page.status} instead of ${status}`)
    walked.push({ name, status, html: page.html, headers: page.headers, at: page.at })
  }
  return walked
}

/** Walks through the site and checks what was seen; the walk's pages for more checks. */
export function everyPageIn(locale: Locale): { seen: () => readonly Seen[] } {
  let app: TestApp
  let seen: Seen[] = []

  beforeAll(async () => {
    app = await createTestApp({ seeded: true, settings: { trustProxy: 1 } })
    await matchCommunities(app.ctx)
    seen = await walk(app, locale)
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
      browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
    })
    afterAll(() => browser?.close())

    it('axe finds nothing, and nothing scrolls sideways', async () => {
      expect(seen.length).toBeGreaterThan(50)
      expect(await lookAtAll(browser, app.url, locale, seen)).toEqual([])
    }, 900_000)
  })

  return { seen: () => seen }
}
