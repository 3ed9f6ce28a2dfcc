// The diary: nobody can rewrite or empty it, staff find in it who did what, when and from where, and take it
// along as a sheet.
import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { paths } from '../../src/paths.js'
import { writeEvent } from '../../src/platform/db/events.js'
import { days } from '../../src/platform/kit/clock.js'
import { job as retention } from '../../src/features/privacy/privacy.job.js'
import type { TestApp } from '../support/app.js'
import { opensIntroduction, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
onSmallRegistry((opened) => {
  app = opened
})

const ask = (statement: string) => app.ctx.pool.query(statement)
const lines = async () =>
  (
    await app.ctx.db.selectFrom('events').select(['who', 'did', 'what', 'origin']).orderBy('id').execute()
  ).map(({ who, did, origin }) => [who, did, origin])
const noted = (did: string, what: Record<string, string>, note?: string, who = 'system') =>
  writeEvent(app.ctx.db, app.now(), { who, did, what, ...(note && { note }) })

describe('the diary', () => {
  it('is append-only: the database refuses to change, delete or empty it', async () => {
    await noted('woke', { proposal: randomUUID() }, 'a note')
    for (const statement of [
      `update events set note = 'another'`,
      `update events set note = null`,
      `update events set origin = 'page 198.51.100.0/24'`,
      `update events set origin = null, who = 'somebody'`,
      `delete from events`,
    ])
      await expect(ask(statement)).rejects.toThrow('append-only')
    // Tests themselves start over with an empty diary, so they alone have this lock open.
    await ask('alter table events enable trigger never_emptied')
    try {
      await expect(ask('truncate events')).rejects.toThrow('append-only')
    } finally {
      await ask('alter table events disable trigger never_emptied')
    }
    expect(await lines()).toEqual([['system', 'woke', 'command']])
  })

  it('lets go of one thing only: from where something was done', async () => {
    await noted('woke', { proposal: randomUUID() }, 'a note')
    await ask('update events set origin = null')
    expect(await lines()).toEqual([['system', 'woke', null]])
  })

  it('knows from where each thing was done', async () => {
    const taras = await app.staff()
    const { links } = await opensIntroduction(app, taras)
    const claire = app.visitor()
    await claire.opens(links.claire)
    await claire.sends({ 'answer-yes': true })
    await noted('loaded', {})
    await retention.run(app.ctx)
    const found = await lines()
    expect(found).toContainEqual([taras.accountId, 'approved', 'page 127.0.0.0/24'])
    expect(found).toContainEqual(['side:foreign', 'answered', 'letter-link 127.0.0.0/24'])
    expect(found).toContainEqual(['system', 'loaded', 'command'])
  })

  it('forgets after a year from where, and keeps the rest', async () => {
    const taras = await app.staff()
    await opensIntroduction(app, taras)
    const before = await lines()
    app.travel(days(364))
    await retention.run(app.ctx)
    expect((await lines()).slice(0, before.length)).toEqual(before)
    app.travel(days(2))
    await retention.run(app.ctx)
    expect((await lines()).slice(0, before.length)).toEqual(before.map(([who, did]) => [who, did, null]))
  })

  it('forgets with a person from where they came', async () => {
    await app.admin()
    const oksana = await app.member('ua-drohobych')
    await noted('recorded-wishes', { community: 'ua-drohobych' }, undefined, oksana.accountId)
    await oksana.opens(paths.account.forget('uk'))
    await oksana.sends({})
    const hers = (await lines()).filter(([who]) => who === oksana.accountId)
    expect(hers.map(([, did]) => did)).toEqual(['recorded-wishes', 'forgot-own-data'])
    expect(hers.map(([, , origin]) => origin)).toEqual([null, null])
  })
})

describe('the page of the diary', () => {
  it('tells Taras in words who did what to what, with links', async () => {
    const taras = await app.staff()
    const { proposal, introduction } = await opensIntroduction(app, taras)
    const page = await taras.opens(paths.staff.diary('uk'))
    expect(page.status).toBe(200)
    expect(page.text).toContain('Схвалено')
    const sign = taras.accountId.slice(0, 8)
    expect(page.text).toContain(`Тарас (№ ${sign}) – зі сторінки служби, мережа 127.0.0.0/24`)
    expect(page.text).toContain('Пропозиція: Дрогобич – Легниця')
    expect(page.html).toContain(paths.staff.proposal('uk', proposal))
    expect(page.html).toContain(paths.staff.introduction('uk', introduction))
  })

  it('finds by who, deed, community, number, day and note', async () => {
    const taras = await app.staff()
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const other = await proposalOf(app, 'ua-izium', 'pl-legnica')
    await noted('postponed', { proposal: id }, 'До виборів у раді', taras.accountId)
    app.travel(days(3))
    await noted('rejected', { proposal: other.id }, 'Замало спільного', taras.accountId)
    await noted('woke', { proposal: id })
    const found = async (query: string) => {
      const page = await taras.opens(`${paths.staff.diary('uk')}?${query}`)
      expect(page.status).toBe(200)
      return [...page.html.matchAll(/<strong>([^<]+)<\/strong>/g)].map(([, deed]) => deed)
    }
    const [put, no, woke] = ['Відкладено', 'Відхилено', 'Строк минув, знову чекає на рішення']
    expect(await found('')).toEqual([woke, no, put])
    expect(await found('who=тар')).toEqual([no, put])
    expect(await found('who=служб')).toEqual([woke])
    expect(await found('did=rejected')).toEqual([no])
    expect(await found('about=дрогобич')).toEqual([woke, put])
    expect(await found('about=pl-legnica')).toEqual([woke, no, put])
    expect(await found(`about=${other.id}`)).toEqual([no])
    const day = app.now().toISOString().slice(0, 10)
    expect(await found(`from=${day}&to=${day}`)).toEqual([woke, no])
    expect(await found(`to=${day}&did=postponed`)).toEqual([put])
    expect(await found('note=ВИБОР')).toEqual([put])
    expect(await found('note=100%25')).toEqual([])
  })

  it('keeps what was typed and names what is wrong', async () => {
    const taras = await app.staff()
    const page = await taras.opens(`${paths.staff.diary('uk')}?from=2026-12-01&to=2026-11-01&who=Тарас`)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Останній день не може бути раніший за перший'])
    expect([page.value('who'), page.value('from'), page.value('to')]).toEqual([
      'Тарас',
      '2026-12-01',
      '2026-11-01',
    ])
  })

  it('shows what it has no words for as it is written', async () => {
    const taras = await app.staff()
    await noted('sang', { song: 'a-song', community: 'ua-gone' })
    const page = await taras.opens(paths.staff.diary('uk'))
    expect(page.text).toContain('sang')
    expect(page.text).toContain('song: a-song')
    expect(page.text).toContain('Громада: ua-gone')
  })

  it('goes back page by page', async () => {
    const taras = await app.staff()
    for (let i = 1; i <= 53; i++) await noted('woke', {}, `нотатка ${i}.`)
    const first = await taras.opens(`${paths.staff.diary('uk')}?did=woke`)
    expect(first.text).toContain('нотатка 53.')
    expect(first.text).not.toContain('нотатка 3.')
    const older = await taras.clicks('Давніші записи')
    expect(older.text).toContain('нотатка 3.')
    expect(older.text).not.toContain('нотатка 53.')
    expect((await taras.clicks('До найновіших')).text).toContain('нотатка 53.')
  })

  it('shows a coordinator what concerns the communities of the oblast, and nothing else', async () => {
    const bohdan = await app.coordinator('UA.15')
    const ours = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const theirs = await proposalOf(app, 'ua-izium', 'pl-legnica')
    await noted('woke', { proposal: ours.id }, 'наше')
    await noted('woke', { proposal: theirs.id }, 'чуже')
    await noted('signed-in', { account: bohdan.accountId }, 'вхід')
    for (const query of ['', '?about=pl-legnica', `?about=${theirs.id}`, '?about=ua-izium', '?did=woke']) {
      const page = await bohdan.opens(paths.staff.diary('uk') + query)
      expect(page.status).toBe(200)
      expect([page.text.includes('чуже'), page.text.includes('вхід')]).toEqual([false, false])
      expect(page.text.includes('наше')).toBe(!query.includes(theirs.id) && !query.includes('izium'))
    }
    const file = await (await bohdan.asks(paths.staff.diaryFile('uk', 'diary.csv'))).text()
    expect(file).toContain('наше')
    expect(file).not.toContain('чуже')
  })
})

describe('the diary as a sheet', () => {
  it('names nobody, and says that it was taken', async () => {
    const taras = await app.staff()
    await opensIntroduction(app, taras)
    const answer = await taras.asks(paths.staff.diaryFile('uk', 'diary.csv'))
    expect(answer.status).toBe(200)
    const text = await answer.text()
    const rows = parse<Record<string, string>>(text, { bom: true, delimiter: ';', columns: true })
    const approved = rows.find((row) => row['Код дії'] === 'approved')
    expect(approved).toMatchObject({
      Хто: 'Працівник Асоціації',
      'Обліковий запис': taras.accountId,
      'Що зроблено': 'Схвалено',
      'Про що': 'Пропозиція: Дрогобич – Легниця',
      Звідки: 'зі сторінки служби',
    })
    expect(approved?.['Коли (час Києва)']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
    for (const personal of ['Тарас', 'Оксана', 'oksana@', '127.0.0']) expect(text).not.toContain(personal)
    const last = await app.ctx.db.selectFrom('events').selectAll().orderBy('id', 'desc').limit(1).execute()
    expect(last).toMatchObject([
      { who: taras.accountId, did: 'exported', what: { sheet: 'diary', rows: rows.length } },
    ])
  })
})
