// The main job from end to end, in a real browser against the built site with a real mail server: from
// a name typed without its apostrophe to two mayors' offices that know each other's address.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { linkIn, openPostOffice, type PostOffice } from '../support/post-office.js'
import { build, chromiumPath, makeHome, openBrowser, startService, type Service } from '../support/service.js'
import { openStage, signsIn, type Stage } from '../support/stories.js'

const taras = 'staff@example.org'
const ours = { name: 'Приймальня міського голови', email: 'office@kamianets.example' }
const theirs = { name: 'The Mayor’s Office', email: 'office@partner.example' }

const story = chromiumPath ? describe : describe.skip

async function askForLink(page: Page, service: Service): Promise<void> {
  await page.goto(`${service.url}/uk`)
  await page.getByRole('contentinfo').getByRole('link', { name: 'Увійти' }).click()
  await page.getByLabel('Електронна адреса').fill(taras)
  await page.getByRole('button', { name: 'Надіслати посилання' }).click()
}

async function enterContact(
  page: Page,
  link: RegExp,
  { name, email }: typeof ours,
  language: string,
): Promise<void> {
  await page.getByRole('link', { name: link }).click()
  await page.getByLabel('Імʼя та посада або назва підрозділу').fill(name)
  await page.getByLabel('Службова адреса електронної пошти').fill(email)
  await page.locator(`input[name=language][value=${language}]`).check()
  await page.getByRole('button', { name: 'Зберегти контакт' }).click()
}

/** Opens the best proposal for a community, enters both contacts and approves. */
async function approve(page: Page, service: Service, community: string): Promise<{ partner: string }> {
  await page.goto(`${service.url}/uk/staff/proposals?q=${encodeURIComponent(community)}`)
  await page.getByRole('heading', { level: 3 }).getByRole('link', { name: community }).first().click()
  const heading = await page.getByRole('heading', { level: 1 }).innerText()
  const partner = heading.split(/\s–\s/).at(-1) ?? ''
  await enterContact(page, new RegExp(`^(Додати|Змінити) контакт: ${community}`), ours, 'uk')
  await enterContact(page, new RegExp(`^(Додати|Змінити) контакт: ${partner}`), theirs, 'en')
  await page.getByLabel('Схвалити').check()
  await page.getByLabel('Примітка').fill('Схожі за розміром; спільний партнер.')
  await page.getByRole('button', { name: 'Записати рішення' }).click()
  await page
    .getByText(/^Схвалено/)
    .first()
    .waitFor()
  return { partner }
}

async function answerYes(page: Page, link: string, yes: string, send: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel(yes, { exact: true }).check()
  await page.getByRole('button', { name: send }).click()
  await page.waitForLoadState()
}

story('Taras introduces two communities', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  }, 400_000)
  afterAll(() => stage?.close(), 120_000)

  it('from the search to the contacts of both', async () => {
    const { browser, service, post, problems, somebody } = stage
    const visitor = await somebody('uk')
    const { page } = visitor

    await page.goto(service.url)
    await page.getByRole('searchbox').first().fill('камянець подільський')
    await page.getByRole('button', { name: 'Шукати' }).first().click()
    await page.getByRole('link', { name: 'Камʼянець-Подільський' }).first().click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Камʼянець-Подільський')

    await signsIn(visitor, service, post, taras)
    const { partner } = await approve(page, service, 'Камʼянець-Подільський')

    const [toOurs] = await post.waitFor(ours.email, 1)
    const [toTheirs] = await post.waitFor(theirs.email, 1)
    expect(toOurs?.subject).toBe(`Знайомство: Камʼянець-Подільський і ${partner}`)
    expect(toTheirs?.subject).toMatch(/^Introduction|^An introduction/)
    for (const letter of [toOurs, toTheirs])
      for (const { email } of [ours, theirs]) expect(letter?.text?.includes(email)).toBe(false)

    // Each side answers from a browser of its own, without any cookie.
    const stranger = await (await browser.newContext()).newPage()
    stranger.setDefaultTimeout(120_000)
    await answerYes(stranger, linkIn(toOurs), 'Так', 'Надіслати відповідь')
    expect(post.to(theirs.email)).toHaveLength(1)
    await answerYes(stranger, linkIn(toTheirs), 'Yes', 'Send the answer')

    const [, oursConnected] = await post.waitFor(ours.email, 2)
    const [, theirsConnected] = await post.waitFor(theirs.email, 2)
    expect(oursConnected?.text).toContain(theirs.email)
    expect(theirsConnected?.text).toContain(ours.email)
    expect(problems).toEqual([])
  }, 400_000)
})

story('Nobody loses a letter', () => {
  it('although the process is killed between approval and sending', async () => {
    build()
    const home = await makeHome()
    const browser = await openBrowser()
    let service: Service | undefined
    let post: PostOffice | undefined
    try {
      // Without a mail server nothing leaves, so the kill comes between approval and sending for certain.
      service = await startService(home)
      const page = await browser.newPage({ locale: 'uk' })
      page.setDefaultTimeout(120_000)
      await askForLink(page, service)
      const [link] = await service.says(/http\S+\/sign-in\/\S+/)
      await page.goto(link)
      await page.getByRole('button', { name: 'Увійти', exact: true }).click()
      await approve(page, service, 'Дрогобич')
      await service.kill()

      post = await openPostOffice()
      service = await startService(home, { SMTP_URL: post.url })
      const [toOurs] = await post.waitFor(ours.email, 1)
      const [toTheirs] = await post.waitFor(theirs.email, 1)
      expect(linkIn(toOurs)).not.toBe(linkIn(toTheirs))
      for (const { email } of [ours, theirs]) expect(post.to(email)).toHaveLength(1)
    } finally {
      await service?.end()
      await post?.close()
      await browser.close()
      await home.remove()
    }
  }, 600_000)
})
