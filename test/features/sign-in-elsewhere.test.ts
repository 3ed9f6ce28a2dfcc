// A link belongs to the browser that asked for it. Whoever reads the letter elsewhere types its code there.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Express } from 'express'
import type { AppContext } from '../../src/context.js'
import { accountsRoutes } from '../../src/features/accounts/accounts.routes.js'
import { deviceOf, newCode, readCode, shownCode } from '../../src/features/accounts/sign-in.model.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { spokenOnly } from '../../src/platform/http/locale.js'
import { later, minutes } from '../../src/platform/kit/clock.js'
import { agentOf, headingOf, pathOf, tokenIn } from '../support/agent.js'
import { aCommunity, aStaffMember } from '../support/builders.js'
import { testDatabase } from '../support/database.js'
import { inboxOf, type FoundLetter, type Inbox } from '../support/inbox.js'
import { sliceApp, testContext } from '../support/slice-app.js'

const email = 'taras@auc.example'

let connection: Connection
let ctx: AppContext
let app: Express
let inbox: Inbox
let now: Date

beforeAll(async () => {
  connection = await testDatabase()
  inbox = inboxOf(connection.db)
  await aCommunity(connection.db, { id: 'ua-drohobych' })
  await connection.db
    .insertInto('regions')
    .values({ code: 'UA.15', country: 'UA', nameEn: 'Lviv Oblast', nameUk: 'Львівська область' })
    .execute()
})
afterAll(() => connection.close())
beforeEach(async () => {
  for (const table of ['letters', 'sessions', 'accounts'] as const)
    await connection.db.deleteFrom(table).execute()
  now = new Date('2026-11-23T08:00:00Z')
  await aStaffMember(connection.db, { email })
  ctx = testContext(connection, { clock: { now: () => now } })
  app = sliceApp(ctx, spokenOnly, accountsRoutes(ctx))
})

const browser = () => agentOf(app)
type Browser = ReturnType<typeof browser>

const codeIn = ({ text }: FoundLetter) => /\b[A-Z2-9]{4} [A-Z2-9]{4}\b/.exec(text)?.[0] ?? ''
const types = (visitor: Browser, code: string, page = '/uk/sign-in/check-email') =>
  visitor.fillsIn(page, { code }, '/uk/sign-in/code')
const wrong = 'AAAA AAAA'

