// Taras brings the sample of the state register: every row goes where a careful person would put it, and
// taking the import back leaves the registry exactly as it was.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applyBatch } from '../../src/features/imports/apply.actions.js'
import {
  checkBatch,
  choosePlace,
  decide,
  nameColumns,
  receiveFile,
} from '../../src/features/imports/batches.actions.js'
import type { Outcome } from '../../src/features/imports/batches.model.js'
import { batchOf, pageOfRows } from '../../src/features/imports/batches.queries.js'
import { undoBatch } from '../../src/features/imports/undo.actions.js'
import { root } from '../../src/platform/kit/root.js'
import { aStaffMember } from '../support/builders.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { dumpOf } from '../support/dump.js'

let database: TestDatabase
let needs: { db: TestDatabase['db']; clock: { now(): Date } }
let taras: { id: string; region: undefined }
beforeAll(async () => {
  database = await testDatabase({ seeded: true })
  needs = { db: database.db, clock: { now: () => new Date('2026-11-03T08:00:00Z') } }
  taras = { id: await aStaffMember(database.db), region: undefined }
}, 120_000)
afterAll(() => database.close())

const sample = readFileSync(join(root, 'seeds/register-sample.csv'))

/** Brings a file, takes its columns as they were guessed, and lets its rows be judged. */
async function brings(bytes: Buffer, name = 'register.csv'): Promise<string> {
  const received = await receiveFile(needs, taras, { name, bytes }, undefined)
  if (received.outcome !== 'received') throw new Error(JSON.stringify(received))
  const batch = await batchOf(needs.db, received.id)
  await nameColumns(needs, received.id, batch!.kind, batch!.mapping)
  expect(await checkBatch(needs, received.id)).toBe('checked')
  return received.id
}

/** Each row by its number in the register: fate, reasons, places. */
async function judged(batch: string) {
  const rows = await pageOfRows(needs.db, batch, undefined, 100, 0)
  return new Map(
    rows.map((row) => {
      const { why, placed, candidates, read } = row.outcome as Outcome
      const whys = why.map(({ key }) => key)
      return [
        Number(row.cells[0]),
        {
          no: row.rowNo,
          fate: row.fate,
          whys,
          why,
          placed,
          candidates,
          read,
          leftOut: row.leftOut,
          cells: row.cells,
        },
      ]
    }),
  )
}

