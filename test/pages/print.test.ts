// What goes into a council's folder is one page of A4 in every language, however long the names, the reasons,
// the partners and the notes are: the sheet of a pair, a community on one page, its public page, and an
// introduction.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { paths } from '../../src/paths.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { minutes, later } from '../../src/platform/kit/clock.js'
import { writeEvent } from '../../src/platform/db/events.js'
import { directions, topics, type Direction } from '../../src/features/communities/communities.model.js'
import { createTestApp, type SignedIn, type TestApp } from '../support/app.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import type { Visitor } from '../support/page.js'
import { opensIntroduction, oksana, claire, proposalOf, smallRegistry } from '../support/pair.js'
import { openBrowser } from '../support/service.js'

let app: TestApp
let browser: Browser
let taras: SignedIn
let anybody: Visitor
let startOver: () => Promise<void>

const big = 'ua-drohobych'
const small = 'fr-die'

const long = {
  [big]: {
    nameUk: 'Новоград-Волинський-Старокостянтинівський',
    nameEn: 'Novohrad-Volynskyi-Starokostiantynivskyi',
  },
  'pl-legnica': {
    nameUk: 'Санкт-Георген-ім-Шварцвальд-Бад-Петерсталь',
    nameEn: 'Sankt Georgen im Schwarzwald-Bad Peterstal-Griesbach',
  },
}
const story =
  'Громада в передгірʼї Карпат відбудовує школи й лікарню, навчає молодь і чекає на гостей. '.repeat(22)

/** Everything about a community that may be long, as long as it may be. */
async function fillUp(id: string, directions: readonly Direction[]): Promise<void> {
  const { db } = app.ctx
  await db
    .updateTable('communities')
    .set({
      ...long[id as keyof typeof long],
      features: ['regional-seat', 'coastal', 'border', 'mountain', 'large'],
      ...(id === big && {
        standing: 'military-administration',
        standingSince: '2026-02-03',
        standingSource: 'Указ Президента України № 68/2022',
      }),
    })
    .where('id', '=', id)
    .execute()
  await db
    .insertInto('communityTopics')
    .values(
      topics.flatMap((topic) =>
        directions.map((direction) => ({
          communityId: id,
          topic,
          direction,
          basis: 'declared' as const,
          year: null,
          source: 'a test',
        })),
      ),
    )
    .execute()
}

/** A long text in both languages, wishes, and sixty partners in twenty countries. */
async function tellAll(id: string, by: string): Promise<void> {
  const { db } = app.ctx
  const at = app.now()
  await db
    .insertInto('communityProfiles')
    .values({
      communityId: id,
      website: 'https://a-rather-long-name.gov.ua/en',
      textUk: story,
      textEn: story,
      updatedAt: at,
    })
    .execute()
  await db
    .insertInto('wishes')
    .values({
      communityId: id,
      ...{ places: [], placesHard: false, sizeLeast: null, sizeMost: null, sizeHard: false },
      ...{ needsHard: false, offersHard: false, languagesHard: true, kindsHard: false },
      languages: ['uk', 'en', 'de', 'pl', 'fr', 'cs'],
      kinds: ['twinning', 'partnership', 'friendship', 'project', 'solidarity', 'trial'],
      enteredBy: by,
      enteredAt: at,
    })
    .execute()
  const countries = ['PL', 'DE', 'FR', 'IT', 'ES', 'CZ', 'SK', 'HU', 'RO', 'BG', 'LT', 'LV', 'EE', 'SE', 'NL', 'BE', 'AT', 'HR', 'GB', 'US'] // prettier-ignore
  for (let n = 0; n < 60; n++) {
    const country = countries[n % countries.length] ?? 'PL'
    const partner = `${country.toLowerCase()}-long-${n}`
    await aCommunity(db, {
      id: partner,
      nameUk: `Бад-Петерсталь-Грісбах ${n}`,
      nameEn: `Bad Peterstal-Griesbach ${n}`,
    })
    await aPartnership(db, id, partner, n % 3 === 0 ? { status: 'unknown' } : {})
  }
}

/** An introduction about which much happened and was written. */
async function talksForLong(): Promise<string> {
  const { db } = app.ctx
  const { introduction, links } = await opensIntroduction(app, taras)
  for (const [person, link] of [
    [oksana, links.oksana],
    [claire, links.claire],
  ] as const) {
    await anybody.opens(link)
    const words = `${person.name}: ${'слова від себе, і чимало. '.repeat(35)}`
    await anybody.sends(person === oksana ? { Так: true, words } : { Yes: true, words })
  }
  for (let n = 0; n < 40; n++)
    await writeEvent(db, later(app.now(), minutes(n)), {
      who: taras.accountId,
      did: 'extended',
      what: { introduction, until: '2027-05-01' },
      note: 'Просили ще трохи часу, бо рада збирається лише наприкінці місяця. '.repeat(12),
    })
  return introduction
}

