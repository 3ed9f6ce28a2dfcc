// Taras decides on what the night suggests: once, and with everything he typed kept when he errs.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import type { TestApp } from '../support/app.js'
import { aPartnership } from '../support/builders.js'
import type { Visitor } from '../support/page.js'
import { claire, entersContacts, oksana, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }

const stateOf = async (id: string) =>
  app.ctx.db
    .selectFrom('proposals')
    .select(['state', 'decidedBy', 'postponedUntil', 'reason', 'note'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const introductions = () => app.ctx.db.selectFrom('introductions').selectAll().execute()
const introductionLetters = async () =>
  (await app.letters()).filter(({ subject }) => !/увійти|вход|sign in/i.test(subject))
const diary = () =>
  app.ctx.db.selectFrom('events').select(['who', 'did', 'what', 'note']).orderBy('id').execute()

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

describe('approving', () => {
  it('waits for the contacts and keeps the note', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await taras.opens(at)
    const page = await taras.sends({ Схвалити: true, Примітка: 'Обидві чекають' })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Додайте контакт української громади', 'Додайте контакт громади-партнера'])
    expect(page.value('Схвалити')).toBe(true)
    expect(page.value('Примітка')).toBe('Обидві чекають')
    expect(await stateOf(id)).toMatchObject({ state: 'offered', note: null })
    expect(await introductions()).toEqual([])
  })

  it('opens an introduction: one letter to each side, in its language, with its own link', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    await taras.opens(at)
    const page = await taras.sends({ Схвалити: true, Примітка: 'Спільний партнер' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Схвалено: Тарас')
    expect(page.text).toContain('Чекаємо на відповіді обох громад')
    expect(page.has('decision')).toBe(false)

    const letters = await introductionLetters()
    expect(letters.map(({ to, subject }) => [to.email, subject])).toEqual([
      [oksana.email, 'Знайомство: Дрогобич і Легниця'],
      [claire.email, 'Introduction: Legnica and Drohobych'],
    ])
    expect(letters[0]!.text).toContain('Дрогобич і Легниця вже мають спільного партнера\u00a0– Майсен')
    expect(letters[1]!.text).toContain('Population: 73,682')
    expect(letters[1]!.text).not.toContain(oksana.email)
    const links = letters.map(({ text }) => /https?:\/\/\S+/.exec(text)?.[0])
    expect(links[0]).toMatch(/\/uk\/introductions\//)
    expect(links[1]).toMatch(/\/en\/introductions\//)
    expect(new Set(links).size).toBe(2)
  })

  it('writes the diary without anybody’s name or address', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    await taras.opens(at)
    await taras.sends({ Схвалити: true })
    const [introduction] = await introductions()
    const events = await diary()
    expect(events).toContainEqual({
      who: taras.accountId,
      did: 'approved',
      what: { proposal: id },
      note: null,
    })
    expect(events).toContainEqual({
      who: taras.accountId,
      did: 'opened',
      what: { introduction: introduction!.id, proposal: id },
      note: null,
    })
    for (const personal of [oksana.name, oksana.email, claire.name, claire.email])
      expect(JSON.stringify(events)).not.toContain(personal)
  })

  it('is refused for communities that have become partners meanwhile', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    await taras.opens(at)
    await aPartnership(app.ctx.db, 'ua-drohobych', 'pl-legnica')
    const page = await taras.sends({ Схвалити: true })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Ці громади вже партнери, тож знайомити їх не потрібно.'])
    expect(page.has('Схвалити')).toBe(false)
    expect(await introductions()).toEqual([])
  })

  it('is refused for a pair that should never have been proposed', async () => {
    const { db } = app.ctx
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    await db
      .insertInto('countries')
      .values({ code: 'BY', nameEn: 'Belarus', nameUk: 'Білорусь', worldRegion: 'Europe' })
      .execute()
    await taras.opens(paths.staff.proposal('uk', id))
    await db.updateTable('communities').set({ country: 'BY' }).where('id', '=', 'pl-legnica').execute()
    const page = await taras.sends({ Схвалити: true })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Громадам цієї країни служба партнерств не пропонує.'])
    expect(await introductions()).toEqual([])
  })
})

describe('two at once', () => {
  it('tells Olena that Taras was quicker, and nothing happens twice', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(at)
    await taras.opens(at)
    await taras.sends({ Схвалити: true })
    const page = await olena.sends({ Схвалити: true, Примітка: 'Обидві нам писали' })
    expect(page.status).toBe(409)
    expect(page.text).toContain('Пропозицію схвалено: Тарас. Ваше рішення не записано')
    expect(page.text).toContain('Ваша примітка, яку не записано: Обидві нам писали')
    expect(await introductions()).toHaveLength(1)
    expect(await introductionLetters()).toHaveLength(2)
  })

  it('lets only one of two clicks through when they come at the same moment', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(at)
    await taras.opens(at)
    const pages = await Promise.all([
      taras.sends({ Схвалити: true }),
      taras.sends({ Схвалити: true }),
      olena.sends({ Відхилити: true, 'Чому відхиляємо': 'capacity', Примітка: 'Сумніваюся' }),
    ])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const decided = (await diary()).filter(({ did }) => ['approved', 'rejected'].includes(did))
    expect(decided).toHaveLength(1)
    const approved = (await stateOf(id)).state === 'approved'
    expect(await introductions()).toHaveLength(approved ? 1 : 0)
    expect(await introductionLetters()).toHaveLength(approved ? 2 : 0)
  })

  it('does not let Olena overrule a postponement she has not seen', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(at)
    await taras.opens(at)
    await taras.sends({ Відкласти: true, 'Чому відкладаємо': 'season' })
    const why = 'Розміри надто різні'
    const page = await olena.sends({
      Відхилити: true,
      'Чому відхиляємо': 'no-common-ground',
      Примітка: why,
    })
    expect(page.status).toBe(409)
    expect(page.value('Примітка')).toBe(why)
    expect(page.value('Відхилити')).toBe(false)
    expect((await stateOf(id)).state).toBe('postponed')
  })
})

