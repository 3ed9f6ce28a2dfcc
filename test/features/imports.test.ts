// Taras keeps the registry in files; the loader takes all of them or nothing.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { loadRegistry, readSeeds } from '../../src/features/imports/index.js'
import type { Connection, Db } from '../../src/platform/db/connect.js'
import { eventsAbout } from '../../src/platform/db/events.js'
import { root } from '../../src/platform/kit/root.js'
import { testDatabase } from '../support/database.js'

const clock = { now: () => new Date('2026-11-03T08:00:00Z') }

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'seeds-'))
  cpSync(join(root, 'seeds'), dir, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

/** Changes one line of a file (the first line is 1), as somebody with an editor would. */
function edit(file: string, line: number, change: (text: string) => string) {
  const lines = readFileSync(join(dir, file), 'utf8').split('\n')
  lines[line - 1] = change(lines[line - 1] ?? '')
  writeFileSync(join(dir, file), lines.join('\n'))
}

const lineOf = (file: string, start: string) =>
  1 +
  readFileSync(join(dir, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.startsWith(start))

const problems = () =>
  readSeeds(dir).then(
    () => [],
    (error: Error) => error.message.split('\n'),
  )

describe('reading the files', () => {
  it('accepts the registry as it is', async () => {
    const seeds = await readSeeds(dir)
    expect(seeds.communities).toHaveLength(891)
    expect(seeds.worldPairs).toHaveLength(18_760)
  })

  it('names file, line and column of every bad cell, and all of them at once', async () => {
    edit('communities.csv', 3, (line) => line.replace('44.67728', '144.67728').replace(',city,', ',town,'))
    edit('interests.csv', 2, (line) => line.replace('agriculture-rural', 'agriculture'))
    edit('agreements.csv', 2, (line) => line.replace('1995-01-07', '1995-02-30'))
    expect(await problems()).toEqual([
      'communities.csv:3:kind: must be one of: city, settlement, village',
      'communities.csv:3:lat: must be from -90 to 90',
      expect.stringMatching(/^interests\.csv:2:topic: must be one of: energy, /),
      'agreements.csv:2:signed_on: is no day of the calendar',
    ])
  })

  it('counts lines as an editor does, also after a cell with a line break', async () => {
    edit('seekers.csv', 2, (line) => `${line}"a note\non two lines"`)
    edit('seekers.csv', 4, (line) => line.replace(',UA,', ',ua,'))
    expect(await problems()).toEqual(['seekers.csv:4:side: must be one of: UA, foreign'])
  })

  it('names a row of a wrong length, a missing column and a quote that never closes', async () => {
    edit('partnerships.csv', 5, (line) => `${line},more`)
    edit('measures.csv', 1, (line) => line.replace('coast_km', 'sea_km'))
    edit('countries.csv', 4, (line) => `"${line}`)
    expect(await problems()).toEqual([
      expect.stringMatching(/^countries\.csv:\d+:row: Quote Not Closed/),
      'measures.csv:1:coast_km: this column is missing',
      'measures.csv:1:sea_km: this file has no such column',
      'partnerships.csv:5:row: has 5 cells instead of 4',
    ])
  })

  it('finds what one row alone cannot tell', async () => {
    edit('partnerships.csv', 2, (line) => line.replace('hu-dunaujvaros', 'hu-nowhere'))
    edit(
      'partnerships.csv',
      4,
      () => readFileSync(join(dir, 'partnerships.csv'), 'utf8').split('\n')[2] ?? '',
    )
    const angarsk = lineOf('partnerships.csv', 'ua-alushta,ru-angarsk')
    edit('partnerships.csv', angarsk, (line) => line.replace('suspended-check', 'active'))
    edit('ua-admin.csv', 2, (line) => line.replace('ua-alchevsk', 'pl-gdynia'))
    const tirana = lineOf('communities.csv', 'al-tirana,')
    edit('communities.csv', tirana, (line) => line.replace(/,GeoNames$/, ','))
    edit('regions-abroad.csv', 2, (line) => line.replace('AL.50', 'AL.99'))
    expect(await problems()).toEqual([
      'partnerships.csv:4:foreign_id: repeats line 3',
      `communities.csv:${tirana}:name_uk_source: a Ukrainian name and its source go together`,
      'regions-abroad.csv:2:admin1_code: no community abroad lies in AL.99',
      'ua-admin.csv:2:id: pl-gdynia is not in Ukraine',
      'partnerships.csv:2:foreign_id: hu-nowhere is not in communities.csv',
      `partnerships.csv:${angarsk}:status: with Russia or Belarus it must be suspended-check or terminated`,
    ])
  })
})

describe('loading the registry', () => {
  let connection: Connection
  let db: Db
  beforeAll(async () => {
    connection = await testDatabase()
    db = connection.db
  })
  afterAll(() => connection.close())

  const count = async (
    table: 'communities' | 'partnerships' | 'communityNames' | 'communityTopics' | 'events',
  ) => Number((await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
  const community = (id: string) =>
    db.selectFrom('communities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const namesOf = async (id: string) =>
    (
      await db
        .selectFrom('communityNames')
        .selectAll()
        .where('communityId', '=', id)
        .orderBy('name')
        .execute()
    ).map(({ kind, language, name }) => [kind, language, name].filter(Boolean).join(' '))

  it('writes nothing at all when one row of the last file is bad', async () => {
    edit('world-pairs.csv', 18_761, (line) => line.replace(/^\d+/, 'x'))
    await expect(loadRegistry({ db, clock }, { dir })).rejects.toThrow(
      'world-pairs.csv:18761:id1: must be a whole number',
    )
    expect(await count('communities')).toBe(0)
  })

  it('loads 140 Ukrainian and 728 foreign communities with a partner, from 58 countries, and 34 seekers', async () => {
    const steps: string[] = []
    const { changed } = await loadRegistry(
      { db, clock },
      { dir, onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`) },
    )
    expect(changed).toBe(true)
    expect(steps.at(0)).toBe('files 1/9')
    expect(steps.at(-1)).toBe('foreignLinks 9/9')
    const { rows } = await connection.pool.query(`
      select count(distinct ua_id)::int as ua, count(distinct foreign_id)::int as abroad,
        count(distinct country)::int as countries, count(*)::int as pairs,
        (select count(*)::int from communities where seeking) as seekers,
        (select count(*)::int from agreements) as agreements,
        (select count(*)::int from community_topics) as topics,
        (select count(*)::int from community_names where kind = 'other' and source = 'GeoNames') as other_names
      from partnerships join communities on id = foreign_id`)
    expect(rows[0]).toEqual({
      ua: 140,
      abroad: 728,
      countries: 58,
      pairs: 902,
      seekers: 34,
      agreements: 148,
      topics: 826,
      other_names: 10161,
    })
  })

  it('keeps every name with its kind: Dnipro was Dnipropetrovsk', async () => {
    expect(await namesOf('ua-dnipro')).toEqual(
      expect.arrayContaining([
        'official uk Дніпро',
        'official en Dnipro',
        'former uk Дніпропетровськ',
        'former en Dnipropetrovsk',
      ]),
    )
  })

  it('keeps how the report of 2009 spelt a seeker', async () => {
    expect(await namesOf('pl-otwock')).toEqual(
      expect.arrayContaining(['official uk Отвоцьк', 'other uk Отвоцк']),
    )
  })

  it('writes Ukrainian names with the letter apostrophe, whatever the file has', async () => {
    expect((await community('ua-kamianets-podilskyi')).nameUk).toBe('Камʼянець-Подільський')
  })

  it('leaves two places of one name two', async () => {
    const namesakes = await db
      .selectFrom('communities')
      .select(['nameEn', (eb) => eb.fn.countAll().as('places')])
      .groupBy('nameEn')
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute()
    expect(namesakes.length).toBeGreaterThan(0)
  })

  it('changes nothing the second time, and says so', async () => {
    const before = [await count('communityNames'), await count('communityTopics'), await count('events')]
    expect(await loadRegistry({ db, clock }, { dir })).toMatchObject({
      changed: false,
      counts: { communities: 891 },
    })
    expect([await count('communityNames'), await count('communityTopics'), await count('events')]).toEqual(
      before,
    )
  })

  it('brings a corrected file in, but never over what people wrote', async () => {
    await db
      .updateTable('communities')
      .set({ population: 70_001, editedAt: clock.now() })
      .where('id', '=', 'ua-drohobych')
      .execute()
    await db
      .updateTable('partnerships')
      .set({ status: 'terminated', editedAt: clock.now() })
      .where('uaId', '=', 'ua-alchevsk')
      .where('foreignId', '=', 'hu-dunaujvaros')
      .execute()
    const declared = {
      topic: 'veterans',
      direction: 'need',
      basis: 'declared',
      year: 2026,
      source: 'Oksana',
    } as const
    await db
      .insertInto('communityTopics')
      .values({ communityId: 'ua-drohobych', ...declared })
      .execute()
    const touched = await db.selectFrom('indexChanges').select(db.fn.max('seq').as('seq')).executeTakeFirst()

    edit('communities.csv', lineOf('communities.csv', 'ua-drohobych,'), (line) =>
      line.replace(',73682,', ',60000,'),
    )
    edit('communities.csv', lineOf('communities.csv', 'ua-stryi,'), (line) =>
      line.replace('Stryi', 'Stryj').replace(',59425,', ',58000,'),
    )
    expect((await loadRegistry({ db, clock }, { dir })).changed).toBe(true)

    expect((await community('ua-drohobych')).population).toBe(70_001)
    expect(await community('ua-stryi')).toMatchObject({
      population: 58_000,
      nameEn: 'Stryj',
      updatedAt: clock.now(),
    })
    expect((await namesOf('ua-stryi')).filter((name) => name.startsWith('official en'))).toEqual([
      'official en Stryj',
    ])
    const alchevsk = db.selectFrom('partnerships').select('status').where('foreignId', '=', 'hu-dunaujvaros')
    expect(await alchevsk.execute()).toEqual([{ status: 'terminated' }])
    expect(await count('communityTopics')).toBe(827)
    const changes = await db
      .selectFrom('indexChanges')
      .select('communityId')
      .distinct()
      .where('seq', '>', touched?.seq ?? 0)
      .execute()
    expect(changes).toEqual([{ communityId: 'ua-stryi' }])
  })

  it('writes each load in the diary', async () => {
    const { digest } = await db
      .selectFrom('seedLoads')
      .select('digest')
      .orderBy('loadedAt', 'desc')
      .executeTakeFirstOrThrow()
    expect(await eventsAbout(db, { digest })).toMatchObject([{ who: 'system', did: 'loaded' }])
  })
})
