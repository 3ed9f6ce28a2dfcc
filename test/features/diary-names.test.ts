// In the diary things have names, people signs by which a file is read, and a branch finds its own work.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { paths } from '../../src/paths.js'
import { writeEvent } from '../../src/platform/db/events.js'
import { noteConflict } from '../../src/features/records/index.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry, opensIntroduction } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const diary = paths.staff.diary('uk')
const noted = (did: string, what: Record<string, string | number>, who = taras.accountId) =>
  writeEvent(app.ctx.db, app.now(), { who, did, what })

async function aRound(name: string, regionCode: string | null) {
  const id = randomUUID()
  const options = JSON.stringify({ whom: 'all', mostUa: 3, mostForeign: 3, floor: 0, least: 0 })
  const days = { remindAfterDays: 10, closeAfterDays: 30 }
  const made = { madeBy: taras.accountId, madeAt: app.now() }
  await app.ctx.db
    .insertInto('rounds')
    .values({ id, name, state: 'draft', regionCode, options, ...days, ...made })
    .execute()
  return id
}

async function aFile(kind: 'register' | 'communities', regionCode: string | null) {
  const id = randomUUID()
  const read = { format: 'csv , UTF-8', headings: ['Назва'], mapping: JSON.stringify({ name: 0 }), total: 0 }
  const made = { madeBy: taras.accountId, madeAt: app.now() }
  await app.ctx.db
    .insertInto('importBatches')
    .values({ id, fileName: 'від Марії Коваль.csv', kind, state: 'ready', regionCode, ...read, ...made })
    .execute()
  return id
}

/** The letter to Oksana of an introduction that Taras has opened. */
async function aLetter() {
  const opened = await opensIntroduction(app, taras)
  const { id } = await app.ctx.db
    .selectFrom('letters')
    .select('id')
    .where('about', '=', `introduction:${opened.introduction}:ua`)
    .executeTakeFirstOrThrow()
  return { ...opened, letter: id }
}

