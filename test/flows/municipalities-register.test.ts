// Two municipalities abroad register interest, each in its own language, in a real browser against the built
// site with a real mail server: from the form to a member's list of candidates, and out again.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { linkIn } from '../support/post-office.js'
import { chromiumPath } from '../support/service.js'
import {
  acceptsClaim,
  claims,
  letterTo,
  openStage,
  signsIn,
  type Person,
  type Stage,
} from '../support/stories.js'

const taras = 'staff@example.org'
const drohobych = {
  community: 'ua-drohobych',
  name: 'Оксана Петренко',
  email: 'oksana@drohobych-rada.example',
}
const story = chromiumPath ? describe : describe.skip

interface Town {
  locale: Locale
  country: string
  town: string
  contact: { name: string; email: string; phone: string }
  project: string
  /** What the Association asks for, and what the town then adds. */
  asked: string
  added: string
}

const die: Town = {
  locale: 'fr',
  country: 'FR',
  town: 'Die',
  contact: { name: 'Claire Dubois', email: 'claire@die.example', phone: '+33 4 75 21 08 33' },
  project: 'Une classe commune autour de l’énergie solaire',
  asked: 'Merci d’indiquer si le conseil municipal soutient la démarche.',
  added: 'Die, 4 900 habitants, au pied du Vercors.',
}

const krosno: Town = {
  locale: 'pl',
  country: 'PL',
  town: 'Krosno',
  contact: { name: 'Marek Wiśniewski', email: 'marek@krosno.example', phone: '+48 13 474 32 00' },
  project: 'Wspólny szlak szklarski dla szkół',
  asked: 'Prosimy dopisać, czy rada miasta popiera ten zamiar.',
  added: 'Krosno, miasto szkła, 46 tysięcy mieszkańców.',
}

