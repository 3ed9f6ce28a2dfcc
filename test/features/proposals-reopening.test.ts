// What was postponed or rejected comes back: on its day, or when Taras takes the decision back, for one pair or
// for all that one wrong press has decided.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { waitingProposals } from '../../src/features/proposals/desk.queries.js'
import { wakePostponed } from '../../src/features/proposals/proposals.actions.js'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry, proposalOf } from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const list = paths.staff.proposals('uk')
const reopens = () => taras.sends({}, 'Повернути до списку')

const stateOf = (id: string) =>
  app.ctx.db
    .selectFrom('proposals')
    .select(['state', 'reason', 'note', 'rationale', 'postponedUntil'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const undecided = { state: 'offered', reason: null, note: null, rationale: null, postponedUntil: null }

const rejects = async (at: string) => {
  await taras.opens(at)
  await taras.sends({ Відхилити: true, 'Чому відхиляємо': 'capacity', Примітка: 'Помилково' })
}

describe('a rejected proposal', () => {
  it('waits in the list again, with its earlier decision in the diary, and the night leaves it there', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await rejects(at)
    const page = await reopens()
    expect(page.at).toBe(at)
    expect(page.text).toContain('Повернуто до списку: Тарас')
    expect(page.text).not.toContain('Раніше відкладено')
    expect(page.text).toContain('Пропозицію відхилено: Тарас')
    expect(page.text).toContain('Пропозицію повернуто до списку: Тарас')
    expect(page.has('Схвалити')).toBe(true)
    expect(await stateOf(id)).toEqual(undecided)
    const events = await app.ctx.db
      .selectFrom('events')
      .select(['who', 'did', 'what'])
      .orderBy('id')
      .execute()
    expect(events.slice(-1)).toEqual([{ who: taras.accountId, did: 'reopened', what: { proposal: id } }])

    await app.ctx.db
      .updateTable('communities')
      .set({ country: 'DE' })
      .where('id', '=', 'pl-legnica')
      .execute()
    app.travel(days(1))
    await matchCommunities(app.ctx)
    expect(await stateOf(id)).toEqual(undecided)
    expect((await taras.opens(list)).links).toContain('Дрогобич – Легниця')
  })

  it('is asked for again where the rejection had declined what a community asked', async () => {
    const { id, uaId, foreignId, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const asking = { communityId: uaId, candidateId: foreignId, askedBy: taras.accountId, decidedAt: null }
    const [open, long] = [randomUUID(), randomUUID()]
    const askedAt = app.now()
    await app.ctx.db
      .insertInto('introductionRequests')
      .values([
        {
          ...asking,
          id: long,
          words: 'Торік',
          state: 'declined',
          askedAt,
          decidedAt: new Date('2025-11-02'),
        },
        { ...asking, id: open, words: 'Знову', state: 'asked', askedAt },
      ])
      .execute()
    await app.ctx.db.updateTable('proposals').set({ askedAt }).where('id', '=', id).execute()
    const requests = () =>
      app.ctx.db
        .selectFrom('introductionRequests')
        .select(['words', 'state', 'decidedAt'])
        .orderBy('words')
        .execute()
    await rejects(at)
    expect((await requests()).map(({ state }) => state)).toEqual(['declined', 'declined'])
    await reopens()
    expect((await requests()).map(({ words, state }) => `${words} ${state}`)).toEqual([
      'Знову asked',
      'Торік declined',
    ])
    expect((await proposalOf(app, uaId, foreignId)).askedAt).toEqual(askedAt)
  })

  it('keeps its place when it was a slip, and waits anew when somebody changed their mind', async () => {
    const { at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    app.travel(days(20))
    await rejects(at)
    await reopens()
    expect((await taras.opens(`${list}?country=PL`)).text).toContain('Чекає 20 днів')
    await rejects(at)
    app.travel(days(30))
    await taras.opens(at)
    await reopens()
    app.travel(days(2))
    expect((await taras.opens(`${list}?country=PL&order=oldest`)).text).toContain('Чекає 2 дні')
  })

  it('is reopened once, whoever presses', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await rejects(at)
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(at)
    await reopens()
    const page = await olena.sends({}, 'Повернути до списку')
    expect(page.status).toBe(409)
    expect(page.text).toContain('пропозиція повернулася до списку')
    const reopened = await app.ctx.db
      .selectFrom('events')
      .select('what')
      .where('did', '=', 'reopened')
      .execute()
    expect(reopened).toEqual([{ what: { proposal: id } }])
  })

  it('is none of a coordinator’s business in another oblast', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await rejects(at)
    const bohdan = await app.coordinator('UA.07')
    const { html } = await bohdan.opens(list)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: csrf, decision: 'reopen', seen: 'rejected' })
    expect((await bohdan.asks(paths.staff.decide('uk', id), { method: 'POST', body })).status).toBe(404)
    body.append('chosen', `${id}.rejected`)
    expect((await bohdan.asks(list, { method: 'POST', body })).status).toBe(403)
    expect((await stateOf(id)).state).toBe('rejected')
  })
})

