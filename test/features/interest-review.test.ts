// Taras looks at what municipalities registered and decides: once, with the likely doubles before him.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { indexChanges } from '../../src/features/communities/index-changes.job.js'
import { paths } from '../../src/paths.js'
import { days, minutes } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import { aCommunity } from '../support/builders.js'
import {
  acceptExisting,
  acceptNew,
  anInterest,
  belvaux,
  decides,
  interestOf,
  placed,
} from '../support/interests.js'
import type { Visitor } from '../support/page.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  await app.ctx.pool.query('truncate interests')
  await indexChanges(app.ctx)
  taras = await app.staff()
})

const { staff } = paths
const diary = async () =>
  (await app.ctx.db.selectFrom('events').select(['who', 'did', 'what']).orderBy('id').execute()).filter(
    ({ what }) => 'interest' in what,
  )
const letterTo = async (email: string) => (await app.letters()).findLast(({ to }) => to.email === email)
describe('the queue', () => {
  it('shows who waits, the longest first, by state and country, and nothing unconfirmed', async () => {
    const { db } = app.ctx
    const at = (day: number) => new Date(`2026-11-0${day}T07:00:00Z`)
    await anInterest(db, { town: 'Younger', confirmedAt: at(2) })
    await anInterest(db, { town: 'Elder', country: 'PL', confirmedAt: at(1) })
    await anInterest(db, { town: 'Hidden', state: 'unconfirmed', confirmedAt: null })
    await anInterest(db, { town: 'Turned down', state: 'declined' })
    app.travel(days(3))
    const page = await taras.opens(staff.interests('en'))
    expect(page.links.filter((link) => /Younger|Elder|Hidden|Turned/.test(link))).toEqual([
      'Elder',
      'Younger',
    ])
    expect(page.text).toContain('2 interests')
    expect(page.text).toContain('Has awaited a decision for 5 days')
    const polish = await taras.opens(`${staff.interests('en')}?state=all&country=PL`)
    expect(polish.links).toContain('Elder')
    expect(polish.links).not.toContain('Younger')
    const declined = await taras.opens(`${staff.interests('en')}?state=declined`)
    expect(declined.links).toContain('Turned down')
    expect((await taras.opens(`${staff.interests('en')}?state=unconfirmed`)).status).toBe(422)
  })

  it('has numbered pages, and its length stands on the desk', async () => {
    for (let n = 0; n < 27; n++) await anInterest(app.ctx.db, { town: `Town ${n}` })
    expect((await taras.opens(staff.desk('en'))).text).toContain('27 interests from abroad await a decision')
    const page = await taras.opens(`${staff.interests('en')}?page=2`)
    expect(page.links.filter((link) => link.startsWith('Town'))).toHaveLength(2)
  })
})

describe('one interest', () => {
  it('is not found while it is unconfirmed, nor under a made-up number', async () => {
    const id = await anInterest(app.ctx.db, { state: 'unconfirmed' })
    expect((await taras.opens(staff.interest('en', id))).status).toBe(404)
    expect((await taras.opens(staff.interest('en', 'fr-die'))).status).toBe(404)
  })

  it('notes in the diary who looked at the contact, once in an hour', async () => {
    const id = await anInterest(app.ctx.db)
    const look = async () => {
      expect((await taras.opens(staff.interest('en', id))).text).toContain('claire@die.example')
      return (await diary()).filter(({ did }) => did === 'saw-contact')
    }
    await look()
    expect(await look()).toEqual([{ who: taras.accountId, did: 'saw-contact', what: { interest: id } }])
    app.travel(minutes(61))
    expect(await look()).toHaveLength(2)
  })

  it('stands beside the communities and interests it may be a double of, and says why', async () => {
    const { db } = app.ctx
    const name = { kind: 'former', language: '', script: 'latin', source: 'a test' } as const
    await db
      .insertInto('communityNames')
      .values({ communityId: 'pl-legnica', name: 'Liegnitz', ...name })
      .execute()
    await db
      .insertInto('communityProfiles')
      .values({
        communityId: 'de-meissen',
        website: 'https://www.um.legnica.example/de',
        textUk: null,
        textEn: null,
        updatedAt: app.now(),
      })
      .execute()
    await aCommunity(db, { id: 'pl-kunice', lat: 51.23, lon: 16.24 })
    await indexChanges(app.ctx)
    const same = { country: 'PL', contactEmail: 'jan@um.legnica.example' }
    await anInterest(db, { ...same, town: 'Elsewhere', state: 'declined' })
    await anInterest(db, { ...same, town: 'Gone', state: 'withdrawn', contactEmail: null })
    const id = await anInterest(db, { ...same, town: 'Liegnitz', lat: 51.2, lon: 16.15 })
    const page = await taras.opens(staff.interest('en', id))
    const doubles = page.text.slice(0, page.text.indexOf('What should happen to this interest?'))
    expect(doubles).toContain('Community of the registry: Legnica Also known as Liegnitz · 1 km away')
    expect(doubles).toContain('Community of the registry: Meissen The same domain: um.legnica.example')
    expect(doubles).toContain('Community of the registry: Kunice 7 km away')
    expect(doubles).toContain('Another interest: Elsewhere The same email address')
    expect(doubles).not.toContain('Gone')
    expect(page.value('community-pl-legnica')).toBe(true)
  })
})