beforeAll(async () => {
  app = await createTestApp()
  startOver = await smallRegistry(app)
  await startOver()
  taras = await app.staff({
    name: 'Володимир-Станіслав Кропивницький-Переяславський',
    email: 'long@auc.example',
  })
  anybody = app.visitor()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app.close()
})

/**
 * Prints what somebody was given. The browser has no session: the page is the one they got, styles and fonts
 * are the site's.
 */
async function printed(
  person: Visitor,
  address: string,
  look?: (page: Page) => Promise<void>,
): Promise<number> {
  const { html, status } = await person.opens(address)
  expect(status).toBe(200)
  const context = await browser.newContext({ viewport: { width: 673, height: 1032 } })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  await page.route(`${app.url}${address}`, (route) => route.fulfill({ body: html, contentType: 'text/html' }))
  // On a screen a face that comes late serves the next page only. Paper has to wait for it: whether a busy
  // machine is quick enough must not decide how long the words are.
  await page.route('**/css/fonts.css', async (route) => {
    const styles = await (await route.fetch()).text()
    const body = styles.replaceAll('font-display: optional', 'font-display: block')
    await route.fulfill({ body, contentType: 'text/css' })
  })
  for (let time = 0; time < 2; time++) await page.goto(app.url + address, { waitUntil: 'networkidle' })
  await page.evaluate('document.fonts.ready.then(() => true)')
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
  await page.emulateMedia({ media: 'print' })
  await look?.(page)
  await context.close()
  return [...pdf.matchAll(/\/Type\s*\/Page[^s]/g)].length
}

/** How much of a part of the page has no room, in pixels. */
const cutOff = (page: Page, part: string) =>
  page.evaluate((selector) => {
    const { document } = globalThis as unknown as {
      document: { querySelector(selector: string): { scrollHeight: number; clientHeight: number } }
    }
    const { scrollHeight, clientHeight } = document.querySelector(selector)
    return scrollHeight - clientHeight
  }, part)

const words = (page: Page) => page.locator('main').innerText()

describe('a community on one page', () => {
  beforeAll(async () => {
    await fillUp(big, directions)
    await tellAll(big, taras.accountId)
  })

  it.each([...locales])('has room for everything it names, in %s', async (locale) => {
    const pages = await printed(anybody, paths.profile(locale, big), async (page) => {
      expect(await cutOff(page, '.profile-columns')).toBeLessThanOrEqual(1)
      expect(await cutOff(page, '.profile-page')).toBeLessThanOrEqual(1)
      expect(await words(page)).toContain(app.url + paths.community(locale, big))
    })
    expect(pages).toBe(1)
  })

  it.each(['uk', 'de'])('is one page when little is known, in %s', async (locale) => {
    expect(await printed(anybody, paths.profile(locale, small))).toBe(1)
  })

  it('says how many partners are not named', async () => {
    const { text } = await anybody.opens(paths.profile('uk', big))
    expect(text).toContain('і ще 41 партнер')
  })

  it.each(['uk', 'de'])('stands on its public page in print, too, in %s', async (locale) => {
    const pages = await printed(anybody, paths.community(locale, big), async (page) => {
      const said = await words(page)
      expect(said).toContain(app.url + paths.community(locale, big))
      expect(said).toContain(locale === 'uk' ? 'Бад-Петерсталь-Грісбах 59' : 'Bad Peterstal-Griesbach 59')
    })
    expect(pages).toBe(1)
    expect(await printed(anybody, paths.community(locale, small))).toBe(1)
  })
})

describe('an introduction', () => {
  let id: string
  beforeAll(async () => {
    await startOver()
    taras = await app.staff({ name: 'Тарас', email: 'taras@auc.example' })
    id = await talksForLong()
  })

  it.each(['uk', 'de'])('is one page in %s, without anybody’s contact', async (locale) => {
    const pages = await printed(taras, paths.staff.introduction(locale, id), async (page) => {
      const said = await words(page)
      expect(said).not.toContain(claire.email)
      expect(said).not.toContain(oksana.email)
      if (locale === 'uk') expect(said).toContain('На папері – лише останні події')
      expect(await cutOff(page, '.main')).toBeLessThanOrEqual(1)
    })
    expect(pages).toBe(1)
  })
})

describe('the sheet of a pair', () => {
  let id: string
  beforeAll(async () => {
    await startOver()
    for (const community of Object.keys(long)) await fillUp(community, ['need', 'offer'])
    taras = await app.staff({
      name: 'Володимир-Станіслав Кропивницький-Переяславський',
      email: 'long@auc.example',
    })
    const pair = await proposalOf(app, big, 'pl-legnica')
    id = pair.id
    await taras.opens(pair.at)
    await taras.sends(
      {
        Відхилити: true,
        'Чому відхиляємо': 'political-or-legal',
        Примітка: 'Дуже довге пояснення. '.repeat(90),
      },
      'Записати рішення',
    )
  })

  it.each([...locales])('is one page in %s', async (locale) => {
    expect(await printed(taras, paths.staff.proposalSheet(locale, id))).toBe(1)
  })
})
