// What the first view of a public page costs somebody who was never here, on the line of a phone: what travels
// with fonts and all, and that nothing moves while it comes. Two languages: the one with two scripts and the one
// with the most letters of its own.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { createTestApp, type SignedIn, type TestApp } from '../support/app.js'
import { approves } from '../support/every-page.js'
import { firstView, type FirstView } from '../support/first-view.js'
import { chromiumPath, openBrowser } from '../support/service.js'

const mostBytes = 150_000
/** Styles, fonts, the page, an icon, a picture or two. */
const mostRequests = 30
/** What browsers round away. */
const mostShift = 0.001

const pagesIn = (locale: Locale): Record<string, string> => {
  const search = paths.communities(locale)
  return {
    home: paths.home(locale),
    search,
    'search for a name': `${search}?q=камянець`,
    'search in vain': `${search}?q=zzzqqqxx&country=PL`,
    'search with mistakes': `${search}?q=львів&min=abc`,
    'community with many partners': paths.community(locale, 'ua-lviv'),
    'community with one partner': paths.community(locale, 'it-palmariggi'),
    'community abroad': paths.community(locale, 'jp-kyoto'),
    'profile to print': paths.profile(locale, 'ua-lviv'),
    Ukraine: paths.country(locale, 'UA'),
    Germany: paths.country(locale, 'DE'),
    Russia: paths.country(locale, 'RU'),
    about: paths.about(locale),
    'about the data': paths.data(locale),
    statistics: paths.statistics(locale),
    accessibility: paths.accessibility(locale),
    privacy: paths.privacy(locale),
    interest: paths.interest.form(locale),
    'new link': paths.interest.newLink(locale),
    'sign-in': paths.signIn(locale),
    claim: paths.claim(locale, 'ua-lviv'),
    'no such page': `/${locale}/nowhere`,
  }
}

const inChromium = chromiumPath && !process.env.TEST_DATABASE_URL ? describe : describe.skip

inChromium('the first view of a public page', () => {
  let app: TestApp
  let browser: Browser
  let staff: SignedIn

  beforeAll(async () => {
    app = await createTestApp({ seeded: true })
    await matchCommunities(app.ctx)
    staff = await app.staff()
    browser = await openBrowser()
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  /** The question a letter leads to. */
  async function answerPage(locale: Locale): Promise<string> {
    const { id } = await app.ctx.db
      .selectFrom('proposals')
      .select('id')
      .where('state', '=', 'offered')
      .orderBy('total', 'desc')
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { links } = await approves(app, staff, locale, id)
    return new URL(links[1]).pathname
  }

  const all = async (pages: Record<string, string>, width: number): Promise<Record<string, FirstView>> => {
    const views: Record<string, FirstView> = {}
    const queue = Object.entries(pages)
    const lane = async () => {
      for (let next = queue.shift(); next; next = queue.shift())
        views[next[0]] = await firstView(browser, app.url + next[1], width)
    }
    await Promise.all([lane(), lane()])
    return views
  }

  it.each([
    ['uk', 390],
    ['pl', 1280],
  ] as const)(
    'in %s, %i wide, is light, calm and asks nobody else',
    async (locale, width) => {
      const pages = { ...pagesIn(locale), 'question of a letter': await answerPage(locale) }
      const views = await all(pages, width)
      const wrong = Object.entries(views).flatMap(([name, view]) => {
        // The browser tells that a page answered with an error; that is what it should do.
        const complaints = view.complaints.filter((words) => !/status of (404|422)/.test(words))
        return [
          ...(view.bytes > mostBytes ? [`${name}: ${view.bytes} bytes`] : []),
          ...(view.requests > mostRequests ? [`${name}: ${view.requests} requests`] : []),
          ...(view.shift > mostShift ? [`${name}: moves by ${view.shift}`] : []),
          ...(view.largest.roomKept ? [] : [`${name}: no room kept for ${view.largest.element}`]),
          ...view.elsewhere.map((address) => `${name}: asks for ${address}`),
          ...complaints.map((words) => `${name}: ${words}`),
        ]
      })
      expect(wrong).toEqual([])
      // A page without its words and fonts would be light, too.
      const bare = Object.entries(views).filter(
        ([, { bytes, fonts, largest }]) => bytes < 50_000 || fonts < 40_000 || largest.element === 'nothing',
      )
      expect(bare).toEqual([])
      if (process.env.SHOW_BUDGET) console.table(views)
    },
    600_000,
  )
})
