// The letter to a municipality that registered, the button behind its link, and what the night forgets.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { forgetOldInterests } from '../../src/features/interest/index.js'
import { loggedPath } from '../../src/platform/http/log.js'
import { days, minutes } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { fillsIn, newestLink, registers, sendsIn } from '../support/claire.js'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, letters, events')
  app.startOver()
})

const interests = () => app.ctx.db.selectFrom('interests').selectAll().orderBy('createdAt').execute()
const states = async () => (await interests()).map(({ town, state }) => [town, state])
const subjects = async () => (await app.letters()).map(({ subject }) => subject)
const events = async () =>
  (await app.ctx.db.selectFrom('events').selectAll().orderBy('id').execute()).map(({ who, did }) => [
    who,
    did,
  ])

describe('the letter', () => {
  it('comes in the language of the form and believes Claire only after she presses the button', async () => {
    const link = await registers(app, {}, 'uk')
    expect(await subjects()).toEqual(['Підтвердьте зацікавлення: Die'])
    const [row] = await interests()
    const [letter] = await app.ctx.db.selectFrom('letters').select(['about', 'toEmail']).execute()
    expect(letter).toEqual({ about: `interest:${row?.id}`, toEmail: 'claire@die.example' })

    const person = app.visitor()
    const page = await person.opens(link)
    expect([page.status, page.heading]).toEqual([200, 'Підтвердити зацікавлення: Die'])
    expect(page.text).toContain('Claire Dubois')
    await app.visitor().opens(link)
    expect(await states()).toEqual([['Die', 'unconfirmed']])

    expect((await person.sends({})).heading).toBe('Дякуємо, зацікавлення підтверджено')
    const [confirmed] = await interests()
    expect([confirmed?.state, confirmed?.locale]).toEqual(['awaiting-review', 'uk'])
    expect(confirmed?.confirmedAt).toEqual(app.now())
    expect(await events()).toEqual([
      ['applicant', 'registered'],
      ['applicant', 'confirmed'],
    ])
  })

  it('says kindly that it was confirmed before', async () => {
    const link = await registers(app)
    const [one, other] = [app.visitor(), app.visitor()]
    await one.opens(link)
    await other.opens(link)
    await one.sends({})
    const again = await other.sends({})
    expect([again.status, again.heading]).toEqual([200, 'Your interest is confirmed already'])
    expect((await app.visitor().opens(link)).heading).toBe('Your interest is confirmed already')
    expect(await events()).toHaveLength(2)
  })

  it('has a link that is good for fourteen days and leaves no trace', async () => {
    const link = await registers(app)
    const { headers } = await app.visitor().opens(link)
    expect(Object.fromEntries(headers)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
    expect(loggedPath(new URL(link).pathname)).toBe('/en/interest/confirm/…')
    const person = app.visitor()
    await person.opens(link)
    app.travel(days(14))
    for (const page of [await person.sends({}), await app.visitor().opens(link)])
      expect([page.status, page.heading, page.links]).toEqual([
        410,
        'This link no longer works',
        ['Fill in the form'],
      ])
    expect(await states()).toEqual([['Die', 'unconfirmed']])
    for (const forged of [`${link.slice(0, -3)}AAA`, link.replace('/confirm/', '/continue/')])
      expect((await app.visitor().opens(forged)).status).toBe(404)
  })

  it('goes to one address three times in an hour, and nobody sees the difference', async () => {
    const pages = []
    for (let n = 0; n < 5; n++) {
      const person = app.visitor()
      await fillsIn(person, { town: `Die ${n}` })
      pages.push((await sendsIn(person)).html)
    }
    expect(new Set(pages).size).toBe(1)
    expect(await states()).toHaveLength(3)
    expect(await subjects()).toHaveLength(3)
    app.travel(minutes(61))
    await registers(app)
    expect(await subjects()).toHaveLength(4)
  })
})

describe('every night', () => {
  it('forgets what nobody confirmed, and the letters about it', async () => {
    const kept = await registers(app, { contactEmail: 'mayor@crest.example', town: 'Crest' })
    await registers(app)
    const person = app.visitor()
    await person.opens(kept)
    await person.sends({})
    app.travel(days(14) - 1000)
    expect(await forgetOldInterests(app.ctx)).toEqual({ interests: 0, drafts: 0 })
    app.travel(1000)
    expect(await forgetOldInterests(app.ctx)).toEqual({ interests: 1, drafts: 0 })
    expect(await states()).toEqual([['Crest', 'awaiting-review']])
    const letters = await app.ctx.db.selectFrom('letters').select('toEmail').execute()
    expect(letters).toEqual([{ toEmail: 'mayor@crest.example' }])
    expect(await newestLink(app, 'mayor@crest.example')).toBe(kept)
  })
})