story('Municipalities abroad register interest', () => {
  let stage: Stage
  let staff: Person
  let oksana: Person

  beforeAll(async () => {
    stage = await openStage()
    const { service, post, somebody } = stage
    staff = await somebody('uk')
    await signsIn(staff, service, post, taras)
    oksana = await somebody('uk')
    await claims(oksana, service, post, drohobych)
    await acceptsClaim(staff, service, 'Дрогобич')
    await post.waitFor(drohobych.email, 2)
    await signsIn(oksana, service, post, drohobych.email)
  }, 400_000)
  afterAll(() => stage?.close(), 120_000)

  /** Fills in the form, first without consent, and confirms what the letter asks. */
  async function registers({ locale, country, town, contact, project }: Town): Promise<Person> {
    const visitor = await stage.somebody(locale)
    const { page } = visitor
    await page.goto(stage.service.url + paths.home(locale))
    await page.goto(stage.service.url + paths.interest.form(locale))
    await visitor.types('contactName', contact.name)
    await visitor.types('contactEmail', contact.email)
    await visitor.types('contactPhone', contact.phone)
    await page.locator('#country').selectOption(country)
    await visitor.types('town', town)
    await visitor.types('project', project)
    await visitor.ticks('needs', 'energy')
    await visitor.ticks('offers', 'culture-heritage')
    await visitor.ticks('languages', locale)
    await visitor.presses('interest/new.check')

    // What is missing comes first and is focused; what was typed is still there.
    await page.locator('#errors:focus').waitFor()
    expect(await page.locator('#project').inputValue()).toBe(project)
    await visitor.ticks('consent', 'yes')
    await visitor.presses('interest/new.check')
    expect(await visitor.heading()).toBe(translator(locale)('interest/check.heading'))
    const offered = page.locator('input[name="place"]')
    if ((await offered.count()) > 0) await offered.first().check()
    await visitor.presses('interest/check.send')
    expect(await visitor.heading()).toBe(translator(locale)('interest/check-email.heading'))
    expect(await page.context().cookies()).toEqual([])

    const letter = await letterTo(stage.post, contact.email, 1, new RegExp(town))
    await page.goto(linkIn(letter))
    await visitor.presses('interest/confirm.confirm')
    expect(await visitor.heading()).toBe(translator(locale)('interest/confirmed.heading'))
    await page.goto(linkIn(letter))
    expect(await visitor.heading()).toBe(translator(locale)('interest/confirmed.heading-already'))
    return visitor
  }

  async function opensInterest(town: string): Promise<void> {
    await staff.page.goto(stage.service.url + paths.staff.interests('uk'))
    await staff.page.getByRole('listitem').getByRole('link', { name: town }).first().click()
  }

  /** Staff ask for something; the municipality adds it behind the letter's link and sends it again. */
  async function isReturnedOnce(visitor: Person, { town, contact, asked, added }: Town): Promise<void> {
    await opensInterest(town)
    await staff.ticks('decision', 'return')
    await staff.types('note', asked)
    await staff.presses('staff/interest/show.record')
    const letter = await letterTo(stage.post, contact.email, 2, new RegExp(town))
    expect(letter?.text).toContain(asked)

    const { page } = visitor
    await page.goto(linkIn(letter))
    await visitor.presses('interest/manage.mend')
    await visitor.types('about', added)
    await visitor.ticks('backing', 'in-discussion')
    await visitor.presses('interest/manage-answers.save-mend')
    await page.getByText(translator(visitor.locale)('interest/manage.done-resent')).waitFor()
  }

  async function isAccepted({ town, contact }: Town, how: 'new' | 'existing'): Promise<string> {
    await opensInterest(town)
    await staff.ticks('decision', how)
    if (how === 'existing') await staff.page.locator('input[name="community"]').first().check()
    await staff.presses('staff/interest/show.record')
    return linkIn(await letterTo(stage.post, contact.email, 3, new RegExp(town)))
  }

  /** The index learns within seconds. */
  async function isFound(visitor: Person, town: string): Promise<void> {
    const { page, locale } = visitor
    const found = page.getByRole('article').getByRole('link', { name: town, exact: true })
    for (let tries = 0; ; tries++) {
      await page.goto(
        `${stage.service.url}${paths.communities(locale)}?q=${encodeURIComponent(town)}&status=seeking`,
      )
      if ((await found.count()) > 0) break
      if (tries === 120) throw new Error(`${town} is not found`)
      await page.waitForTimeout(500)
    }
    await found.first().click()
    expect(await visitor.heading()).toBe(town)
  }

  /** Oksana sees the town among those that fit Drohobych and are looking for a partner. */
  async function isCandidate(name: string, country: string): Promise<void> {
    const { page } = oksana
    await page.goto(`${stage.service.url}${paths.our.partners('uk')}?place=${country}&looking=yes`)
    expect(await page.locator('.queue').getByRole('link', { name, exact: true }).count()).toBe(1)
  }

  it('Die in French: returned once, accepted as new, found, proposed to a member, withdrawn', async () => {
    const claire = await registers(die)
    await isReturnedOnce(claire, die)
    const manage = await isAccepted(die, 'new')
    await isFound(claire, 'Die')
    for (const secret of [die.contact.name, die.contact.email])
      expect(await claire.page.content()).not.toContain(secret)

    await isCandidate('Die', 'FR')

    await claire.page.goto(manage)
    await claire.presses('interest/manage.to-withdraw')
    await claire.presses('interest/manage-withdraw.withdraw')
    expect(await claire.heading()).toContain('Die')
    await claire.page.goto(manage)
    expect(await claire.page.content()).not.toContain(die.contact.name)
  }, 400_000)

  it('Krosno in Polish: returned once, accepted onto the registry’s, among a member’s candidates', async () => {
    const marek = await registers(krosno)
    await isReturnedOnce(marek, krosno)
    await isAccepted(krosno, 'existing')
    await isFound(marek, 'Krosno')
    await isCandidate('Коросно', 'PL')
  }, 400_000)

  it('nothing went wrong in any browser', () => expect(stage.problems).toEqual([]))
})
