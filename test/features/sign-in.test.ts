// Taras signs in by a mailed link; others do not.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import type { Config } from '../../src/config.js'
import type { AppContext } from '../../src/context.js'
import { requestSignIn } from '../../src/features/accounts/sign-in.actions.js'
import { safeNext } from '../../src/features/accounts/accounts.model.js'
import { accountsRoutes } from '../../src/features/accounts/accounts.routes.js'
import { staffLettersRoutes } from '../../src/features/letters/letters.routes.js'
import type { Connection } from '../../src/platform/db/connect.js'

import { days, later, minutes } from '../../src/platform/kit/clock.js'
import { aStaffMember } from '../support/builders.js'
import { testDatabase } from '../support/database.js'
import { inboxOf, type Inbox } from '../support/inbox.js'
import { spokenOnly } from '../../src/platform/http/locale.js'
import { loggedPath } from '../../src/platform/http/log.js'
import { sliceApp, testConfig, testContext } from '../support/slice-app.js'
import { headingOf, pathOf, tokenIn, agentOf } from '../support/agent.js'

const email = 'taras@auc.example'

let connection: Connection
let ctx: AppContext
let app: Express
let inbox: Inbox
let now: Date
let taras: string

beforeAll(async () => {
  connection = await testDatabase()
  inbox = inboxOf(connection.db)
})
afterAll(() => connection.close())
beforeEach(async () => {
  for (const table of ['letters', 'sessions', 'accounts'] as const)
    await connection.db.deleteFrom(table).execute()
  now = new Date('2026-11-23T08:00:00Z')
  taras = await aStaffMember(connection.db, { email })
  ctx = testContext(connection, { clock: { now: () => now } })
  app = sliceApp(ctx, spokenOnly, accountsRoutes(ctx), staffLettersRoutes(ctx))
})

const events = async () =>
  (
    await connection.db
      .selectFrom('events')
      .select(['who', 'did'])
      .where('who', '=', taras)
      .where('did', 'like', 'signed-%')
      .orderBy('id')
      .execute()
  ).map(({ did }) => did)

const browser = (of: Express = app) => agentOf(of)
const signedIn = () => browser().signsIn(email, inbox)

