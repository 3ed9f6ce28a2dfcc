// A municipality withdraws after a full life here. Nothing of its people is left in any table, in the index
// or among the letters; what remains is that there was an interest.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { saveForLater } from '../../src/features/interest/interest.actions.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import { aPartnership } from '../support/builders.js'
import { newestLink, registersAndConfirms } from '../support/claire.js'
import { grepDatabase, grepIndex } from '../support/grep-database.js'
import {
  acceptExisting,
  acceptNew,
  anInterest,
  belvaux,
  decides,
  interestOf,
  manageLink,
  placed,
} from '../support/interests.js'
import type { Visitor } from '../support/page.js'
import { oksana, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }
let claire: Visitor

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, interest_drafts, claims')
  taras = await app.staff()
  claire = app.visitor()
})

const email = 'claire@belvaux.example'
const community = 'fr-belvaux-sur-reve'
const personal = ['Dubois', 'claire@', 'Adjointe', '87 00 00 00', 'Zwetschge']
const withdraws = async (id: string) => {
  await claire.opens(manageLink(app, id))
  await claire.clicks('Withdraw the interest and delete the data')
  return claire.sends({}, 'Withdraw and delete the data')
}
const accepts = async (given: object = {}) => {
  const id = await anInterest(app.ctx.db, { ...belvaux, ...given })
  expect((await decides(taras, id, { [acceptNew]: true, ...placed })).status).toBe(200)
  return id
}
const remains = async (id: string) =>
  app.ctx.db.selectFrom('communities').select(['id', 'seeking']).where('id', '=', id).executeTakeFirst()

/** Registered, returned, mended, accepted, with an account, introduced, answered with words, connected. */
async function livesFully(): Promise<string> {
  const { db } = app.ctx
  const told = {
    contactName: 'Claire Dubois',
    contactEmail: email,
    contactOffice: 'Adjointe au maire',
    contactPhone: '+33 3 87 00 00 00',
    town: 'Belvaux-sur-Rêve',
    about: 'Our Zwetschge trees.',
    partners: 'A Zwetschge club.',
    project: 'A Zwetschge feast.',
    website: 'https://zwetschge.example',
  }
  await registersAndConfirms(app, told)
  const { id } = await db.selectFrom('interests').select('id').executeTakeFirstOrThrow()
  await decides(taras, id, {
    'Return to be completed': true,
    'Words to the municipality': 'Ms Dubois, what is a Zwetschge?',
  })
  await claire.opens(await newestLink(app, email))
  await claire.clicks('Correct and send again')
  await claire.sends({ about: 'Our Zwetschge trees, that is plums.', population: '60000' })
  await decides(taras, id, { [acceptNew]: true, ...placed, Inhabitants: '60000' })
  await claire.opens(await newestLink(app, email))
  await claire.sends({}, 'Get an account')
  await claire.clicks('Sign in')
  await claire.sends({ email })
  await claire.opens(await newestLink(app, email))
  await claire.sends({})

  await matchCommunities(app.ctx)
  const proposal = await proposalOf(app, 'ua-drohobych', community)
  await taras.opens(paths.staff.contact('en', proposal.id, 'ua'))
  await taras.sends({ name: oksana.name, email: oksana.email, 'language-uk': true })
  await taras.opens(paths.staff.proposal('en', proposal.id))
  await taras.sends({ Approve: true })
  for (const [to, words] of [
    [email, 'Come and taste a Zwetschge. Claire Dubois'],
    [oksana.email, 'Gladly'],
  ] as const) {
    const person = app.visitor()
    await person.opens(await newestLink(app, to))
    await person.sends({ 'answer-yes': true, words, shareWords: true })
  }
  await app.letters()
  await saveForLater(app.ctx, { locale: 'en', email, answers: { town: 'Zwetschge' }, draft: undefined })
  const claim = {
    id: randomUUID(),
    communityId: 'fr-die',
    state: 'declined',
    name: 'Claire Dubois',
    office: 'Adjointe',
    email,
    locale: 'en',
  } as const
  await db
    .insertInto('claims')
    .values({ ...claim, createdAt: app.now() })
    .execute()
  return id
}