describe('a postponed proposal', () => {
  it('is called back before its day', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await taras.opens(at)
    await taras.sends({ Відкласти: true, 'Чому відкладаємо': 'season' })
    expect((await reopens()).text).toContain('Повернуто до списку: Тарас')
    expect(await stateOf(id)).toEqual(undecided)
  })

  it('does not count the time it was put off among the days it waits', async () => {
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    const other = await proposalOf(app, 'ua-drohobych', 'fr-die')
    const ago = (count: number) => later(app.now(), -days(count))
    const { db } = app.ctx
    await db
      .updateTable('proposals')
      .set({ offeredAt: ago(30) })
      .where('id', '=', other.id)
      .execute()
    await db
      .updateTable('proposals')
      .set({ offeredAt: ago(90), state: 'postponed', decidedAt: app.now(), postponedUntil: ago(-5) })
      .where('id', '=', id)
      .execute()
    const found = async (query: string) =>
      (await taras.opens(list + query)).links.filter((link) => / – /.test(link))
    expect(await found('?state=postponed')).toEqual(['Ізюм – Die'])
    expect(taras.page().text).not.toContain('Чекає 90 днів')

    app.travel(days(5))
    await wakePostponed(app.ctx)
    app.travel(days(3))
    expect(await found('?age=9')).toEqual(['Дрогобич – Die'])
    expect(await found('?age=3')).toContain('Ізюм – Die')
    expect((await found('?order=oldest')).at(-1)).toBe('Ізюм – Die')
    expect(taras.page().text).toContain('Чекає 3 дні')
    const { offered } = await waitingProposals(db, taras.accountId, undefined)
    expect(offered.oldest).toEqual(ago(38))
  })
})

describe('one wrong press', () => {
  it.each([
    ['Відхилити', 'Чому відхиляємо', 'capacity', 'rejected'],
    ['Відкласти', 'Чому відкладаємо', 'season', 'postponed'],
  ])('%s is taken back for exactly those it decided', async (decision, why, reason, state) => {
    const before = await proposalOf(app, 'ua-drohobych', 'fr-die')
    await rejects(before.at)
    await taras.opens(`${list}?region=UA.07`)
    await taras.clicks('Позначити всі 3 на цій сторінці')
    await taras.sends({ [decision]: true, [why]: reason }, 'Застосувати до позначених')
    const states = async () =>
      (await app.ctx.db.selectFrom('proposals').select('state').orderBy('state').execute()).map(
        (row) => row.state,
      )
    expect((await states()).filter((each) => each === state)).toHaveLength(state === 'rejected' ? 4 : 3)

    const page = await taras.sends({}, 'Скасувати: повернути 3 пропозиції до списку')
    expect([page.status, page.heading]).toEqual([200, 'Пропозиції повернуто до списку'])
    expect(page.text).toContain('До списку повернуто 3 пропозиції.')
    expect(page.text).not.toContain('Скасувати')
    expect(await states()).toEqual([...Array<string>(4).fill('offered'), 'rejected'])
    expect((await stateOf(before.id)).state).toBe('rejected')
    expect((await taras.clicks('До списку')).text).toContain('3 пропозиції')
  })
})
