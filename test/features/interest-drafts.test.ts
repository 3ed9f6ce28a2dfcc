// A form that is put aside half filled and continued from a mailed link.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { forgetOldInterests } from '../../src/features/interest/index.js'
import { days } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { claire, newestLink, sendsIn, type Told } from '../support/claire.js'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, interest_drafts, letters, events')
  app.startOver()
})

const email = 'claire@die.example'
const drafts = () => app.ctx.db.selectFrom('interestDrafts').selectAll().orderBy('createdAt').execute()
const subjects = async () => (await app.letters()).map(({ subject }) => subject)

async function saves(told: Told, at = '/en/interest') {
  const person = app.visitor()
  await person.opens(at)
  return person.sends(told, 'Save and continue later')
}

describe('a half-filled form', () => {
  it('needs an address and nothing else, and comes back as it was, wrong answers too', async () => {
    const saved = await saves({ contactEmail: email, town: 'Di', population: 'few', 'offers-youth': true })
    expect([saved.at, saved.heading]).toEqual(['/en/interest/check-email?saved=yes', 'The form is saved'])
    expect(await subjects()).toEqual(['Your half-filled form is waiting'])
    const link = await newestLink(app, email)
    const before = await drafts()
    const page = await app.visitor().opens(link)
    expect([page.status, page.value('town'), page.value('population')]).toEqual([200, 'Di', 'few'])
    expect(page.value('offers-youth')).toBe(true)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await drafts()).toEqual(before)
  })

  it('asks for the address when there is none, and loses nothing', async () => {
    const page = await saves({ contactEmail: '', town: 'Die' })
    expect([page.status, ...page.errors]).toEqual([
      422,
      'Enter an office email address, such as townhall@example.org',
    ])
    expect(page.value('town')).toBe('Die')
    expect(await drafts()).toEqual([])
  })

  it('stays one form when it is saved again, and its letter stays the only one', async () => {
    await saves({ contactEmail: email, town: 'Di' })
    const link = await newestLink(app, email)
    await saves({ town: 'Die', project: 'A choir' }, link)
    expect(await subjects()).toHaveLength(1)
    expect(await drafts()).toHaveLength(1)
    const page = await app.visitor().opens(link)
    expect([page.value('town'), page.value('project')]).toEqual(['Die', 'A choir'])
  })

  it('moves to another address with a new link', async () => {
    await saves({ contactEmail: 'clarie@die.example', town: 'Die' })
    const old = await newestLink(app, 'clarie@die.example')
    await saves({ contactEmail: email }, old)
    expect((await drafts()).map((draft) => draft.email)).toEqual([email])
    expect((await app.visitor().opens(old)).status).toBe(410)
    expect((await app.visitor().opens(await newestLink(app, email))).value('town')).toBe('Die')
  })

  it('is gone once the interest is registered, with its letter', async () => {
    await saves({ contactEmail: email, town: 'Die' })
    const link = await newestLink(app, email)
    const person = app.visitor()
    await person.opens(link)
    await person.sends(claire, 'Check your answers')
    await person.sends({}, 'Change your answers')
    await person.sends({ project: 'A choir' }, 'Check your answers')
    await sendsIn(person)
    expect(await drafts()).toEqual([])
    expect((await app.visitor().opens(link)).status).toBe(410)
    const letters = await app.ctx.db.selectFrom('letters').select('letter').execute()
    expect(letters).toEqual([{ letter: 'confirm-interest' }])
  })

  it('is kept for fourteen days', async () => {
    await saves({ contactEmail: email, town: 'Die' })
    const link = await newestLink(app, email)
    app.travel(days(14))
    const page = await app.visitor().opens(link)
    expect([page.status, page.heading]).toEqual([410, 'This link no longer works'])
    expect(await forgetOldInterests(app.ctx)).toEqual({ interests: 0, drafts: 1 })
    expect([await drafts(), await app.ctx.db.selectFrom('letters').selectAll().execute()]).toEqual([[], []])
  })

  it('brings one address three letters in an hour at most', async () => {
    const pages = []
    for (let n = 0; n < 5; n++) pages.push((await saves({ contactEmail: email, town: `Die ${n}` })).html)
    expect(new Set(pages).size).toBe(1)
    expect(await drafts()).toHaveLength(3)
    expect(await subjects()).toHaveLength(3)
  })

  it('keeps only what the form asks for', async () => {
    const person = app.visitor()
    const page = await person.opens('/en/interest')
    const body = new URLSearchParams({ form: String(page.value('form')), contactEmail: email, role: 'admin' })
    body.append('town', 'x'.repeat(9000))
    await person.asks('/en/interest/save', { method: 'POST', body })
    const [draft] = await drafts()
    expect(draft?.answers).toEqual({ contactEmail: email, town: 'x'.repeat(4000) })
  })
})
