// Everybody reaches everything on the main pages: with the keyboard, on a screen of 320 pixels and at twice the
// size, with more room between letters, in the colours of the system, without motion.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aStaffMember } from '../support/builders.js'
import {
  cutOff,
  lostInForcedColours,
  moves,
  scrollsSideways,
  skips,
  smallTargets,
  spaceOut,
  tour,
} from '../support/reach.js'
import { chromiumPath, openBrowser } from '../support/service.js'
import { aSession } from '../support/sessions.js'

const { staff, our } = paths
const search = paths.communities('uk')

const publicPages = {
  home: paths.home('uk'),
  search: `${search}?country=PL&size=50-100`,
  'search, in German': `${paths.communities('de')}?q=lemberg`,
  community: paths.community('uk', 'ua-lviv'),
  country: paths.country('fr', 'UA'),
  interest: paths.interest.form('pl'),
  'sign-in': paths.signIn('de'),
  accessibility: paths.accessibility('uk'),
}
const memberPages = {
  'our community': our.community('uk'),
  profile: our.profile('uk'),
  partners: our.partners('uk'),
  account: paths.account.home('fr'),
}
const staffPages = {
  desk: staff.desk('uk'),
  queue: staff.proposals('uk'),
  record: staff.record('uk', 'ua-lviv'),
  rounds: staff.rounds('de'),
  figures: staff.figures('uk'),
  imports: staff.imports('uk'),
}

const inChromium = chromiumPath && !process.env.TEST_DATABASE_URL ? describe : describe.skip

inChromium('within reach', () => {
  let app: TestApp
  let browser: Browser
  let taras: BrowserContext
  let oksana: BrowserContext
  let anybody: BrowserContext

  const comes = async (accountId?: string) => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    context.setDefaultTimeout(120_000)
    const cookies = accountId ? await aSession(app.ctx, accountId) : {}
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: app.url })))
    return context
  }

  beforeAll(async () => {
    app = await createTestApp({ seeded: true })
    await matchCommunities(app.ctx)
    browser = await openBrowser()
    const { db } = app.ctx
    anybody = await comes()
    taras = await comes(await aStaffMember(db, { name: 'Тарас', email: 'taras@auc.example' }))
    const member = { role: 'member', communityId: 'ua-drohobych' } as const
    oksana = await comes(
      await aStaffMember(db, { name: 'Оксана', email: 'oksana@drohobych.example', ...member }),
    )
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  /** Opens each page and says what is wrong with it. */
  async function everywhere(look: (page: Page, open: () => Promise<void>) => Promise<string[]>) {
    const rooms = [
      [anybody, publicPages],
      [oksana, memberPages],
      [taras, staffPages],
    ] as const
    const wrong: Record<string, string[]> = {}
    const visits = rooms.map(async ([person, pages]) => {
      const page = await person.newPage()
      for (const [name, address] of Object.entries(pages)) {
        const open = async () => {
          const answer = await page.goto(app.url + address)
          if (answer?.status() !== 200) throw new Error(`${name}: ${answer?.status()}`)
        }
        await page.setViewportSize({ width: 1280, height: 900 })
        await open()
        const found = await look(page, open)
        if (found.length > 0) wrong[name] = found.slice(0, 5)
      }
      await page.close()
    })
    await Promise.all(visits)
    return wrong
  }

  it('Tab goes through a page in its order, and shows where it is', async () => {
    expect(await everywhere(tour)).toEqual({})
  }, 600_000)

  it('Tab does so on a phone, too', async () => {
    const onPhone = async (page: Page, open: () => Promise<void>) => {
      await page.setViewportSize({ width: 390, height: 800 })
      await open()
      return tour(page)
    }
    expect(await everywhere(onPhone)).toEqual({})
  }, 600_000)

  it('the first stop leads past the header', async () => {
    expect(await everywhere(skips)).toEqual({})
  }, 600_000)

  it('nothing scrolls sideways at 320 pixels or at twice the size, and every target has room', async () => {
    const narrow = async (page: Page) => {
      const found: string[] = []
      for (const width of [1280, 640, 320]) {
        await page.setViewportSize({ width, height: 800 })
        found.push(...(await scrollsSideways(page)), ...(await smallTargets(page)))
      }
      return found
    }
    expect(await everywhere(narrow)).toEqual({})
  }, 600_000)

  it('more room between letters, words and lines cuts nothing off', async () => {
    const spaced = async (page: Page) => {
      await spaceOut(page)
      const found: string[] = []
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 })
        found.push(...(await cutOff(page)), ...(await scrollsSideways(page)))
      }
      return found
    }
    expect(await everywhere(spaced)).toEqual({})
  }, 600_000)

  it('the colours of the system leave every control its edge and every sign its threads', async () => {
    const inSystemColours = async (page: Page) => {
      await page.emulateMedia({ forcedColors: 'active' })
      const found = await lostInForcedColours(page)
      await page.emulateMedia({ forcedColors: 'none' })
      return found
    }
    expect(await everywhere(inSystemColours)).toEqual({})
  }, 600_000)

  it('nothing moves for those who asked for less motion', async () => {
    expect(await everywhere(moves)).toEqual({})
  }, 600_000)
})