describe('signing in', () => {
  it('sends Taras a link; opening it changes nothing, pressing the button signs him in', async () => {
    const visitor = browser()
    const asked = await visitor.asksForLink(email)
    expect([asked.status, asked.headers.location]).toEqual([303, '/uk/sign-in/check-email'])

    const letter = await inbox.only()
    expect(letter).toMatchObject({ letter: 'sign-in', locale: 'uk', to: email, name: 'Тарас' })
    const page = await visitor.opens(pathOf(letter.link))
    expect(headingOf(page.text)).toBe('Увійти як Тарас')
    expect((await visitor.opens('/uk/staff/letters')).status).toBe(303)

    const entered = await visitor.follows(letter.link)
    expect([entered.status, entered.headers.location]).toEqual([303, '/uk/staff'])
    expect((await visitor.opens('/uk/staff/letters')).status).toBe(200)
    expect(await events()).toEqual(['signed-in'])
  })

  it('takes the address as people type it', async () => {
    await browser().asksForLink('  Taras@AUC.example ')
    expect((await inbox.only()).to).toBe(email)
  })

  it('gives a new session, so that a cookie known before is worth nothing', async () => {
    const visitor = browser()
    const form = await visitor.opens('/uk/sign-in')
    const before = form.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    await visitor.sends('/uk/sign-in', { _csrf: tokenIn(form.text), email })
    const entered = await visitor.follows((await inbox.only()).link)
    const cookie = entered.headers['set-cookie']?.[0] ?? ''
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/)
    expect(cookie.split(';')[0]).not.toBe(before)
    expect((await request(app).get('/uk/staff/letters').set('Cookie', before)).status).toBe(303)
  })

  it('answers an unknown address exactly as a known one, and sends nothing', async () => {
    const known = await browser().asksForLink(email)
    const began = performance.now()
    const unknown = await browser().asksForLink('nobody@auc.example')
    expect(performance.now() - began).toBeGreaterThan(190)
    expect([unknown.status, unknown.headers.location, unknown.text]).toEqual([
      known.status,
      known.headers.location,
      known.text,
    ])
    expect(await inbox.all()).toHaveLength(1)
  })

  it('sends nothing to somebody who may sign in no more', async () => {
    await connection.db.updateTable('accounts').set({ disabledAt: now }).execute()
    await browser().asksForLink(email)
    expect(await inbox.all()).toEqual([])
  })

  it('keeps what was typed when it is no address, and says which field', async () => {
    const answer = await browser().asksForLink('taras at auc')
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="taras at auc"')
    expect(answer.text).toContain('href="#email"')
    expect(answer.text).toContain('aria-invalid="true"')
  })

  it.each([
    ['nothing at all', {}],
    ['a list', { email: ['a@b.example', 'c@d.example'] }],
  ])('answers %s with 422', async (_what, fields) => {
    const visitor = browser()
    const form = await visitor.opens('/uk/sign-in')
    const answer = await visitor.sends('/uk/sign-in', { _csrf: tokenIn(form.text), ...fields })
    expect(answer.status).toBe(422)
  })

  it('in production sends at most five links to one address in a quarter of an hour', async () => {
    const production: AppContext = { ...ctx, config: { ...ctx.config, mode: 'production' } }
    const ask = () => requestSignIn(production, { email, locale: 'uk', next: undefined, browser: 'his' })
    for (let n = 0; n < 7; n++) await ask()
    expect(await inbox.all()).toHaveLength(5)
    now = later(now, minutes(16))
    await ask()
    expect(await inbox.all()).toHaveLength(6)
  })

  it('limits how often one network may ask', async () => {
    const config: Config = {
      ...testConfig(),
      mode: 'production',
      limits: { signIn: 2, forms: 100, api: 100 },
    }
    const limited = sliceApp({ ...ctx, config }, accountsRoutes({ ...ctx, config }))
    const visitor = browser(limited)
    const statuses = []
    for (let n = 0; n < 3; n++) statuses.push((await visitor.asksForLink(email)).status)
    expect(statuses).toEqual([303, 303, 429])
  })

  it('speaks the languages of the service and no other', async () => {
    expect((await browser().opens('/en/sign-in')).status).toBe(200)
    expect((await browser().opens('/xx/sign-in')).status).toBe(404)
  })

  it('refuses a form that is not ours', async () => {
    const answer = await browser().sends('/uk/sign-in', { _csrf: 'guessed', email })
    expect(answer.status).toBe(403)
    expect(await inbox.all()).toEqual([])
  })
})

describe('a sign-in link', () => {
  it('works once', async () => {
    const visitor = browser()
    await visitor.asksForLink(email)
    const { link } = await inbox.only()
    await visitor.follows(link)
    const again = await browser().opens(pathOf(link))
    expect([again.status, headingOf(again.text)]).toEqual([410, 'Це посилання вже не діє'])
    expect(again.text).toContain('href="/uk/sign-in"')
  })

  it('signs in once, however often the button is pressed', async () => {
    const visitor = browser()
    await visitor.asksForLink(email)
    const page = pathOf((await inbox.only()).link)
    const token = tokenIn((await visitor.opens(page)).text)
    await Promise.all([1, 2, 3].map(() => visitor.sends(page, { _csrf: token })))
    expect(await events()).toEqual(['signed-in'])
  })

  it('works for twenty minutes', async () => {
    const visitor = browser()
    await visitor.asksForLink(email)
    const { link } = await inbox.only()
    now = later(now, minutes(20) - 1000)
    const page = await visitor.opens(pathOf(link))
    expect(page.status).toBe(200)
    now = later(now, 1000)
    expect((await visitor.sends(pathOf(link), { _csrf: tokenIn(page.text) })).status).toBe(410)
    expect((await visitor.opens(pathOf(link))).status).toBe(410)
  })

  it('is worth nothing with another id, another end or another purpose', async () => {
    await browser().asksForLink(email)
    const token = (await inbox.only()).link.split('/').at(-1) ?? ''
    const [end = '', subject = '', mark = ''] = token.split('.')
    const forged = [
      `zzzzzz.${subject}.${mark}`,
      `${end}.${subject}`,
      `${end}.eA.${mark}`,
      'x',
      ctx.links.sign('introduction', 'x', later(now, days(1))),
    ]
    for (const each of forged) expect((await browser().opens(`/uk/sign-in/${each}`)).status).toBe(410)
  })

  it('is worth nothing once the account is closed', async () => {
    const visitor = browser()
    await visitor.asksForLink(email)
    const path = pathOf((await inbox.only()).link)
    const page = await visitor.opens(path)
    await connection.db.updateTable('accounts').set({ disabledAt: now }).execute()
    expect((await visitor.sends(path, { _csrf: tokenIn(page.text) })).status).toBe(410)
    expect((await visitor.opens(path)).status).toBe(410)
  })

  it('leaves no trace in caches, search engines, referrers or logs', async () => {
    await browser().asksForLink(email)
    const path = pathOf((await inbox.only()).link)
    const { headers } = await browser().opens(path)
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
    expect(loggedPath(path)).toBe('/uk/sign-in/…')
  })
})

