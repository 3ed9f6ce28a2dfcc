// What Taras sees before he decides – what was between the two, how much each has open – and what the
// decision was based on, kept as it was and printed for a folder.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import { aPartnership } from '../support/builders.js'
import type { Visitor } from '../support/page.js'
import { claire, entersContacts, oksana, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }
let id: string
let at: string
let sheet: string

const proposal = () =>
  app.ctx.db
    .selectFrom('proposals')
    .select(['state', 'reason', 'rationale', 'note'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Approves a pair, so that its introduction is open. */
async function approves(uaId: string, foreignId: string) {
  const pair = await proposalOf(app, uaId, foreignId)
  await entersContacts(taras, pair.id)
  await taras.opens(pair.at)
  return taras.sends({ Схвалити: true })
}

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
  ;({ id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica'))
  sheet = paths.staff.proposalSheet('uk', id)
})

describe('before a decision', () => {
  it('shows where both lie, and says so to whoever does not see the map', async () => {
    const page = await taras.opens(at)
    expect(page.html).toMatch(
      /<svg class="map"[^>]*role="img" aria-label="Карта: Дрогобич \(Україна\) і Легниця/,
    )
  })

  it('tells what is on record between the two, ended or not', async () => {
    expect((await taras.opens(at)).text).toContain(
      'Ні партнерства, ні угод, ні знайомства цієї пари не записано.',
    )
    await aPartnership(app.ctx.db, 'ua-drohobych', 'pl-legnica', { status: 'terminated' })
    await app.ctx.db
      .insertInto('agreements')
      .values({
        id: randomUUID(),
        uaId: 'ua-drohobych',
        foreignId: 'pl-legnica',
        kind: 'memorandum',
        lawKind: null,
        signedYear: 1999,
        signedOn: null,
        durationYears: 5,
        autoRenewal: null,
        source: 'a test',
      })
      .execute()
    const page = await taras.opens(at)
    expect(page.text).toContain('Партнерство: припинене.')
    expect(page.text).toContain('Меморандум, 1999')
    expect(page.has('Схвалити')).toBe(true)
  })

  it('shows how many introductions each has open, and warns when one more is beyond a fair share', async () => {
    expect((await taras.opens(at)).text).toContain('Відкрито 0, дозволено щонайбільше 3')
    for (const foreignId of ['fr-die', 'de-meissen']) await insertOpen('ua-drohobych', foreignId)
    const two = await taras.opens(at)
    expect(two.text).toContain('Відкрито 2, дозволено щонайбільше 3')
    expect(two.links).toContain('Майсен')
    expect(two.text).not.toContain('перевищить справедливу частку')
    await insertOpen('ua-drohobych', 'pl-legnica-two')
    const three = await taras.opens(at)
    expect(three.text).toContain('Дрогобич: відкрито вже 3, а має бути щонайбільше 3')
    expect(three.has('Схвалити')).toBe(true)
  })

  async function insertOpen(uaId: string, foreignId: string) {
    const { db } = app.ctx
    const now = app.now()
    await db
      .insertInto('communities')
      .values({
        id: foreignId,
        country: 'PL',
        kind: 'city',
        nameEn: foreignId,
        nameNative: foreignId,
        lat: 51,
        lon: 17,
        source: 'a test',
      } as never)
      .onConflict((known) => known.doNothing())
      .execute()
    const proposalId = randomUUID()
    await db
      .insertInto('proposals')
      .values({
        id: proposalId,
        uaId,
        foreignId,
        state: 'approved',
        total: 0.5,
        coverage: 0.5,
        parts: '[]',
        weights: 'a test',
        offeredAt: now,
        scoredAt: now,
      } as never)
      .onConflict((known) =>
        known.columns(['uaId', 'foreignId']).doUpdateSet({ id: proposalId, state: 'approved' }),
      )
      .execute()
    const introductionId = randomUUID()
    await db
      .insertInto('introductions')
      .values({
        id: introductionId,
        proposalId,
        state: 'awaiting',
        openedAt: now,
        answersUntil: now,
      } as never)
      .execute()
    for (const [side, communityId] of [
      ['ua', uaId],
      ['foreign', foreignId],
    ] as const)
      await db
        .insertInto('introductionSides')
        .values({
          introductionId,
          side,
          communityId,
          contactName: 'Хтось',
          contactEmail: 'somebody@office.example',
          language: 'uk',
        } as never)
        .execute()
  }
})

describe('the grounds of a decision', () => {
  it('stay as they were when the registry goes on changing', async () => {
    await taras.opens(at)
    await taras.sends({
      Відхилити: true,
      'Чому відхиляємо': 'better-match-found',
      Примітка: 'Є ближча громада',
    })
    expect(await proposal()).toMatchObject({
      state: 'rejected',
      reason: 'better-match-found',
      rationale: {
        decision: 'reject',
        score: { uaId: 'ua-drohobych', foreignId: 'pl-legnica' },
        facts: { ua: { population: 73_682 }, foreign: { population: 97_300 } },
        open: { ua: 0, foreign: 0 },
        caps: { ua: 3, foreign: 3 },
      },
    })
    await app.ctx.db
      .updateTable('communities')
      .set({ population: 12 })
      .where('id', 'in', ['ua-drohobych', 'pl-legnica'])
      .execute()
    const page = await taras.opens(sheet)
    expect(page.status).toBe(200)
    expect(page.heading).toBe('Дрогобич – Легниця')
    for (const words of [
      'Відхилено: Тарас, 3 листопада 2026 року',
      'Знайдено вдалішу пару',
      'Є ближча громада',
      '73 682',
      'Дрогобич і Легниця вже мають спільного партнера – Майсен',
      'Відкрито 0, дозволено щонайбільше 3',
    ])
      expect(page.text.replaceAll('\u00a0', ' ')).toContain(words)
  })

  it('stand on the sheet without anybody’s contact', async () => {
    await approves('ua-drohobych', 'pl-legnica')
    const page = await taras.opens(sheet)
    expect(page.text).toContain('Схвалено: Тарас')
    for (const personal of [oksana.name, oksana.email, claire.name, claire.email])
      expect(page.html).not.toContain(personal)
  })

  it('say that nobody has decided when nobody has', async () => {
    expect((await taras.opens(sheet)).text).toContain('Рішення щодо цієї пари ще немає.')
  })

  it('note the code of the reason in the diary', async () => {
    await taras.opens(at)
    await taras.sends({ Відкласти: true, 'Чому відкладаємо': 'elections' })
    const events = await app.ctx.db
      .selectFrom('events')
      .select(['did', 'what', 'note'])
      .where('did', '=', 'postponed')
      .execute()
    expect(events).toEqual([{ did: 'postponed', what: { proposal: id, reason: 'elections' }, note: null }])
    expect((await taras.opens(at)).text).toContain('Вибори')
  })
})

describe('an address that only forms are sent to', () => {
  it('leads to the proposal when somebody changes the language after an error', async () => {
    await taras.opens(at)
    await taras.sends({ Відхилити: true })
    const page = await taras.opens(paths.staff.decide('en', id))
    expect(page.status).toBe(200)
    expect(page.at).toBe(`${paths.staff.proposal('en', id)}#decide`)
  })
})
