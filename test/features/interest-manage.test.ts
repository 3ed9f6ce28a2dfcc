// Claire has a letter with a link. Behind it she changes her answers, mends what was returned, pauses, extends,
// asks for an account and takes her data along.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { notLooking } from '../../src/features/our-community/index.js'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import { newestLink } from '../support/claire.js'
import {
  acceptNew,
  anInterest,
  belvaux,
  decides,
  interestOf,
  manageLink,
  placed,
} from '../support/interests.js'
import type { Visitor } from '../support/page.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }
let claire: Visitor

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  await app.ctx.pool.query('truncate interests')
  taras = await app.staff()
  claire = app.visitor()
})

const community = 'fr-belvaux-sur-reve'
const did = async () =>
  (await app.ctx.db.selectFrom('events').select(['did', 'what']).orderBy('id').execute())
    .filter(({ what }) => 'interest' in what)
    .map((event) => event.did)
const declaration = () => app.ctx.db.selectFrom('declarations').select(['state', 'until']).executeTakeFirst()
const contacts = () => app.ctx.db.selectFrom('contacts').select(['name', 'email', 'phone']).execute()
const lettersTo = async (email: string) => (await app.letters()).filter(({ to }) => to.email === email)

/** Taras accepts Belvaux; gives its interest. */
async function accepted(): Promise<string> {
  const id = await anInterest(app.ctx.db, belvaux)
  await decides(taras, id, { [acceptNew]: true, ...placed })
  await app.letters()
  return id
}

describe('the link', () => {
  it('shows how the interest stands and changes nothing by being opened, as often as a gateway likes', async () => {
    const id = await accepted()
    const link = await newestLink(app, 'claire@belvaux.example')
    for (let n = 0; n < 3; n++) expect((await claire.opens(link)).status).toBe(200)
    expect(claire.page().text).toContain('Your interest was accepted: Belvaux-sur-Rêve is in the registry')
    expect(claire.page().text).toContain('We are looking for a partner until 3 November 2027')
    expect(claire.page().headers.get('referrer-policy')).toBe('no-referrer')
    expect(claire.page().headers.getSetCookie()).toEqual([])
    expect((await interestOf(app.ctx.db, id)).state).toBe('accepted')
  })

  it('of somebody else, made up or expired opens nothing', async () => {
    const id = await accepted()
    expect((await claire.opens(`${manageLink(app, id)}x`)).status).toBe(404)
    expect((await claire.opens(manageLink(app, 'b5a1e1f0-0000-4000-8000-000000000000'))).status).toBe(410)
    const link = manageLink(app, id)
    app.travel(days(31))
    const page = await claire.opens(link)
    expect([page.status, page.heading]).toEqual([410, 'A new link to your interest'])
    expect(page.text).toContain('The link you opened no longer works.')
  })

  it('does nothing without the token of its own page', async () => {
    const id = await accepted()
    const other = await anInterest(app.ctx.db)
    await claire.opens(manageLink(app, other))
    await claire.clicks('Change the answers')
    const form = String(claire.page().value('form'))
    const press = (body: Record<string, string>) =>
      claire.asks(`${manageLink(app, id)}/state`, { method: 'POST', body: new URLSearchParams(body) })
    expect((await press({ step: 'withdraw' })).status).toBe(422)
    expect((await press({ step: 'withdraw', form })).status).toBe(422)
    expect((await press({ step: 'sell', form })).status).toBe(422)
    expect((await interestOf(app.ctx.db, id)).state).toBe('accepted')
  })
})