describe('returning and declining', () => {
  it.each([
    ['Return to be completed', 'returned', 'Please complete your interest: Die'],
    ['Decline', 'declined', 'About your interest: Die'],
  ] as const)('%s needs words, which the municipality reads', async (choice, state, subject) => {
    const { db } = app.ctx
    const id = await anInterest(db)
    const empty = await decides(taras, id, { [choice]: true })
    expect(empty.errors).toEqual(['Write what should be corrected, or why it is declined'])
    const page = await taras.sends({
      [choice]: true,
      'Words to the municipality': 'Which Die?\nThere are two.',
    })
    expect(page.status).toBe(200)
    expect(page.has(choice)).toBe(false)
    expect(await interestOf(db, id)).toMatchObject({
      state,
      note: 'Which Die?\nThere are two.',
      decidedBy: taras.accountId,
    })
    const letter = await letterTo('claire@die.example')
    expect(letter?.subject).toBe(subject)
    expect(letter?.text).toContain('“Which Die? There are two.”')
    expect((await diary()).at(-1)).toEqual({ who: taras.accountId, did: state, what: { interest: id } })
    expect(await db.selectFrom('events').select('note').where('did', '=', state).execute()).toEqual([
      { note: null },
    ])
  })
})

describe('two at once', () => {
  it('never overrule one another: the second learns who decided', async () => {
    const { db } = app.ctx
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    const id = await anInterest(db)
    await Promise.all([taras, olena].map((person) => person.opens(staff.interest('en', id))))
    await olena.sends({ Decline: true, 'Words to the municipality': 'Not a municipality' })
    const page = await taras.sends({ [acceptExisting]: true, 'community-fr-die': true })
    expect(page.status).toBe(409)
    expect(page.text).toContain('Already declined: Олена.')
    expect(await interestOf(db, id)).toMatchObject({ state: 'declined' })
    expect((await app.letters()).filter(({ to }) => to.email === 'claire@die.example')).toHaveLength(1)
  })

  it('decide once when they press in the same moment', async () => {
    const { db } = app.ctx
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    const id = await anInterest(db, belvaux)
    await Promise.all([taras, olena].map((person) => person.opens(staff.interest('en', id))))
    const pages = await Promise.all(
      [taras, olena].map((person) => person.sends({ [acceptNew]: true, ...placed })),
    )
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await diary()).filter(({ did }) => did === 'accepted')).toHaveLength(1)
    expect(
      await db.selectFrom('communities').select('id').where('source', '=', 'interest').execute(),
    ).toHaveLength(1)
  })

  it('do not accept answers that were changed while they read', async () => {
    const { db } = app.ctx
    const id = await anInterest(db)
    await taras.opens(staff.interest('en', id))
    await db.updateTable('interests').set({ contactName: 'Somebody else' }).where('id', '=', id).execute()
    const page = await taras.sends({ [acceptExisting]: true, 'community-fr-die': true })
    expect(page.status).toBe(409)
    expect(page.text).toContain('The municipality changed its answers while this page was open.')
    expect(page.text).toContain('Somebody else')
    expect((await taras.sends({ [acceptExisting]: true })).status).toBe(200)
  })
})
