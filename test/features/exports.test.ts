// Staff take lists along as files: what is in them is what was recorded, as text, numbers and dates, and
// nothing that a spreadsheet would run.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { Readable } from 'node:stream'
import { readSheet } from 'read-excel-file/node'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import { opensIntroduction, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const lviv = { name: 'Ганна', email: 'hanna@branch.example' }

type Row = Record<string, unknown>

const file = (name: string, locale = 'uk') => paths.staff.export(locale, name)

async function csv(address: string, who: SignedIn = taras, delimiter = ';'): Promise<Row[]> {
  const answer = await who.asks(address)
  expect(answer.status).toBe(200)
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  return parse<Row>(text, { bom: true, delimiter, columns: true })
}

async function xlsx(address: string, who: SignedIn = taras): Promise<Row[]> {
  const answer = await who.asks(address)
  expect(answer.status).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const [headings = [], ...rows] = await readSheet(Readable.from([bytes]))
  return rows.map((row) =>
    Object.fromEntries(headings.map((heading, i) => [String(heading), row[i] ?? null])),
  )
}

/** A cell of one file as the other writes it. */
const asText = (value: unknown): string => {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value)
}

const lists = ['communities', 'partnerships', 'proposals', 'introductions'] as const
const everything = { communities: '', partnerships: '', proposals: '?state=all', introductions: '?state=all' }