describe('changing answers', () => {
  it('counts at once in the profile, the wishes and the contact', async () => {
    const { db } = app.ctx
    const id = await accepted()
    await claire.opens(manageLink(app, id))
    await claire.clicks('Change the answers')
    expect(claire.page().value('about')).toBe('We make cheese.')
    const page = await claire.sends({
      about: 'We make wine.',
      'needs-water': true,
      contactPhone: '+33 3 87 11 11 11',
    })
    expect(page.text).toContain('The changes are saved.')
    expect(await contacts()).toEqual([
      { name: 'Claire Dubois', email: 'claire@belvaux.example', phone: '+33 3 87 11 11 11' },
    ])
    const profile = await db.selectFrom('communityProfiles').selectAll().executeTakeFirstOrThrow()
    expect(profile).toMatchObject({ communityId: community, textEn: 'We make wine.' })
    const topics = await db
      .selectFrom('communityTopics')
      .select('topic')
      .where('direction', '=', 'need')
      .execute()
    expect(topics.map(({ topic }) => topic).sort()).toEqual(['energy', 'water'])
    expect((await did()).at(-1)).toBe('changed')
  })

  it('says what is wrong and loses nothing', async () => {
    await claire.opens(`${manageLink(app, await accepted())}?view=answers`)
    const page = await claire.sends({ contactEmail: 'claire', about: 'New words' })
    expect([page.status, page.value('about'), page.value('contactEmail')]).toEqual([
      422,
      'New words',
      'claire',
    ])
    expect(page.errors).toHaveLength(1)
  })

  it('never turns an accepted interest into that of another town', async () => {
    await claire.opens(`${manageLink(app, await accepted())}?view=answers`)
    const page = await claire.sends({ town: 'Paris' })
    expect(page.errors).toEqual([
      'An accepted interest belongs to this municipality only. Register a new one for another',
    ])
  })

  it('leaves what was edited elsewhere since, unless that very answer changed', async () => {
    const { db } = app.ctx
    const id = await accepted()
    await db.updateTable('communityProfiles').set({ textEn: 'Edited elsewhere' }).execute()
    await claire.opens(`${manageLink(app, id)}?view=answers`)
    await claire.sends({ contactPhone: '+33 3 87 22 22 22' })
    expect(await db.selectFrom('communityProfiles').select('textEn').execute()).toEqual([
      { textEn: 'Edited elsewhere' },
    ])
    expect((await contacts())[0]?.phone).toBe('+33 3 87 22 22 22')
  })

  it('takes back what was said here before', async () => {
    await claire.opens(`${manageLink(app, await accepted())}?view=answers`)
    await claire.sends({ about: '', website: '' })
    const profiles = app.ctx.db.selectFrom('communityProfiles').select(['website', 'textEn'])
    expect(await profiles.execute()).toEqual([{ website: null, textEn: null }])
  })

  it('to another address sends a link there and forgets the letters to the old one', async () => {
    await claire.opens(`${manageLink(app, await accepted())}?view=answers`)
    await claire.sends({ contactName: 'Paul Roux', contactEmail: 'paul@belvaux.example' })
    expect((await lettersTo('paul@belvaux.example')).map(({ subject }) => subject)).toEqual([
      'A new link: Belvaux-sur-Rêve',
    ])
    expect((await contacts())[0]).toMatchObject({ name: 'Paul Roux', email: 'paul@belvaux.example' })
    const old = app.ctx.db.selectFrom('letters').select('id').where('toEmail', '=', 'claire@belvaux.example')
    expect(await old.execute()).toEqual([])
  })
})

describe('a returned interest', () => {
  it('is mended and sent again, and waits for the staff as before', async () => {
    const { db } = app.ctx
    const id = await anInterest(db, belvaux)
    const { confirmedAt } = await interestOf(db, id)
    await decides(taras, id, {
      'Return to be completed': true,
      'Words to the municipality': 'How many people?',
    })
    await claire.opens(await newestLink(app, 'claire@belvaux.example'))
    expect(claire.page().text).toContain('How many people?')
    await claire.clicks('Correct and send again')
    const page = await claire.sends({ population: '5 100', town: 'Belvaux' })
    expect(page.text).toContain('your answers were sent again')
    expect(await interestOf(db, id)).toMatchObject({
      state: 'awaiting-review',
      town: 'Belvaux',
      population: 5_100,
      note: null,
      confirmedAt,
    })
    expect(await did()).toEqual(['saw-contact', 'returned', 'resent'])
    expect((await decides(taras, id, { [acceptNew]: true, ...placed })).status).toBe(200)
  })
})