describe('the sample of the state register, against the whole registry', () => {
  let batch: string
  let rows: Awaited<ReturnType<typeof judged>>
  beforeAll(async () => {
    batch = await brings(sample)
    rows = await judged(batch)
  })

  // Number in the register → fate and reasons, and why a careful person would say so.
  const expected: [number, string, string[], string][] = [
    [1, 'unplaced', ['ua-elsewhere', 'foreign-unknown'], 'Mykolaiv of Lviv oblast is not in the registry; the one by the sea is another city'],
    [3, 'duplicate', ['recorded'], 'Mykolaiv by the sea and Batumi, 7 January 1995, is recorded'],
    [16, 'unplaced', ['foreign-unknown'], 'Apa is not in the registry, and Pápa in Hungary is not Apa'],
    [20, 'duplicate', ['recorded'], 'only the year is known, and an agreement of that year is recorded'],
    [45, 'duplicate', ['recorded'], 'recorded, by its day'],
    [47, 'duplicate', ['repeats-row', 'recorded'], 'the same agreement a second time'],
    [53, 'unplaced', ['gmina-and-town'], 'the gmina of Jasło lies around the town of Jasło and is not it'],
    [92, 'conflict', ['title-differs'], 'the title says Târgu Ocna, the cell Târgu Neamț'],
    [97, 'unplaced', ['ua-unknown', 'foreign-unknown'], 'neither the village council nor the gmina is in the registry'],
    [160, 'unplaced', ['foreign-unknown'], 'a parish that the registry does not have'],
    [173, 'unplaced', ['ua-unknown', 'foreign-county'], 'a county is no community'],
    [205, 'unplaced', ['ua-body', 'foreign-missing'], 'a district administration in Kovel is not Kovel'],
  ] // prettier-ignore

  it.each(expected)('puts row %i where a careful person would: %s', (number, fate, whys) => {
    const row = rows.get(number)
    expect({ fate: row?.fate, whys: row?.whys }).toEqual({ fate, whys })
  })

  it('offers homonyms and namesakes to choose from, and takes none of them by itself', () => {
    expect(rows.get(1)?.candidates.ua).toEqual(['ua-mykolaiv'])
    expect(rows.get(53)?.candidates.foreign).toEqual(['pl-jaslo'])
    expect(rows.get(92)?.candidates.foreign).toEqual(['ro-targu-neamt'])
    expect([1, 53, 92].map((n) => rows.get(n)?.placed.foreign)).toEqual([undefined, undefined, undefined])
  })

  it('leaves personal data out of what it keeps, and says which kinds', () => {
    expect([16, 20, 205].map((n) => rows.get(n)?.leftOut)).toEqual([
      ['email', 'phone', 'address'],
      ['person'],
      ['email', 'phone', 'address'],
    ])
    const kept = JSON.stringify([...rows.values()])
    for (const personal of [
      'example.org',
      '0261-',
      '0-00-10',
      'Приклад',
      'Незалежності',
      'Прінчіпале',
      '447015',
    ])
      expect(kept).not.toContain(personal)
    expect(rows.get(16)?.cells[9]).toBe('Комуна\nАпа (повіт Сату Маре)')
    expect(rows.get(205)?.cells[7]).toMatch(/^Ковельська районна державна адміністрація\s+\(м\. Ковель\)$/)
  })

  it('reads dates however they are written, kinds, durations and topics', () => {
    const read = (n: number, field: string) => rows.get(n)?.read[field]
    expect([1, 20, 97, 160, 205].map((n) => read(n, 'signed'))).toEqual([
      '2017-03-22',
      '2021',
      '2008-03-13',
      '2025-11-06',
      null,
    ])
    expect([3, 20, 45, 92, 160, 173].map((n) => read(n, 'kind'))).toEqual([
      'cooperation',
      'partnership',
      'partnership',
      'cooperation',
      'twinning',
      'memorandum',
    ])
    expect([read(173, 'durationYears'), read(173, 'autoRenewal'), read(3, 'unlimited')]).toEqual([
      1,
      true,
      true,
    ])
    expect(read(160, 'topics')).toEqual(
      expect.arrayContaining(['veterans', 'youth', 'tourism', 'health-rehabilitation']),
    )
    expect(read(45, 'topics')).toEqual([])
    expect([read(205, 'cut'), read(1, 'cut')]).toEqual([true, false])
    expect([read(160, 'country'), read(45, 'country')]).toEqual(['GB', 'PL'])
  })

  it('has nothing to apply until somebody decides', async () => {
    expect(await applyBatch(needs, taras, batch)).toEqual({ outcome: 'nothing' })
  })

  const touched = ['countries', 'regions', 'communities', 'community_names', 'community_topics', 'partnerships', 'agreements', 'contacts', 'foreign_links', 'record_conflicts'] // prettier-ignore

  it('applies what staff chose, once, and takes it back exactly', async () => {
    const { db } = needs
    const before = await dumpOf(db, touched)
    const no = (n: number) => rows.get(n)!.no
    expect(await choosePlace(needs, batch, no(53), { foreign: 'pl-jaslo' })).toBe('chosen')
    await checkBatch(needs, batch)
    expect(await choosePlace(needs, batch, no(92), { foreign: 'ro-targu-neamt' })).toBe('chosen')
    await checkBatch(needs, batch)
    const now = await judged(batch)
    expect(now.get(53)?.fate).toBe('new')
    expect(now.get(92)?.whys).toEqual(['date-differs'])
    expect(await decide(needs, batch, { rowNo: no(92) }, 'take')).toEqual({ outcome: 'decided', count: 1 })
    expect(await decide(needs, batch, { rowNo: no(97) }, 'take')).toEqual({ outcome: 'decided', count: 0 })

    const both = await Promise.all([applyBatch(needs, taras, batch), applyBatch(needs, taras, batch)])
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['already', 'applied'])
    const made = await db
      .selectFrom('agreements')
      .selectAll()
      .where('id', 'like', 'import-%')
      .orderBy('id')
      .execute()
    expect(made.map(({ uaId, foreignId, signedOn, kind }) => ({ uaId, foreignId, signedOn, kind }))).toEqual(
      expect.arrayContaining([
        { uaId: 'ua-sambir', foreignId: 'pl-jaslo', signedOn: '2011-09-04', kind: 'cooperation' },
        {
          uaId: 'ua-bilhorod-dnistrovskyi',
          foreignId: 'ro-targu-neamt',
          signedOn: '2014-09-12',
          kind: 'cooperation',
        },
      ]),
    )
    expect(await undoBatch(needs, taras, batch, false)).toEqual({ outcome: 'undone', rows: 2, kept: [] })
    expect(await dumpOf(db, touched)).toEqual(before)
    expect(await undoBatch(needs, taras, batch, false)).toEqual({ outcome: 'already', by: taras.id })
  })
})