describe('withdrawing after a full life', () => {
  it('leaves no trace of the person in any table, the index or the outbox', async () => {
    const { db } = app.ctx
    const id = await livesFully()
    const before = await grepDatabase(db, personal)
    const tables = new Set(before.map((found) => found.split('.')[0]))
    expect([...tables].sort()).toEqual([
      'accounts',
      'claims',
      'community_profiles',
      'contacts',
      'interest_drafts',
      'interests',
      'introduction_sides',
      'letters',
      'profile_versions',
    ])
    expect(await grepDatabase(db, ['connected'])).toContain('introductions.state: connected')

    const page = await withdraws(id)
    expect([page.status, page.heading]).toEqual([200, 'The interest of Belvaux-sur-Rêve was withdrawn'])
    expect(await grepDatabase(db, personal)).toEqual([])
    expect(await grepIndex(app.ctx, personal)).toEqual([])
    const letters = await db.selectFrom('letters').select(['letter', 'toEmail', 'text']).execute()
    expect(JSON.stringify(letters)).not.toMatch(/Dubois|claire@|Zwetschge/)
    expect(letters.some(({ toEmail }) => toEmail === oksana.email)).toBe(true)

    expect(await interestOf(db, id)).toMatchObject({
      state: 'withdrawn',
      town: 'Belvaux-sur-Rêve',
      country: 'FR',
      answers: { needs: ['energy'] },
    })
    const events = await db.selectFrom('events').select('did').orderBy('id').execute()
    expect(events.map(({ did }) => did)).toEqual(
      expect.arrayContaining(['registered', 'accepted', 'connected', 'withdrew']),
    )
    expect(await remains(community)).toEqual({ id: community, seeking: false })

    expect((await claire.opens(manageLink(app, id))).heading).toBe(
      'The interest of Belvaux-sur-Rêve was withdrawn',
    )
    expect((await claire.opens(paths.our.community('en'))).at).toMatch(/^\/en\/sign-in/)
    const staffPage = await taras.opens(paths.staff.interest('en', id))
    expect(staffPage.text).toContain('Personal data and the municipality’s own words were deleted.')
    expect(staffPage.text).not.toMatch(/Dubois|Zwetschge/)
  }, 120_000)
})

describe('what stays in the registry', () => {
  it('is nothing of a community that only this interest brought', async () => {
    const id = await accepts()
    await grepIndex(app.ctx, [])
    await withdraws(id)
    expect(await remains(community)).toBeUndefined()
    expect(await grepIndex(app.ctx, ['Belvaux'])).toEqual([])
    expect(await grepDatabase(app.ctx.db, personal)).toEqual([])
  })

  it('is the community when it has a partnership, or was there before', async () => {
    const id = await accepts()
    await aPartnership(app.ctx.db, 'ua-drohobych', community)
    await withdraws(id)
    expect(await remains(community)).toEqual({ id: community, seeking: false })

    const known = await anInterest(app.ctx.db)
    await decides(taras, known, { [acceptExisting]: true, 'community-fr-die': true })
    expect(await remains('fr-die')).toEqual({ id: 'fr-die', seeking: true })
    await withdraws(known)
    expect(await remains('fr-die')).toEqual({ id: 'fr-die', seeking: false })
  })

  it('is what a colleague registered for the same community, and a contact that staff entered since', async () => {
    const { db } = app.ctx
    const paul = { contactName: 'Paul Roux', contactEmail: 'paul@belvaux.example' }
    const first = await accepts({ answers: { ...belvaux.answers, about: 'By Paul' }, ...paul })
    const second = await anInterest(db, belvaux)
    await decides(taras, second, { [acceptExisting]: true, [`community-${community}`]: true })
    await withdraws(second)
    expect(await remains(community)).toEqual({ id: community, seeking: true })
    expect(await db.selectFrom('contacts').select(['name', 'email']).execute()).toEqual([
      { name: 'Paul Roux', email: 'paul@belvaux.example' },
    ])
    expect(await db.selectFrom('communityProfiles').select('textEn').execute()).toEqual([
      { textEn: 'By Paul' },
    ])
    expect(await grepDatabase(db, ['claire@', 'Dubois', 'cheese'])).toEqual([])

    await db.updateTable('contacts').set({ name: 'Reception', email: 'office@belvaux.example' }).execute()
    await withdraws(first)
    expect(await db.selectFrom('contacts').select('email').execute()).toEqual([
      { email: 'office@belvaux.example' },
    ])
  })
})