describe('a letter read in another browser', () => {
  it('shows no way in there, and the button works where it was asked for', async () => {
    const desk = browser()
    await desk.asksForLink(email)
    const { link } = await inbox.only()
    const phone = browser()
    const page = await phone.opens(pathOf(link))
    expect([page.status, headingOf(page.text)]).toEqual([200, 'Посилання відкрито не там, де його просили'])
    expect(page.text).not.toContain('<form class="form" method="post"')
    expect(page.text).not.toMatch(/Тарас|[A-Z2-9]{4} [A-Z2-9]{4}/)
    expect((await desk.follows(link)).headers.location).toBe('/uk/staff')
  })

  it('lets nobody in who sends the form all the same', async () => {
    await browser().asksForLink(email)
    const { link } = await inbox.only()
    const thief = browser()
    const form = await thief.opens('/uk/sign-in')
    expect((await thief.sends(pathOf(link), { _csrf: tokenIn(form.text) })).status).toBe(410)
    // Nor a thief who waits for a link of his own.
    await thief.asksForLink('nobody@auc.example')
    const again = await thief.opens('/uk/sign-in')
    expect((await thief.sends(pathOf(link), { _csrf: tokenIn(again.text) })).status).toBe(410)
  })

  it('works by its code, however it is typed, and once', async () => {
    const desk = browser()
    await desk.asksForLink(email)
    const letter = await inbox.only()
    const typed = codeIn(letter).toLowerCase().replace(' ', ' - ').replaceAll('a', 'а')
    const entered = await types(desk, `  ${typed} `)
    expect([entered.status, entered.headers.location]).toEqual([303, '/uk/staff'])
    const again = browser()
    await again.asksForLink('nobody@auc.example')
    expect((await types(again, codeIn(letter))).status).toBe(422)
    expect((await browser().opens(pathOf(letter.link))).status).toBe(410)
  })

  it('goes on to the page that asked for signing in, by the code as by the link', async () => {
    const desk = browser()
    const wanted = '/uk/staff/letters?again=yes'
    const asked = await desk.asksForLink(email, `/uk/sign-in?next=${encodeURIComponent(wanted)}`)
    const entered = await types(desk, codeIn(await inbox.only()), asked.headers.location)
    expect(entered.headers.location).toBe(wanted)
  })

  it('is worth nothing in a browser that did not ask, although the code is right', async () => {
    await browser().asksForLink(email)
    const code = codeIn(await inbox.only())
    const stranger = browser()
    expect((await types(stranger, code)).status).toBe(422)
    await stranger.asksForLink('nobody@auc.example')
    expect((await types(stranger, code)).status).toBe(422)
  })

  it('keeps a wrong code in its field, and says so', async () => {
    const desk = browser()
    await desk.asksForLink(email)
    const answer = await types(desk, wrong)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`value="${wrong}"`)
    expect(answer.text).toContain('href="#code"')
    expect((await desk.opens('/uk/sign-in/code')).headers.location).toBe('/uk/sign-in/check-email')
  })

  it('allows five wrong tries for a link; the link itself still works', async () => {
    const desk = browser()
    await desk.asksForLink(email)
    const letter = await inbox.only()
    for (let n = 0; n < 5; n++) expect((await types(desk, wrong)).status).toBe(422)
    expect((await types(desk, codeIn(letter))).status).toBe(422)
    expect((await desk.follows(letter.link)).status).toBe(303)
  })

  it('answers an unknown address exactly as a known one, to the last try', async () => {
    const answers = async (address: string) => {
      const visitor = browser()
      await visitor.asksForLink(address)
      const seen = []
      for (let n = 0; n < 7; n++) {
        const { status, text } = await types(visitor, wrong)
        seen.push([status, text.replace(/name="_csrf" value="[^"]+"/g, '')])
      }
      return seen
    }
    expect(await answers('nobody@auc.example')).toEqual(await answers(email))
  }, 120_000)

  it('is over after twenty minutes', async () => {
    const desk = browser()
    await desk.asksForLink(email)
    const code = codeIn(await inbox.only())
    now = later(now, minutes(20))
    expect((await types(desk, code)).status).toBe(422)
  })

  it('asked for twice, opens with either letter', async () => {
    const desk = browser()
    await desk.asksForLink(email)
    const first = await inbox.only()
    now = later(now, minutes(1))
    await desk.asksForLink(email)
    expect((await types(desk, codeIn(first))).status).toBe(303)
  })

  it('leaves neither the code nor the browser’s secret in the database', async () => {
    await browser().asksForLink(email)
    const code = codeIn(await inbox.only())
    const rows = JSON.stringify(await connection.db.selectFrom('signInLinks').selectAll().execute())
    const sessions = await connection.db.selectFrom('sessions').select('sess').execute()
    const { browser: secret } = sessions[0]?.sess as { browser: string }
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(rows).not.toContain(secret)
    expect(rows).not.toContain(code.replace(' ', ''))
  })
})

describe('whoever comes in', () => {
  it.each([
    ['member', { communityId: 'ua-drohobych' }, '/uk/our-community'],
    ['member', { communityId: null }, '/uk/account'],
    ['coordinator', { regionCode: 'UA.15' }, '/uk/staff'],
    ['admin', {}, '/uk/staff'],
  ] as const)('as %s is in their own room: %j', async (role, given, room) => {
    const address = 'somebody@auc.example'
    await aStaffMember(connection.db, { email: address, role, ...given })
    const visitor = browser()
    await visitor.asksForLink(address)
    expect((await visitor.follows((await inbox.only()).link)).headers.location).toBe(room)
  })
})

describe('a code', () => {
  it('has no sign that can be taken for another, and is read in both alphabets', () => {
    let n = 0
    const code = newCode((below) => (n += 7) % below)
    expect(code).toMatch(/^[ACEHKMPTXY2-9]{8}$/)
    expect(readCode(shownCode(code))).toBe(code)
    expect(readCode('асен-кмрт')).toBe('ACEHKMPT')
    for (const typed of ['', 'K7HX', 'K7HX 4TPAA', 'K7HX 4TPO', 'ґґґґ ґґґґ'])
      expect(readCode(typed)).toBeUndefined()
  })
})

describe('a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
      'Firefox',
      'Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 CriOS/131.0 Mobile Safari/604',
      'Chrome',
      'iOS',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.1 Safari/605.1',
      'Safari',
      'macOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 Chrome/131.0 Safari/537 Edg/131.0', 'Edge', 'Linux'],
    ['curl/8.5.0', null, null],
    [undefined, null, null],
  ])('%s is %s on %s', (agent, family, system) => {
    expect(deviceOf(agent)).toEqual({ browser: family, system })
  })
})
