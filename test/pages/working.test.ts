// A round takes some seconds: the button says that it is being computed and cannot be pressed twice.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { paths } from '../../src/paths.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aStaffMember } from '../support/builders.js'
import { smallRegistry } from '../support/pair.js'
import { chromiumPath, openBrowser } from '../support/service.js'
import { aSession } from '../support/sessions.js'

/** A form in Chromium, as far as it is used here. */
interface Form {
  dataset: Record<string, string | undefined>
  addEventListener(
    type: 'submit',
    heard: (event: { defaultPrevented: boolean; preventDefault(): void }) => void,
  ): void
}

const inChromium = chromiumPath && !process.env.TEST_DATABASE_URL ? describe : describe.skip

inChromium('a round that is being computed', () => {
  let app: TestApp
  let browser: Browser

  beforeAll(async () => {
    app = await createTestApp()
    const startOver = await smallRegistry(app)
    await startOver()
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  it('says so, and is asked for once', async () => {
    const context = await browser.newContext()
    context.setDefaultTimeout(60_000)
    const account = await aStaffMember(app.ctx.db, { name: 'Тарас', email: 'taras@auc.example' })
    const cookies = Object.entries(await aSession(app.ctx, account))
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: app.url })))
    const page = await context.newPage()
    await page.goto(app.url + paths.staff.rounds('en'))
    const button = page.getByRole('button', { name: 'Compute' })
    const words = page.locator('output[data-working]')
    expect(await words.textContent()).toBe('')
    expect(await button.getAttribute('aria-disabled')).toBe(null)

    // The answer is long in coming: what would have been sent is counted instead.
    await words.evaluate((element) => {
      const { form } = element as unknown as { form: Form }
      form.addEventListener('submit', (event) => {
        if (!event.defaultPrevented) form.dataset.sent = `${form.dataset.sent ?? ''}once `
        event.preventDefault()
      })
    })
    await button.press('Enter')
    expect(await words.textContent()).toBe('Working on it. The result will open by itself.')
    expect([await button.getAttribute('aria-disabled'), await button.getAttribute('aria-busy')]).toEqual([
      'true',
      'true',
    ])
    await button.press('Enter')
    await button.press('Space')
    expect(await words.evaluate((element) => (element as unknown as { form: Form }).form.dataset.sent)).toBe(
      'once ',
    )
  }, 120_000)
})
