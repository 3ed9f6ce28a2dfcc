// Staff decide on claims, coordinators on those of their oblast; only an accepted one lets somebody in.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { ClaimsTable } from '../../src/platform/db/schema.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aCommunity, aStaffMember } from '../support/builders.js'

let app: TestApp

const queue = '/uk/staff/claims'
const record = 'Записати рішення'

beforeAll(async () => {
  app = await createTestApp()
  const { db } = app.ctx
  await db
    .insertInto('countries')
    .values({ code: 'UA', nameEn: 'Ukraine', nameUk: 'Україна', worldRegion: 'Europe' })
    .execute()
  await db
    .insertInto('regions')
    .values([
      { code: 'UA.15', country: 'UA', nameEn: 'Lviv Oblast', nameUk: 'Львівська область' },
      { code: 'UA.21', country: 'UA', nameEn: 'Sumy Oblast', nameUk: 'Сумська область' },
    ])
    .execute()
  await aCommunity(db, { id: 'ua-drohobych', nameUk: 'Дрогобич', regionCode: 'UA.15' })
  await aCommunity(db, { id: 'ua-sumy', nameUk: 'Суми', regionCode: 'UA.21' })
  await aCommunity(db, { id: 'fr-die', nameNative: 'Die' })
})
afterAll(() => app.close())
beforeEach(async () => {
  app.startOver()
  for (const table of ['claims', 'letters', 'sessions', 'communityProfiles', 'accounts'] as const)
    await app.ctx.db.deleteFrom(table).execute()
})

/** A confirmed claim of Oksana's on Drohobych, unless said otherwise. */
async function aClaim(given: Partial<Insertable<ClaimsTable>> = {}): Promise<string> {
  const claim = {
    id: randomUUID(),
    communityId: 'ua-drohobych',
    state: 'awaiting-review' as const,
    name: 'Оксана Петренко',
    office: 'Начальниця відділу',
    email: 'oksana@drohobych-rada.gov.ua',
    phone: null,
    locale: 'uk',
    words: null,
    createdAt: app.now(),
    confirmedAt: app.now(),
    decidedBy: null,
    decidedAt: null,
    note: null,
    ...given,
  }
  await app.ctx.db.insertInto('claims').values(claim).execute()
  return claim.id
}

const claimOf = (id: string) =>
  app.ctx.db.selectFrom('claims').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const accountOf = (email: string) =>
  app.ctx.db.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()
const newestLetter = async () => (await app.letters()).at(-1)

describe('the queue', () => {
  it('shows what waits, the oldest first, and nothing of the person', async () => {
    await aClaim({ communityId: 'ua-sumy', confirmedAt: later(app.now(), -days(1)) })
    await aClaim({ confirmedAt: later(app.now(), -days(3)) })
    await aClaim({ communityId: 'fr-die', state: 'unconfirmed', confirmedAt: null })
    const taras = await app.staff()
    const page = await taras.opens(queue)
    expect(page.text).toContain('2 заявки')
    expect(page.links.filter((name) => ['Дрогобич', 'Суми'].includes(name))).toEqual(['Дрогобич', 'Суми'])
    expect(page.text).toContain('Чекає 3 дні')
    expect(page.text).not.toMatch(/Оксана|@/)
    expect((await taras.opens(`${queue}?state=declined`)).text).toContain('Таких заявок немає')
  })

  it('shows a coordinator the own oblast only; of others there is nothing to find', async () => {
    const ours = await aClaim()
    const theirs = await aClaim({ communityId: 'ua-sumy' })
    const bohdan = await app.coordinator('UA.15')
    const page = await bohdan.opens(queue)
    expect(page.links).toContain('Дрогобич')
    expect(page.links).not.toContain('Суми')
    expect((await bohdan.opens(`${queue}/${theirs}`)).status).toBe(404)
    const form = await bohdan.opens(`${queue}/${ours}`)
    const token = /name="_csrf" value="([^"]+)"/.exec(form.html)?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: token, seen: 'awaiting-review', decision: 'accept' })
    const answer = await bohdan.asks(`${queue}/${theirs}/decision`, { method: 'POST', body })
    expect(answer.status).toBe(404)
    await bohdan.opens(`${queue}/${ours}`)
    expect((await bohdan.sends({ Прийняти: true }, record)).text).toContain('Прийнято')
  })

  it('hides what is not confirmed', async () => {
    const id = await aClaim({ state: 'unconfirmed', confirmedAt: null })
    const taras = await app.staff()
    expect((await taras.opens(`${queue}/${id}`)).status).toBe(404)
    expect((await taras.opens(`${queue}/nonsense`)).status).toBe(404)
  })
})

