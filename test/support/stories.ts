// What people do in the stories, whatever their language: they press what a page calls by its name.
import { expect } from '@jest/globals'
import type { ParsedMail } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { linkIn, openPostOffice, type PostOffice } from './post-office.js'
import { build, makeHome, openBrowser, startService, type Service } from './service.js'

/** Everything a story needs: the built service with a mail server of its own, and a browser. */
export interface Stage {
  browser: Browser
  post: PostOffice
  service: Service
  /** Somebody in a browser of their own, who reads one language. */
  somebody(locale: Locale): Promise<Person>
  /** What went wrong in any of the browsers; that a wrong answer comes back as 422 is as it should be. */
  problems: string[]
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  build()
  const home = await makeHome()
  const post = await openPostOffice()
  const service = await startService(home, { SMTP_URL: post.url })
  const browser = await openBrowser()
  const problems: string[] = []
  return {
    browser,
    post,
    service,
    problems,
    somebody: async (locale) => {
      const page = await (await browser.newContext({ locale })).newPage()
      // A round or a start on a busy machine takes its time.
      page.setDefaultTimeout(120_000)
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('422')) problems.push(message.text())
      })
      page.on('pageerror', (error) => problems.push(error.message))
      return person(page, locale)
    },
    close: async () => {
      await browser.close()
      await service.end()
      await post.close()
      await home.remove()
    },
  }
}

export interface Person {
  page: Page
  locale: Locale
  presses(key: string): Promise<void>
  ticks(field: string, value: string): Promise<void>
  types(field: string, words: string): Promise<void>
  /** The heading of the page. */
  heading(): Promise<string>
}

/** Somebody in front of a page, who reads one language. */
export function person(page: Page, locale: Locale): Person {
  const t = translator(locale)
  return {
    page,
    locale,
    presses: async (key) => {
      const name = t(key)
      await page
        .getByRole('button', { name, exact: true })
        .or(page.getByRole('link', { name, exact: true }))
        .first()
        .click()
      // A press is over when the page it leads to is there, with what its scripts do.
      await page.waitForLoadState()
    },
    ticks: (field, value) => page.locator(`input[name="${field}"][value="${value}"]`).check(),
    types: (field, words) => page.locator(`#${field}`).fill(words),
    heading: () => page.getByRole('heading', { level: 1 }).innerText(),
  }
}

/** Asks for a link, opens the letter in the same browser and presses the button. */
export async function signsIn(
  { page, locale }: Person,
  service: Service,
  post: PostOffice,
  email: string,
): Promise<void> {
  const t = translator(locale)
  const before = post.to(email).length
  await page.goto(service.url + paths.signIn(locale))
  await page.locator('#email').fill(email)
  await page.getByRole('button', { name: t('accounts/sign-in.send') }).click()
  // Between them may come the morning letter to the staff.
  const isSignIn = (letter: ParsedMail) => linkIn(letter).includes('/sign-in/')
  let letters: ParsedMail[] = []
  do letters = (await post.waitFor(email, before + letters.length + 1)).slice(before)
  while (!letters.some(isSignIn))
  await page.goto(linkIn(letters.find(isSignIn)))
  await page.getByRole('button', { name: t('accounts/sign-in-link.enter'), exact: true }).click()
  await page.getByRole('button', { name: t('partials/signed-in.sign-out') }).waitFor()
}

/** An official asks for access to a community and confirms it behind the letter's link. */
export async function claims(
  { page, types, presses, locale }: Person,
  service: Service,
  post: PostOffice,
  { community, name, email }: { community: string; name: string; email: string },
): Promise<void> {
  await page.goto(service.url + paths.community(locale, community))
  await presses('claims/new.link')
  await types('name', name)
  await types('office', 'Відділ міжнародних звʼязків')
  await types('email', email)
  await presses('claims/new.send')
  const [letter] = await post.waitFor(email, 1)
  await page.goto(linkIn(letter))
  await presses('claims/confirm.confirm')
}

/** Staff give access to whoever claimed a community. */
export async function acceptsClaim(
  { page, ticks, presses, locale }: Person,
  service: Service,
  name: string,
): Promise<void> {
  await page.goto(service.url + paths.staff.claims(locale))
  await page.getByRole('listitem').getByRole('link', { name }).first().click()
  await ticks('decision', 'accept')
  await presses('staff/claims/show.record')
}

/** The newest letter to somebody, once there are so many; in that language and about that place. */
export async function letterTo(post: PostOffice, email: string, count: number, subject: RegExp) {
  const letter = (await post.waitFor(email, count)).at(-1)
  expect(letter?.subject).toMatch(subject)
  return letter
}