describe('postponing and rejecting', () => {
  it('postpones for ninety days unless Taras names another day, and brings the pair back', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const page = await taras.opens(at)
    expect(page.value('Відкласти до')).toBe('2027-02-01')
    await taras.sends({ Відкласти: true, 'Чому відкладаємо': 'elections', 'Відкласти до': '2026-12-24' })
    expect(await stateOf(id)).toMatchObject({ state: 'postponed', decidedBy: taras.accountId })
    app.travel(days(50))
    await matchCommunities(app.ctx)
    expect(await stateOf(id)).toMatchObject({ state: 'postponed' })
    app.travel(days(2))
    await matchCommunities(app.ctx)
    expect(await stateOf(id)).toMatchObject({ state: 'offered' })
    expect((await taras.opens(at)).text).toContain('Раніше відкладено: Тарас')
  })

  it('wants a day that is still to come', async () => {
    const { at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    for (const day of ['2026-11-03', '2020-01-01', '2029-01-01', 'завтра', '']) {
      await taras.opens(at)
      const page = await taras.sends({
        Відкласти: true,
        'Чому відкладаємо': 'elections',
        'Відкласти до': day,
        Примітка: 'Після виборів',
      })
      expect([day, page.status, ...page.errors]).toEqual([
        day,
        422,
        'Укажіть день після сьогодні, щонайбільше за два роки',
      ])
      expect(page.value('Відкласти до')).toBe(day)
      expect(page.value('Примітка')).toBe('Після виборів')
    }
  })

  it('wants the reason of a rejection, and then never proposes the pair again', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await taras.opens(at)
    const without = await taras.sends({ Відхилити: true, Примітка: ' ' })
    expect([without.status, ...without.errors]).toEqual([422, 'Виберіть причину зі списку'])
    expect(without.value('Відхилити')).toBe(true)
    const other = await taras.sends({ 'Чому відхиляємо': 'other' })
    expect([other.status, ...other.errors]).toEqual([422, 'Поясніть у примітці, що це за інша причина'])
    expect(other.value('Чому відхиляємо')).toBe('other')
    const page = await taras.sends({ Примітка: 'Легниця вже має трьох партнерів' })
    expect(page.text).toContain('Відхилено: Тарас')
    expect(page.text).toContain('Інша причина')
    expect(await stateOf(id)).toMatchObject({
      state: 'rejected',
      reason: 'other',
      note: 'Легниця вже має трьох партнерів',
    })
    app.travel(days(400))
    await matchCommunities(app.ctx)
    expect((await stateOf(id)).state).toBe('rejected')
  })

  it('asks what to do when nothing was chosen, and lets nobody in without the page’s token', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await taras.opens(at)
    const page = await taras.sends({}, 'Записати рішення')
    expect([page.status, ...page.errors]).toEqual([422, 'Виберіть, що робити з пропозицією'])
    const body = new URLSearchParams({ decision: 'reject', seen: 'offered', note: 'Чужа сторінка' })
    expect((await taras.asks(paths.staff.decide('uk', id), { method: 'POST', body })).status).toBe(403)
    expect((await stateOf(id)).state).toBe('offered')
  })
})
