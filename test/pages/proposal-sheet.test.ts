// The sheet for a council's folder is one page of A4 in every language, however long the names, the reasons
// and the note are.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chromium, type Browser } from 'playwright-core'
import { paths } from '../../src/paths.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { topics } from '../../src/features/communities/communities.model.js'
import { createTestApp, type SignedIn, type TestApp } from '../support/app.js'
import { proposalOf, smallRegistry } from '../support/pair.js'
import { chromiumPath } from '../support/service.js'

let app: TestApp
let browser: Browser
let taras: SignedIn
let id: string

const long = {
  'ua-drohobych': {
    nameUk: 'Новоград-Волинський-Старокостянтинівський',
    nameEn: 'Novohrad-Volynskyi-Starokostiantynivskyi',
  },
  'pl-legnica': {
    nameUk: 'Санкт-Георген-ім-Шварцвальд-Бад-Петерсталь',
    nameEn: 'Sankt Georgen im Schwarzwald-Bad Peterstal-Griesbach',
  },
}

beforeAll(async () => {
  app = await createTestApp()
  await (
    await smallRegistry(app)
  )()
  const { db } = app.ctx
  for (const [community, names] of Object.entries(long)) {
    await db
      .updateTable('communities')
      .set({ ...names, features: ['regional-seat', 'coastal', 'border', 'mountain', 'large'] })
      .where('id', '=', community)
      .execute()
    await db
      .insertInto('communityTopics')
      .values(
        topics.flatMap((topic) =>
          (['need', 'offer'] as const).map((direction) => ({
            communityId: community,
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
  taras = await app.staff({
    name: 'Володимир-Станіслав Кропивницький-Переяславський',
    email: 'long@auc.example',
  })
  const pair = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
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
  browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser?.close()
  await app.close()
})

describe('the sheet of a pair', () => {
  it.each([...locales])('is one page in %s', async (locale) => {
    const address = paths.staff.proposalSheet(locale, id)
    const { html, status } = await taras.opens(address)
    expect(status).toBe(200)
    const context = await browser.newContext()
    const page = await context.newPage()
    // The browser has no session: the page is the one Taras got, styles and fonts are the site's.
    await page.route(`${app.url}${address}`, (route) =>
      route.fulfill({ body: html, contentType: 'text/html' }),
    )
    await page.goto(app.url + address, { waitUntil: 'networkidle' })
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    await context.close()
    expect([...pdf.matchAll(/\/Type\s*\/Page[^s]/g)]).toHaveLength(1)
  })
})