describe('the things of the diary', () => {
  it('speak no code', async () => {
    await taras.opens(paths.staff.letters('uk'))
    const introduction = randomUUID()
    await writeEvent(app.ctx.db, app.now(), {
      who: 'system',
      did: 'connected',
      what: { introduction },
      note: 'agree',
    })
    await noted('rejected', { proposal: randomUUID(), reason: 'no-common-ground' })
    await noted('exported', { sheet: 'proposals', state: 'offered', order: 'best', rows: 12 })
    const { text } = await taras.opens(diary)
    expect(text).not.toContain('agree')
    expect(text).toContain('Причина: Мало спільного')
    expect(text).toContain('Листи: останні')
    expect(text).toContain('Стан: Чекає на рішення')
    expect(text).toContain('Порядок: Найкращі спершу')
  })

  it('are called by their names, with the way to each, and never by a number', async () => {
    const { db } = app.ctx
    const { letter, introduction } = await aLetter()
    const round = await aRound('Осінній раунд', null)
    const file = await aFile('register', null)
    const association = randomUUID()
    const address = { country: 'PL', email: 'biuro@zmp.example', language: 'pl' }
    const entered = { enteredBy: taras.accountId, enteredAt: app.now() }
    await db
      .insertInto('associations')
      .values({ id: association, name: 'Związek Miast', ...address, ...entered })
      .execute()
    const request = randomUUID()
    const asked = { askedBy: taras.accountId, askedAt: app.now(), decidedAt: null, words: null }
    await db
      .insertInto('introductionRequests')
      .values({ id: request, communityId: 'ua-izium', candidateId: 'fr-die', state: 'asked', ...asked })
      .execute()
    const contradiction = { communityId: 'ua-izium', field: 'population', ours: 1, theirs: 2 } as const
    await db
      .transaction()
      .execute((trx) => noteConflict(trx, app.now(), { ...contradiction, source: 'a test' }))
    const conflict = await db.selectFrom('recordConflicts').select('id').executeTakeFirstOrThrow()

    await noted('sent-again', { letter })
    await noted('locked-pair', { round, ua: 'ua-izium', foreign: 'fr-die' })
    await noted('brought-file', { import: file, rows: 3 })
    await noted('entered-association', { association })
    await noted('withdrew-request', { request })
    await noted('decided-conflict', { community: 'ua-izium', conflict: conflict.id })
    await noted('chose-weights', { weights: 'learned-1' })
    const page = await taras.opens(diary)
    for (const [words, href] of [
      ['Лист: Знайомство (Дрогобич – Легниця)', paths.staff.introduction('uk', introduction)],
      ['Раунд: Осінній раунд', paths.staff.round('uk', round)],
      ['Українська громада: Ізюм', paths.community('uk', 'ua-izium')],
      ['Громада за кордоном: Die', paths.community('uk', 'fr-die')],
      ['Імпорт: Державний реєстр угод, 3 листопада 2026', paths.staff.import('uk', file)],
      ['Асоціація: Związek Miast', paths.staff.association('uk', association)],
      ['Прохання: Ізюм – Die', ''],
      ['Розбіжність: Населення', paths.staff.conflict('uk', conflict.id)],
      ['Набір ваг: learned-1', paths.staff.weightSet('uk', 'learned-1')],
    ] as const) {
      expect(page.text).toContain(words)
      expect(page.html).toContain(href)
    }
    expect(page.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(page.text).not.toContain('Марії Коваль')
  })
})

describe('the people of a file', () => {
  it('are found on the page by the beginning of their number', async () => {
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await noted('woke', {}, olena.accountId)
    await noted('woke', {})
    const text = await (await taras.asks(paths.staff.diaryFile('uk', 'diary.csv'))).text()
    expect(text).not.toContain('Олена')
    const rows = parse<Record<string, string>>(text, { bom: true, delimiter: ';', columns: true })
    const [sign] = rows.map((row) => row['Обліковий запис'] ?? '').filter((id) => id === olena.accountId)
    const page = await taras.opens(`${diary}?who=${encodeURIComponent(`№ ${sign?.slice(0, 8)}`)}`)
    expect(page.text).toContain(`Олена (№ ${olena.accountId.slice(0, 8)})`)
    expect(page.text).not.toContain('Тарас (')
    expect(page.text).toContain('У файлі замість імен – номери облікових записів')
  })
})

describe('a branch', () => {
  it('finds its own rounds, files, letters and exports, and none of another branch', async () => {
    const { letter } = await aLetter()
    const bohdan = await app.coordinator('UA.15')
    const nina = await app.coordinator('UA.07', { name: 'Ніна', email: 'nina@branch.example' })
    await noted('made-round', { round: await aRound('Раунд Львівщини', 'UA.15') }, bohdan.accountId)
    await noted('applied-import', { import: await aFile('communities', 'UA.15'), rows: 3 }, bohdan.accountId)
    await noted('discarded-file', { import: randomUUID() }, bohdan.accountId)
    await noted('settled-letter', { letter })
    await noted('accepted-round', { round: await aRound('Раунд країни', null) })
    await bohdan.asks(paths.staff.export('uk', 'communities.csv'))
    await noted('signed-in', { account: bohdan.accountId }, bohdan.accountId)
    const seen = async (who: SignedIn, query = '') => {
      const { html } = await who.opens(diary + query)
      return [...html.matchAll(/<strong>([^<]+)<\/strong>/g)].map(([, deed]) => deed)
    }
    const all = await seen(taras)
    const own = await seen(bohdan)
    const [signedIn, exported, accepted, settled, discarded, applied, made] = all
    expect(own.slice(0, 5)).toEqual([exported, settled, discarded, applied, made])
    expect(own).not.toContain(accepted)
    expect(own).not.toContain(signedIn)
    expect(await seen(bohdan, '?did=exported')).toEqual([exported])
    expect(bohdan.page().text).toContain('Таблиця: Громади')
    expect(await seen(nina)).toEqual([])
  })
})
