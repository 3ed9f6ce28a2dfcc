// The night forgets what has been kept for as long as the settings say, and nothing before.
import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { job } from '../../src/features/privacy/privacy.job.js'
import { forgetWhatIsOld } from '../../src/features/privacy/retention.actions.js'
import { writeEvent } from '../../src/platform/db/events.js'
import { days } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import { aStaffMember } from '../support/builders.js'
import { grepDatabase } from '../support/grep-database.js'
import { anInterest, interestOf } from '../support/interests.js'
import { claire, oksana, opensIntroduction, onSmallRegistry } from '../support/pair.js'
import { theHourGoesBy } from '../support/refusal.js'

let app: TestApp

onSmallRegistry((opened) => {
  app = opened
})

const db = () => app.ctx.db
const night = async () => {
  const { origins: _, ...forgotten } = await forgetWhatIsOld(app.ctx)
  return forgotten
}
const nothing = { interests: 0, claims: 0, contacts: 0, accounts: 0, letters: 0 }

async function says(link: string, answer: string): Promise<void> {
  const reader = app.visitor()
  await reader.opens(link)
  await reader.sends({ [`answer-${answer}`]: true })
}

describe('the night', () => {
  it('forgets declined and unanswered interests 180 days after the decision, with the letters about them', async () => {
    const decidedAt = app.now()
    const declined = await anInterest(db(), { state: 'declined', decidedAt })
    const returned = await anInterest(db(), { state: 'returned', decidedAt, contactEmail: 'r@die.example' })
    const waiting = await anInterest(db(), { contactEmail: 'w@die.example' })
    app.travel(days(180))
    expect(await night()).toEqual(nothing)
    app.travel(days(1))
    expect(await night()).toEqual({ ...nothing, interests: 2 })
    expect(await grepDatabase(db(), ['claire@die.example', 'r@die.example'])).toEqual([])
    expect((await interestOf(db(), declined)).contactName).toBeNull()
    expect((await interestOf(db(), returned)).state).toBe('withdrawn')
    expect((await interestOf(db(), waiting)).contactEmail).toBe('w@die.example')
    expect(await night()).toEqual(nothing)
  })

  it('deletes declined claims after 180 days and keeps those that wait', async () => {
    const at = app.now()
    const claim = (state: 'declined' | 'awaiting-review') => ({
      id: randomUUID(),
      communityId: 'ua-izium',
      state,
      name: 'Хтось',
      office: 'Секретар',
      email: `${state}@izium.example`,
      phone: null,
      locale: 'uk',
      words: null,
      createdAt: at,
      confirmedAt: at,
      decidedBy: null,
      decidedAt: state === 'declined' ? at : null,
      note: null,
    })
    await db()
      .insertInto('claims')
      .values([claim('declined'), claim('awaiting-review')])
      .execute()
    app.travel(days(181))
    expect(await night()).toEqual({ ...nothing, claims: 1 })
    const left = await db().selectFrom('claims').select('email').execute()
    expect(left).toEqual([{ email: 'awaiting-review@izium.example' }])
  })

  it('empties contacts a year after an introduction ended without two yes, then its letters', async () => {
    const { links } = await opensIntroduction(app, await app.staff())
    await says(links.claire, 'no')
    await theHourGoesBy(app)
    await app.letters()
    app.travel(days(366))
    expect(await night()).toMatchObject({ contacts: 2, letters: 3 })
    const sides = await db()
      .selectFrom('introductionSides')
      .select(['contactName', 'contactEmail', 'answer'])
      .execute()
    expect(sides.map(({ contactName, contactEmail }) => contactName + contactEmail)).toEqual(['', ''])
    expect(sides.map(({ answer }) => answer).sort()).toEqual(['no', null].sort())
    // Whom the Association writes to next time is not a matter of this introduction.
    expect(await grepDatabase(db(), [oksana.email])).toEqual([`contacts.email: ${oksana.email}`])
  })

  it('keeps the contacts of two who said yes', async () => {
    const { links } = await opensIntroduction(app, await app.staff())
    for (const link of [links.oksana, links.claire]) await says(link, 'yes')
    app.travel(days(500))
    await night()
    expect(await grepDatabase(db(), [claire.email])).toContain(
      `introduction_sides.contact_email: ${claire.email}`,
    )
  })

  it('never deletes a letter that still waits', async () => {
    await opensIntroduction(app, await app.staff())
    await db().updateTable('letters').set({ state: 'queued', sentAt: null }).execute()
    app.travel(days(400))
    expect(await night()).toEqual(nothing)
    await db().updateTable('letters').set({ state: 'failed' }).execute()
    expect(await night()).toEqual({ ...nothing, letters: 2 })
  })

  it('forgets a municipality’s account two years after the last sign-in, and no account of staff', async () => {
    await app.staff()
    const left = { id: randomUUID(), name: 'Хтось', email: 'left@izium.example' }
    await aStaffMember(db(), { ...left, role: 'member', communityId: 'ua-izium', createdAt: app.now() })
    app.travel(days(200))
    const { accountId } = await app.member('ua-drohobych', oksana)
    await writeEvent(db(), app.now(), { who: accountId, did: 'signed-in', what: { account: accountId } })
    app.travel(days(531))
    expect(await night()).toMatchObject({ accounts: 1 })
    expect(await grepDatabase(db(), [left.email, 'taras@auc.example'])).toEqual([
      'accounts.email: taras@auc.example',
    ])
    const row = await db()
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', left.id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ name: '', email: null, communityId: null })
    app.travel(days(200))
    expect(await night()).toMatchObject({ accounts: 1 })
  })

  it('tells counts only', async () => {
    await anInterest(db(), { state: 'declined', decidedAt: app.now() })
    app.travel(days(200))
    expect(await job.run(app.ctx)).toBe('1 interests, 0 claims, 0 contacts, 0 accounts, 0 letters, 0 origins')
  })
})
