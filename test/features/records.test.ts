// Records of the registry: every change is kept with what stood before it, and names are kept right.
import { beforeEach, describe, expect, it } from '@jest/globals'
import {
  changeRecord,
  createRecord,
  noteConflict,
  recordOf,
  removeRecord,
} from '../../src/features/records/index.js'
import type { Trx } from '../../src/platform/db/connect.js'
import type { TestApp } from '../support/app.js'
import { aPartnership, aStaffMember } from '../support/builders.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: { id: string }
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = { id: await aStaffMember(app.ctx.db) }
})

const within = <T>(act: (trx: Trx) => Promise<T>) => app.ctx.db.transaction().execute(act)
const db = () => app.ctx.db
const names = (id: string) =>
  db()
    .selectFrom('communityNames')
    .select(['kind', 'language', 'name'])
    .where('communityId', '=', id)
    .orderBy('kind')
    .orderBy('language')
    .execute()
const versions = (communityId: string) =>
  db()
    .selectFrom('recordVersions')
    .selectAll()
    .where('communityId', '=', communityId)
    .orderBy('seq')
    .execute()

describe('a record', () => {
  it('is entered with its names, its size class and the first line of its history', async () => {
    const { id } = await within((trx) =>
      createRecord(
        trx,
        app.now(),
        taras,
        { country: 'PL', nameEn: 'Jasło', nameUk: 'Ясло', lat: 49.74, lon: 21.47, population: 35_000 },
        'Sent by the embassy',
      ),
    )
    expect(id).toBe('pl-jaslo')
    expect(await names(id)).toEqual([
      { kind: 'official', language: 'en', name: 'Jasło' },
      { kind: 'official', language: 'native', name: 'Jasło' },
      { kind: 'official', language: 'uk', name: 'Ясло' },
    ])
    const row = await db()
      .selectFrom('communities')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ kind: 'city', features: ['small'], standing: 'free', editedAt: app.now() })
    expect(await versions(id)).toMatchObject([
      { did: 'created', by: taras.id, before: null, after: { nameUk: 'Ясло' }, why: 'Sent by the embassy' },
    ])
  })

  it('keeps what stood before a change, and forgets no former name', async () => {
    const kept = await within((trx) =>
      changeRecord(
        trx,
        app.now(),
        taras,
        'ua-izium',
        { nameUk: 'Ізюмськ', formerNames: [{ name: 'Ізюм', language: 'uk' }], population: 120_000 },
        null,
      ),
    )
    expect(kept.changed).toBe(true)
    expect(await names('ua-izium')).toEqual([
      { kind: 'former', language: 'uk', name: 'Ізюм' },
      { kind: 'official', language: 'en', name: 'Izium' },
      { kind: 'official', language: 'uk', name: 'Ізюмськ' },
    ])
    expect(await versions('ua-izium')).toMatchObject([
      {
        id: kept.version,
        before: { nameUk: 'Ізюм', population: 45_884 },
        after: { nameUk: 'Ізюмськ', nameNative: 'Ізюмськ', population: 120_000 },
      },
    ])
    const again = await within((trx) =>
      changeRecord(trx, app.now(), taras, 'ua-izium', { nameUk: 'Ізюмськ' }, null),
    )
    expect(again).toEqual({ version: kept.version, changed: false })
  })

  it('is taken away only while nobody uses it', async () => {
    const { id } = await within((trx) =>
      createRecord(trx, app.now(), taras, { country: 'PL', nameEn: 'Jasło', lat: 49.74, lon: 21.47 }, null),
    )
    await aPartnership(db(), 'ua-izium', id)
    expect(await within((trx) => removeRecord(trx, app.now(), taras, id, null))).toBe('used')
    await db().deleteFrom('partnerships').where('foreignId', '=', id).execute()
    expect(await within((trx) => removeRecord(trx, app.now(), taras, id, null))).toBe('removed')
    expect(await recordOf(db(), id)).toBeUndefined()
    expect((await versions(id)).map(({ did }) => did)).toEqual(['created', 'removed'])
  })
})

describe('a contradiction', () => {
  it('is noted once for a source', async () => {
    const conflict = {
      communityId: 'ua-izium',
      field: 'population' as const,
      ours: 45_884,
      theirs: 47_000,
      source: 'a sheet',
    }
    const note = () => within((trx) => noteConflict(trx, app.now(), conflict))
    expect([await note(), await note()]).toEqual(['noted', 'known'])
  })
})