describe('a list as a file', () => {
  it.each(lists)('has the same in every cell of both kinds: %s', async (list) => {
    await opensIntroduction(app, taras)
    const plain = await csv(file(`${list}.csv`) + everything[list])
    const book = await xlsx(file(`${list}.xlsx`) + everything[list])
    expect(plain.length).toBeGreaterThan(0)
    expect(
      book.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, asText(v)]))),
    ).toEqual(plain)
  })

  it('holds numbers as numbers, days as dates, and Ukrainian letters as they are', async () => {
    const { offeredAt } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const row = (await xlsx(file('proposals.xlsx'))).find((each) => each['Партнер'] === 'Легниця')
    expect(row).toMatchObject({
      'Українська громада': 'Дрогобич',
      'Область України': 'Львівська область',
      'Населення української громади': 73_682,
      'Країна партнера': 'Польща',
      'Населення партнера': 97_300,
      Запропоновано: new Date(`${offeredAt.toISOString().slice(0, 10)}T00:00:00Z`),
      Стан: 'Чекає на рішення',
    })
    expect(typeof row?.['Оцінка зі 100']).toBe('number')
    const [community] = await xlsx(`${file('communities.xlsx')}?q=Дрогобич`)
    expect(community).toMatchObject({ Широта: 49.35, Довгота: 23.51, КАТОТТГ: null })
    const [plain] = await csv(`${file('communities.csv')}?q=Дрогобич`)
    expect(plain).toMatchObject({ Широта: '49,35', Довгота: '23,51' })
  })

  it('follows the language of the reader', async () => {
    const [row] = await csv(`${file('communities.csv', 'en')}?q=Drohobych`, taras, ',')
    expect(row).toMatchObject({ 'Name in Ukrainian': 'Дрогобич', Country: 'Ukraine', Latitude: '49.35' })
    const answer = await taras.asks(file('communities.csv', 'uk'))
    const name = /filename\*=UTF-8''(\S+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
    expect(decodeURIComponent(name ?? '')).toBe('громади-2026-11-03.csv')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('runs nothing: text that looks like a formula is text', async () => {
    const dangerous = [
      '=HYPERLINK("http://evil.example";"Дія")',
      '+1+1',
      '-2+3',
      '@SUM(A1)',
      '\tтаб',
      '＝1+1',
    ]
    for (const [i, nameEn] of dangerous.entries()) {
      await aCommunity(app.ctx.db, { id: `de-formula-${i}`, nameEn, nameUk: null, lat: -1.5, lon: -0.25 })
      await aPartnership(app.ctx.db, 'ua-drohobych', `de-formula-${i}`)
    }
    const names = (rows: Row[]) =>
      rows.filter((row) => String(row['Код партнера']).startsWith('de-formula')).map((row) => row['Партнер'])
    expect(names(await csv(file('partnerships.csv'))).sort()).toEqual(
      dangerous.map((name) => `'${name}`).sort(),
    )
    expect(names(await xlsx(file('partnerships.xlsx'))).sort()).toEqual(
      // Leading blanks of a cell are not told by this reader.
      dangerous.map((name) => name.trim()).sort(),
    )
  })

  it('keeps to the filter of the list', async () => {
    const pairs = async (query: string) =>
      (await csv(`${file('proposals.csv')}?${query}`)).map((row) => [
        row['Українська громада'],
        row['Партнер'],
      ])
    const all = await pairs('state=all')
    expect(all.length).toBeGreaterThan(2)
    expect((await pairs('region=UA.07')).every(([ua]) => ua === 'Ізюм')).toBe(true)
    expect((await pairs('country=PL')).every(([, partner]) => partner === 'Легниця')).toBe(true)
    expect(await pairs('state=rejected')).toEqual([])
    expect(await csv(`${file('partnerships.csv')}?country=FR`)).toEqual([])
    expect(await csv(`${file('partnerships.csv')}?country=DE&status=active`)).toHaveLength(1)
  })

  it('answers a wrong filter with the page and what is wrong, and a wrong name with 404', async () => {
    const page = await taras.opens(`${file('partnerships.xlsx')}?status=lost&country=DE`)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Виберіть стан зі списку'])
    expect(page.value('country')).toBe('DE')
    expect((await taras.opens(`${file('proposals.csv')}?state=lost`)).status).toBe(422)
    for (const name of ['people.csv', 'proposals.pdf', 'proposals', 'proposals.csv.xlsx'])
      expect((await taras.asks(file(name))).status).toBe(404)
  })

  it('has no contact, no name of a person and no word of theirs', async () => {
    const { links } = await opensIntroduction(app, taras)
    expect(links.claire).toContain('http')
    for (const list of lists) {
      const answer = await taras.asks(file(`${list}.csv`) + everything[list])
      const text = await answer.text()
      for (const personal of ['Оксана', 'Claire', 'Тарас', '@'])
        expect([list, text.includes(personal)]).toEqual([list, false])
    }
  })

  it('is noted in the diary with the number of rows and the filter, without typed words', async () => {
    const rows = await csv(`${file('proposals.csv')}?state=all&country=PL&q=Легниця`)
    const noted = await app.ctx.db
      .selectFrom('events')
      .select(['who', 'what'])
      .where('did', '=', 'exported')
      .execute()
    expect(noted).toEqual([
      { who: taras.accountId, what: { sheet: 'proposals', state: 'all', country: 'PL', rows: rows.length } },
    ])
  })

  it('gives a coordinator the own oblast only', async () => {
    await aPartnership(app.ctx.db, 'ua-izium', 'fr-die')
    await opensIntroduction(app, taras)
    const theirs = await app.coordinator('UA.07')
    for (const list of ['partnerships', 'proposals'] as const) {
      const regions = (await csv(file(`${list}.csv`) + everything[list], theirs)).map(
        (row) => row['Область України'],
      )
      expect(new Set(regions)).toEqual(new Set(['Харківська область']))
    }
    expect(await csv(`${file('partnerships.csv')}?region=UA.15`, theirs)).toHaveLength(1)
    expect(await csv(`${file('introductions.csv')}?state=all`, theirs)).toEqual([])
    expect(
      await csv(`${file('introductions.csv')}?state=all`, await app.coordinator('UA.15', lviv)),
    ).toHaveLength(1)
  })

  it('gives a coordinator the communities that their list shows: of the oblast, and all abroad', async () => {
    const theirs = await app.coordinator('UA.07')
    const names = async (query: string) =>
      (await csv(file('communities.csv') + query, theirs)).map((row) => row['Назва']).sort()
    expect(await names('')).toEqual(['Die', 'Ізюм', 'Легниця', 'Майсен'])
    expect(await names('?country=PL')).toEqual(['Легниця'])
    for (const query of ['', '?country=PL', '?country=UA', '?region=UA.15', '?standing=occupied']) {
      const list = await theirs.opens(paths.staff.records('uk') + query)
      const shown = Number(/(\d+) запис/.exec(list.text)?.[1])
      expect([query, (await names(query)).length]).toEqual([query, shown])
    }
  })
})