describe('a claim', () => {
  it('is judged by its address, and the look at it is in the diary', async () => {
    const id = await aClaim({ words: 'Телефонуйте до приймальні' })
    const taras = await app.staff()
    expect((await taras.opens(`${queue}/${id}`)).text).toContain('Домен .gov.ua з назвою громади')
    const profile = { textUk: null, textEn: null, updatedAt: app.now() }
    await app.ctx.db
      .insertInto('communityProfiles')
      .values({ ...profile, communityId: 'ua-drohobych', website: 'https://drohobych.example' })
      .execute()
    const page = await taras.opens(`${queue}/${id}`)
    expect(page.text).toContain('Домен .gov.ua з назвою громади')
    expect(page.text).toContain('drohobych.example')
    const looks = await app.ctx.db
      .selectFrom('events')
      .select(['did', 'what'])
      .where('who', '=', taras.accountId)
      .where('did', '=', 'saw-contact')
      .execute()
    expect(looks).toEqual([{ did: 'saw-contact', what: { claim: id } }])
  })

  it('shows who may edit already, and what else was asked', async () => {
    await app.member('ua-drohobych', { name: 'Марія', email: 'maria@rada.example' })
    await aClaim({
      state: 'declined',
      office: 'Міський голова',
      decidedAt: app.now(),
      note: 'Не підтвердили',
    })
    const id = await aClaim()
    const taras = await app.staff()
    const page = await taras.opens(`${queue}/${id}`)
    expect(page.text).toContain('Марія, від')
    expect(page.links).toContain('Міський голова')
  })
})

