// Taras curates a round of twenty proposals, from its options to the letters, in a real browser against the
// built site with a real mail server, and by keyboard alone.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { paths } from '../../src/paths.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { keyboardOf } from '../support/keyboard.js'
import { linkIn } from '../support/post-office.js'
import { chromiumPath } from '../support/service.js'
import { openStage, type Stage } from '../support/stories.js'

const taras = 'staff@example.org'
const story = chromiumPath ? describe : describe.skip
const t = translator('uk')

const [wanted, postponed, rejected] = [20, 3, 2]
const addressOf = (community: string) => `office@${community}.example`

/** The pairs of a draft, each as its two communities. */
const pairsOn = async (page: Page): Promise<[string, string][]> =>
  (
    await page
      .locator('button[name="strike"]')
      .evaluateAll((buttons) => buttons.map((b) => b.getAttribute('value')))
  ).map((value) => (value ?? '').split(' ') as [string, string])

story('Taras curates a round', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  }, 400_000)
  afterAll(() => stage?.close(), 120_000)

  it('of twenty proposals without a mouse, and both sides of those he approves get their letter', async () => {
    const { service, post, problems } = stage
    const { page } = await stage.somebody('uk')
    const { presses, ticks, types, chooses, unfolds } = keyboardOf(page)
    const button = (key: string) => page.getByRole('button', { name: t(key), exact: true })
    const link = (key: string) => page.getByRole('link', { name: t(key), exact: true })
    const heading = () => page.getByRole('heading', { level: 1 }).innerText()
    const field = (id: string): Locator => page.locator(`#${id}`)

    const itsRound = page.getByRole('link', { name: 'Осінній раунд', exact: true })

    // He signs in.
    await page.goto(service.url + paths.signIn('uk'))
    await types(field('email'), taras)
    await page.keyboard.press('Enter')
    await page.goto(linkIn((await post.waitFor(taras, 1)).at(-1)))
    await presses(button('accounts/sign-in-link.enter'))
    expect(await heading()).toBe(t('staff/index.heading'))

    // He asks for a round and adjusts it: one pair is held, one is struck.
    await presses(link('partials/staff-header.rounds'))
    await types(field('name'), 'Осінній раунд')
    await types(field('mostUa'), '2')
    await presses(button('staff/rounds/index.compute'))
    expect(await heading()).toContain('Осінній раунд')
    const [first, second] = await pairsOn(page)
    await decides('lock', first)
    await decides('strike', second)
    await presses(button('staff/rounds/show.compute-again'))
    const pairs = await pairsOn(page)
    expect(pairs).not.toContainEqual(second)
    expect(pairs.length).toBeGreaterThanOrEqual(wanted)
    await types(field('note'), 'Погоджено на нараді відділу')
    await presses(button('staff/rounds/show.accept'))

    // The contacts come from a table.
    const communities = [...new Set(pairs.flat())]
    await unfolds(page.locator('.more-rooms > summary'))
    await presses(link('partials/staff-header.imports'))
    await field('file').setInputFiles({
      name: 'контакти.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          'id,contact name,email',
          ...communities.map((id) => `${id},Відділ міжнародних звʼязків,${addressOf(id)}`),
        ].join('\r\n'),
      ),
    })
    await chooses(field('kind'), 'contacts')
    await presses(button('staff/imports/index.send'))
    await presses(button('staff/imports/mapping.continue'))
    await page.getByRole('button', { name: t('staff/imports/show.apply') }).waitFor()
    await presses(button('staff/imports/show.apply'))

    // Two are rejected and three postponed together, the rest approved one by one.
    await presses(link('partials/staff-header.rounds'))
    await presses(itsRound)
    await presses(link('staff/rounds/show.to-queue'))
    await together('postpone', postponed, async () => chooses(field('whyPostpone'), 'waiting-for-council'))
    await together('reject', rejected, async () => chooses(field('whyReject'), 'capacity'))
    const approved: string[] = []
    await presses(page.locator('#bulk .queue h3 a').first())
    for (let n = 0; n < wanted - postponed - rejected; n++) {
      if (n > 0) await presses(page.locator('#next a'))
      await presses(link('staff/proposals/show.to-decision'))
      await ticks(page.locator('input[name="decision"][value="approve"]'))
      await presses(button('staff/proposals/show.record'))
      await page.getByText(t('staff/proposals/show.to-introduction')).waitFor()
      approved.push(new URL(page.url()).pathname)
    }
    expect(new Set(approved).size).toBe(15)

    // The letters leave: as many as there are sides, and the round's page knows what came of it.
    const introduced = () =>
      post.letters.flatMap(({ to }) => [to ?? []].flat()).filter(({ text }) => /@(ua|[a-z]{2})-/.test(text))
    for (let n = 0; n < 600 && introduced().length < 2 * approved.length; n++) await setTimeout(200)
    expect(introduced().length).toBe(2 * approved.length)
    expect(introduced().filter(({ text }) => text.includes('@ua-')).length).toBe(approved.length)
    await presses(link('partials/staff-header.rounds'))
    await presses(itsRound)
    const main = await page.getByRole('main').innerText()
    expect(main).toContain(t('staff/rounds/index.outcome-introduced', { count: approved.length }))
    expect(main).toContain(t('staff/rounds/index.outcome-rejected', { count: rejected }))
    expect(problems).toEqual([])

    /** Presses a pair's button, in an oblast that may be folded away. */
    async function decides(name: string, pair: [string, string] | undefined) {
      const its = page.locator(`button[name="${name}"][value="${pair?.join(' ')}"]`)
      const folded = page.locator('.round-region:not([open])', { has: its }).locator('summary')
      if ((await folded.count()) > 0) await unfolds(folded)
      await presses(its)
    }

    async function together(decision: string, count: number, why: () => Promise<void>) {
      for (let n = 0; n < count; n++) await ticks(page.locator('input[name="chosen"]').nth(n))
      await ticks(page.locator(`input[name="decision"][value="${decision}"]`))
      await why()
      await presses(button('staff/proposals/index.do'))
      expect(await heading()).toBe(t(`staff/proposals/bulk.heading-${decision}`))
      await presses(link('staff/proposals/bulk.back'))
    }
  }, 600_000)
})
