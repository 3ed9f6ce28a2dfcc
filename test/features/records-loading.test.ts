// The registry's files are loaded again after staff merged and split records: what is gone stays gone.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { loadRegistry } from '../../src/features/imports/index.js'
import { markOfBoth, mergeRecords } from '../../src/features/records/merging.actions.js'
import { splitRecord } from '../../src/features/records/splitting.actions.js'
import { lookalikePairs } from '../../src/features/records/lookalikes.queries.js'
import type { Connection, Db } from '../../src/platform/db/connect.js'
import { root } from '../../src/platform/kit/root.js'
import { aStaffMember } from '../support/builders.js'
import { testDatabase } from '../support/database.js'

const clock = { now: () => new Date('2026-11-03T08:00:00Z') }
let connection: Connection
let db: Db
let dir: string
beforeAll(async () => {
  connection = await testDatabase()
  db = connection.db
  dir = mkdtempSync(join(tmpdir(), 'seeds-'))
  cpSync(join(root, 'seeds'), dir, { recursive: true })
  await loadRegistry({ db, clock }, { dir })
}, 120_000)
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await connection.close()
})

/** The files say the same in another order of two lines: they are read and loaded anew. */
async function loadsAgain() {
  const file = join(dir, 'measures.csv')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const [last, before] = [lines.pop()!, lines.pop()!]
  writeFileSync(file, [...lines, last, before, ''].join('\n'))
  return loadRegistry({ db, clock }, { dir })
}

const pairsOf = async (id: string) =>
  (
    await db
      .selectFrom('partnerships')
      .select('foreignId')
      .where('uaId', '=', id)
      .orderBy('foreignId')
      .execute()
  ).map(({ foreignId }) => foreignId)

it('brings no merged record back, and gives the one that stays what the files say of both', async () => {
  const by = { id: await aStaffMember(db) }
  const [keeper, duplicate] = ['ua-drohobych', 'ua-stryi'] as const
  const both = new Set([...(await pairsOf(keeper)), ...(await pairsOf(duplicate))])
  expect((await pairsOf(duplicate)).length).toBeGreaterThan(0)
  const seen = await markOfBoth(db, [keeper, duplicate])
  const merge = { keeper, duplicate, names: 'other' as const, why: 'a test', seen }
  expect(await mergeRecords({ db, clock }, by, merge)).toEqual({ outcome: 'merged' })

  const [moved] = await pairsOf('ua-lviv')
  const split = await splitRecord(
    { db, clock },
    'ua-lviv',
    by,
    {
      country: 'UA',
      fields: {
        nameUk: 'Друга',
        nameEn: 'Druha',
        nameNative: 'Друга',
        formerNames: [],
        kind: 'city',
        regionCode: 'UA.15',
        katottg: null,
        geonamesId: null,
        wikidataId: null,
        hromadaUk: null,
        population: null,
        populationSource: null,
        lat: 49,
        lon: 24,
        website: null,
      },
      source: null,
      why: null,
    },
    { names: [], partners: [moved!], codes: [], version: 0, why: 'a test' },
  )
  expect(split).toEqual({ outcome: 'split', id: 'ua-druha' })

  expect((await loadsAgain()).changed).toBe(true)
  const left = await db
    .selectFrom('communities')
    .select('id')
    .where('id', 'in', [keeper, duplicate])
    .execute()
  expect(left).toEqual([{ id: keeper }])
  expect(await pairsOf(keeper)).toEqual([...both].sort())
  expect(await pairsOf('ua-druha')).toEqual([moved])
  expect(await pairsOf('ua-lviv')).not.toContain(moved)
}, 120_000)

it('finds which records of the registry look alike in a moment', async () => {
  const began = performance.now()
  const pairs = await lookalikePairs(db)
  const took = performance.now() - began
  console.info(`${pairs.length} pairs that look alike, found in ${Math.round(took)} ms`)
  expect(pairs.every(({ aId, bId }) => aId < bId && aId.slice(0, 2) === bId.slice(0, 2))).toBe(true)
})