describe('the search of an accepted municipality', () => {
  it('is paused and resumed, once for two presses', async () => {
    const id = await accepted()
    await claire.opens(manageLink(app, id))
    expect((await claire.sends({}, 'Pause the search')).text).toContain('The search is paused.')
    expect((await notLooking(app.ctx.db)).has(community)).toBe(true)
    expect((await interestOf(app.ctx.db, id)).state).toBe('paused')
    await claire.opens(manageLink(app, id))
    await claire.sends({}, 'Resume the search')
    expect(await declaration()).toEqual({ state: 'open', until: '2027-11-03' })
    expect((await did()).filter((each) => each !== 'saw-contact')).toEqual(['accepted', 'paused', 'resumed'])
  })

  it('is extended by a year from today', async () => {
    const id = await accepted()
    app.travel(days(100))
    await claire.opens(manageLink(app, id))
    const page = await claire.sends({}, 'Extend the search by a year')
    expect(page.text).toContain('We are looking for a partner until 11 February 2028')
    expect(await declaration()).toEqual({ state: 'open', until: '2028-02-11' })
  })
})

describe('an account', () => {
  it('is given to the contact person, as a partner of this community', async () => {
    await claire.opens(manageLink(app, await accepted()))
    const page = await claire.sends({}, 'Get an account')
    expect(page.text).toContain('The account is ready.')
    const account = await app.ctx.db
      .selectFrom('accounts')
      .selectAll()
      .where('email', '=', 'claire@belvaux.example')
      .executeTakeFirstOrThrow()
    expect(account).toMatchObject({
      role: 'partner',
      communityId: community,
      name: 'Claire Dubois',
      language: 'en',
    })
    await claire.clicks('Sign in')
    await claire.sends({ email: 'claire@belvaux.example' })
    await claire.opens(await newestLink(app, 'claire@belvaux.example'))
    await claire.sends({})
    expect((await claire.opens(paths.our.community('en'))).status).toBe(200)
  })

  it('is never changed when there is one: staff stay staff', async () => {
    const { db } = app.ctx
    const id = await anInterest(db, { ...belvaux, contactEmail: 'taras@auc.example' })
    await decides(taras, id, { [acceptNew]: true, ...placed })
    await claire.opens(manageLink(app, id))
    expect(claire.page().text).not.toContain('Get an account')
    const account = await db
      .selectFrom('accounts')
      .select('role')
      .where('email', '=', 'taras@auc.example')
      .executeTakeFirst()
    expect(account?.role).toBe('staff')
  })
})

it('gives Claire everything that is kept, as JSON', async () => {
  const id = await accepted()
  await app.letters()
  const answer = await claire.asks(`${manageLink(app, id)}?view=data`)
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  const data = (await answer.json()) as Record<string, unknown>
  expect(data).toMatchObject({
    interest: {
      id,
      town: 'Belvaux-sur-Rêve',
      contactName: 'Claire Dubois',
      answers: { about: 'We make cheese.' },
    },
    contact: [{ email: 'claire@belvaux.example' }],
    letters: [{ letter: 'interest-accepted', toEmail: 'claire@belvaux.example' }],
    declaration: [{ state: 'open' }],
  })
  expect(JSON.stringify(data)).not.toContain(taras.accountId)

  const undecided = await anInterest(app.ctx.db, { communityId: community })
  const theirs = await claire.asks(`${manageLink(app, undecided)}?view=data`)
  expect(await theirs.json()).toMatchObject({ wishes: [], texts: [], declaration: [], contact: [] })
})