describe('the sample against a registry that knows the pairs but not the agreements', () => {
  let batch: string
  beforeAll(async () => {
    await needs.db.deleteFrom('agreements').where('source', '=', 'register-3668').execute()
    await needs.db
      .deleteFrom('partnerships')
      .where('uaId', '=', 'ua-brody')
      .where('foreignId', '=', 'pl-belzyce')
      .execute()
    batch = await brings(sample)
  })

  it('takes three rows as new, and the second of the same agreement as its repetition', async () => {
    const rows = await judged(batch)
    expect([3, 20, 45].map((n) => rows.get(n)?.fate)).toEqual(['new', 'new', 'new'])
    expect(rows.get(47)).toMatchObject({ fate: 'duplicate', whys: ['repeats-row'] })
  })

  it('leaves the row of a partnership that somebody used meanwhile, and takes back the rest', async () => {
    const { db } = needs
    expect(await applyBatch(needs, taras, batch)).toEqual({ outcome: 'applied', rows: 3 })
    const brody = { uaId: 'ua-brody', foreignId: 'pl-belzyce' }
    const kept = { kind: 'other' as const, signedYear: 2020, topics: [], source: 'a test' }
    await db
      .insertInto('agreements')
      .values({
        id: 'by-hand',
        ...brody,
        ...kept,
        lawKind: null,
        signedOn: null,
        durationYears: null,
        autoRenewal: null,
      })
      .execute()
    const no = (await judged(batch)).get(45)!.no
    expect(await undoBatch(needs, taras, batch, false)).toEqual({
      outcome: 'changed-since',
      rows: [no],
      others: 2,
    })
    expect(await undoBatch(needs, taras, batch, true)).toEqual({ outcome: 'undone', rows: 2, kept: [no] })
    const left = await db
      .selectFrom('agreements')
      .select('id')
      .where('uaId', '=', 'ua-brody')
      .where('foreignId', '=', 'pl-belzyce')
      .execute()
    expect(left).toHaveLength(2)
  })

  it('does not apply what is no longer as it was shown', async () => {
    const { db } = needs
    const second = await brings(sample)
    const pair = { uaId: 'ua-mykolaiv', foreignId: 'ge-batumi' }
    const row = { kind: 'cooperation', signedYear: 1995, signedOn: '1995-01-07', source: 'a test' } as const
    await db
      .insertInto('agreements')
      .values({
        id: 'meanwhile',
        ...pair,
        ...row,
        lawKind: 'both',
        durationYears: null,
        unlimited: true,
        autoRenewal: null,
        topics: ['sport'],
      })
      .execute()
    expect(await applyBatch(needs, taras, second)).toEqual({ outcome: 'changed', rows: 1 })
    expect((await judged(second)).get(3)?.fate).toBe('duplicate')
  })
})