describe('what goes with it', () => {
  it('is the same address’s other interests for that place, unconfirmed or declined; another town’s stays', async () => {
    const { db } = app.ctx
    const contact = { contactEmail: email }
    const id = await accepts()
    const same = await anInterest(db, { ...contact, town: 'Belvaux sur Reve', state: 'returned' })
    const declined = await anInterest(db, { ...contact, town: 'Elsewhere', state: 'declined' })
    const other = await anInterest(db, { ...contact, town: 'Châtillon' })
    const unconfirmed = await anInterest(db, { ...contact, state: 'unconfirmed', confirmedAt: null })
    await withdraws(id)
    const states = await Promise.all(
      [id, same, declined, other].map(async (each) => (await interestOf(db, each)).state),
    )
    expect(states).toEqual(['withdrawn', 'withdrawn', 'withdrawn', 'awaiting-review'])
    await expect(interestOf(db, unconfirmed)).rejects.toThrow()
  })

  it('is the account with the address, unless it speaks for another town that was accepted', async () => {
    const { db } = app.ctx
    const emails = async () =>
      (await db.selectFrom('accounts').select('email').where('role', '=', 'partner').execute()).map(
        (account) => account.email,
      )
    const first = await accepts()
    await claire.opens(manageLink(app, first))
    await claire.sends({}, 'Get an account')
    const second = await accepts({ town: 'Châtillon' })
    await withdraws(second)
    expect(await emails()).toEqual([email])
    await withdraws(first)
    expect(await emails()).toEqual([null])
  })

  it('never is an account of the Association’s staff', async () => {
    const id = await accepts({ contactEmail: 'taras@auc.example' })
    await withdraws(id)
    const account = await app.ctx.db
      .selectFrom('accounts')
      .select('role')
      .where('email', '=', 'taras@auc.example')
      .executeTakeFirst()
    expect(account?.role).toBe('staff')
  })
})

it('one press or two, or two people at once, withdraw once; before any decision, too', async () => {
  const { db } = app.ctx
  const id = await anInterest(db)
  const people = [app.visitor(), app.visitor()]
  for (const person of people) await person.opens(`${manageLink(app, id)}?view=withdraw`)
  const pages = await Promise.all(people.map((person) => person.sends({})))
  expect(pages.map(({ heading }) => heading)).toEqual(Array(2).fill('The interest of Die was withdrawn'))
  expect(await db.selectFrom('events').selectAll().where('did', '=', 'withdrew').execute()).toHaveLength(1)
  expect(await grepDatabase(db, ['claire@die.example', 'Dubois'])).toEqual([])
})

it('an approval in the same moment leaves nothing behind either', async () => {
  const { db } = app.ctx
  const id = await accepts()
  await matchCommunities(app.ctx)
  const proposal = await proposalOf(app, 'ua-drohobych', community)
  await taras.opens(paths.staff.contact('en', proposal.id, 'ua'))
  await taras.sends({ name: oksana.name, email: oksana.email, 'language-uk': true })
  await taras.opens(paths.staff.proposal('en', proposal.id))
  await claire.opens(`${manageLink(app, id)}?view=withdraw`)
  const [approval, withdrawal] = await Promise.all([taras.sends({ Approve: true }), claire.sends({})])
  expect([200, 404, 422]).toContain(approval.status)
  expect(withdrawal.heading).toBe('The interest of Belvaux-sur-Rêve was withdrawn')
  expect(await grepDatabase(db, personal)).toEqual([])
})