describe('afterwards', () => {
  it('goes to the page that asked for signing in, through the letter', async () => {
    const wanted = '/uk/staff/letters?again=yes'
    const visitor = browser()
    const sent = await visitor.opens(wanted)
    expect(sent.headers.location).toBe(`/uk/sign-in?next=${encodeURIComponent(wanted)}`)
    await visitor.asksForLink(email, sent.headers.location)
    const entered = await visitor.follows((await inbox.only()).link)
    expect(entered.headers.location).toBe(wanted)
  })

  it.each([
    ['/uk/staff', '/uk/staff'],
    ['/en/staff/proposals/7?state=open', '/en/staff/proposals/7?state=open'],
    ['/uk/communities', undefined],
    ['/xx/staff', undefined],
    ['/uk/staffroom', undefined],
    ['//evil.example/uk/staff', undefined],
    ['https://evil.example/uk/staff', undefined],
    ['/uk/staff/../../../evil', undefined],
    ['/uk/staff/../staffroom', undefined],
    ['/uk/staff/..%2f..', '/uk/staff/..%2f..'],
    ['/uk/staff\\@evil.example', undefined],
    ['/uk/staff/\r\nLocation: https://evil.example', undefined],
    [['/uk/staff'], undefined],
    [undefined, undefined],
  ])('from %j to %j', (wanted, safe) => expect(safeNext(wanted)).toBe(safe))

  it('sends a signed-in person on instead of asking again', async () => {
    const visitor = await signedIn()
    expect((await visitor.opens('/uk/sign-in')).headers.location).toBe('/uk/staff')
  })

  it('is out at once when the account is closed', async () => {
    const visitor = await signedIn()
    await connection.db.updateTable('accounts').set({ disabledAt: now }).execute()
    expect((await visitor.opens('/uk/staff/letters')).status).toBe(303)
  })

  it('ends with signing out', async () => {
    const visitor = await signedIn()
    const page = await visitor.opens('/uk/staff/letters')
    expect((await visitor.sends('/uk/sign-out', { _csrf: 'guessed' })).status).toBe(403)
    const out = await visitor.sends('/uk/sign-out', { _csrf: tokenIn(page.text) })
    expect([out.status, out.headers.location]).toEqual([303, '/uk'])
    expect((await visitor.opens('/uk/staff/letters')).status).toBe(303)
    expect(
      await connection.db.selectFrom('sessions').select('sid').where('sess', 'is not', null).execute(),
    ).toHaveLength(0)
    expect(await events()).toEqual(['signed-in', 'signed-out'])
  })

  it('lets somebody who is out already press the button again', async () => {
    expect((await browser().sends('/en/sign-out', {})).headers.location).toBe('/en')
  })
})