describe('deciding', () => {
  it('accepts: Oksana may sign in, edits her community, and is told where', async () => {
    const id = await aClaim()
    const taras = await app.staff()
    await taras.opens(`${queue}/${id}`)
    const page = await taras.sends({ Прийняти: true }, record)
    expect(page.text).toContain('Заявку прийнято: Тарас')
    expect(await claimOf(id)).toMatchObject({ state: 'accepted', decidedBy: taras.accountId })
    expect(await accountOf('oksana@drohobych-rada.gov.ua')).toMatchObject({
      name: 'Оксана Петренко',
      role: 'member',
      communityId: 'ua-drohobych',
    })
    const letter = await newestLetter()
    expect(letter?.subject).toBe('Заявку прийнято: Дрогобич')
    expect(letter?.text.match(/https?:\S+/g)).toEqual([`${app.url}/uk/sign-in`])
  })

  it('makes a partner of an official abroad, and writes in the language of the form', async () => {
    const id = await aClaim({ communityId: 'fr-die', locale: 'en', email: 'claire@die.example' })
    const taras = await app.staff()
    await taras.opens(`${queue}/${id}`)
    await taras.sends({ Прийняти: true }, record)
    expect(await accountOf('claire@die.example')).toMatchObject({ role: 'partner', language: 'en' })
    expect((await newestLetter())?.subject).toBe('Your request is accepted: Die')
  })

  it('declines with a reason, which the applicant reads; without one it asks', async () => {
    const id = await aClaim()
    const taras = await app.staff()
    await taras.opens(`${queue}/${id}`)
    const wrong = await taras.sends({ Відхилити: true }, record)
    expect([wrong.status, wrong.errors]).toEqual([
      422,
      ['Поясніть, чому заявку відхилено: заявник це прочитає'],
    ])
    await taras.sends({ Відхилити: true, note: 'Рада не підтвердила повноважень.' }, record)
    expect(await claimOf(id)).toMatchObject({ state: 'declined', note: 'Рада не підтвердила повноважень.' })
    expect((await newestLetter())?.text).toContain('Причина: Рада не підтвердила повноважень.')
    expect(await accountOf('oksana@drohobych-rada.gov.ua')).toBeUndefined()
  })

  it('lets the first decision stand and tells the second person', async () => {
    const id = await aClaim()
    const [taras, iryna] = [await app.staff(), await app.admin()]
    await taras.opens(`${queue}/${id}`)
    await iryna.opens(`${queue}/${id}`)
    await taras.sends({ Відхилити: true, note: 'Помилкова заявка' }, record)
    const late = await iryna.sends({ Прийняти: true }, record)
    expect([late.status, late.text.includes('Рішення вже прийнято: Відхилено')]).toEqual([409, true])
    expect(await accountOf('oksana@drohobych-rada.gov.ua')).toBeUndefined()
  })

  it('counts once when two press at the same moment', async () => {
    const id = await aClaim()
    const people = [await app.staff(), await app.admin()]
    for (const person of people) await person.opens(`${queue}/${id}`)
    await Promise.all(people.map((person) => person.sends({ Прийняти: true }, record)))
    const letters = (await app.letters()).filter(({ subject }) => subject.startsWith('Заявку прийнято'))
    expect(letters).toHaveLength(1)
  })

  it.each([
    ['somebody of the Association', { role: 'admin' as const }, 'належить працівникові Асоціації'],
    ['another community’s', { role: 'member' as const, communityId: 'ua-sumy' }, 'представляє іншу громаду'],
    [
      'somebody shut out',
      { role: 'member' as const, communityId: 'ua-drohobych', disabledAt: new Date() },
      'закрито доступ',
    ],
  ])('never changes the account of %s', async (_who, account, words) => {
    const email = 'oksana@drohobych-rada.gov.ua'
    await aStaffMember(app.ctx.db, { email, ...account })
    const before = await accountOf(email)
    const id = await aClaim()
    const taras = await app.staff()
    expect((await taras.opens(`${queue}/${id}`)).text).toContain(words)
    const page = await taras.sends({ Прийняти: true }, record)
    expect([page.status, page.errors.join().includes(words)]).toEqual([422, true])
    expect(await accountOf(email)).toEqual(before)
    expect(await claimOf(id)).toMatchObject({ state: 'awaiting-review' })
  })

  it('lets in again whom colleagues once let go', async () => {
    const email = 'oksana@drohobych-rada.gov.ua'
    await aStaffMember(app.ctx.db, { email, role: 'member', communityId: null, disabledAt: app.now() })
    const id = await aClaim()
    const taras = await app.staff()
    await taras.opens(`${queue}/${id}`)
    await taras.sends({ Прийняти: true }, record)
    expect(await accountOf(email)).toMatchObject({ communityId: 'ua-drohobych', disabledAt: null })
  })
})

describe('the oblast', () => {
  it('shows a coordinator the communities with profile, editors, intent and claims', async () => {
    await aClaim()
    await app.member('ua-drohobych')
    await app.ctx.db
      .insertInto('declarations')
      .values({
        communityId: 'ua-drohobych',
        state: 'open',
        until: '2027-05-01',
        declaredBy: 'system',
        declaredAt: app.now(),
      })
      .execute()
    const bohdan = await app.coordinator('UA.15')
    const page = await bohdan.opens('/uk/staff/oblast')
    expect(page.heading).toBe('Львівська область')
    expect(page.text).toContain('1 громада')
    for (const words of [
      'Профілю ще немає',
      'Редагують: Оксана',
      '1 заявка на доступ',
      'Шукає партнера',
      '1 травня 2027',
    ])
      expect(page.text).toContain(words)
    expect(page.has('region')).toBe(false)
    expect((await bohdan.opens('/uk/staff/oblast?region=UA.21')).heading).toBe('Львівська область')
    expect((await bohdan.opens('/uk/staff/communities/ua-sumy/wishes')).status).toBe(403)
    expect((await bohdan.opens('/uk/staff/communities/ua-drohobych/wishes')).status).toBe(200)
    expect((await bohdan.opens('/uk/staff/interest')).status).toBe(403)
  })

  it('lets others of staff choose which one to look at', async () => {
    const taras = await app.staff()
    await taras.opens('/uk/staff/oblast')
    const page = await taras.sends({ region: 'UA.21' })
    expect([page.heading, page.links.includes('Суми')]).toEqual(['Сумська область', true])
  })
})
