// The night: all pairs are scored, and the best of them are offered to Taras, fairly shared out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { job, matchCommunities, offerFirstProposals } from '../../src/features/matching/matching.job.js'
import type { AppContext } from '../../src/context.js'
import { createLog } from '../../src/platform/http/log.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { runNightly } from '../../src/platform/jobs/runner.js'
import { aCommunity, aPartnership, aStaffMember } from '../support/builders.js'
import { testDatabase, type TestDatabase } from '../support/database.js'

let now: Date
let database: TestDatabase
const clock = { now: () => now }
const ctx = () => ({ db: database.db, clock, log: createLog({ logLevel: 'silent' }) }) as AppContext

const proposals = () =>
  database.db.selectFrom('proposals').selectAll().orderBy('uaId').orderBy('foreignId').execute()
const pairs = async () => (await proposals()).map(({ uaId, foreignId }) => `${uaId} ${foreignId}`)

describe('a night in a small registry', () => {
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  beforeEach(async () => {
    now = new Date('2026-11-10T00:15:00Z')
    const { db } = database
    for (const table of ['proposals', 'partnerships', 'communities', 'jobRuns'] as const)
      await db.deleteFrom(table).execute()
    await aCommunity(db, { id: 'ua-drohobych', lat: 49.35, lon: 23.51, population: 74_000 })
    await aCommunity(db, { id: 'ua-izium', lat: 49.21, lon: 37.25, population: 45_000 })
    await aCommunity(db, { id: 'pl-legnica', lat: 51.21, lon: 16.16, population: 97_000 })
    await aCommunity(db, { id: 'fr-die', lat: 44.75, lon: 5.37, population: 4_700 })
  })

  it('offers every pair of a Ukrainian community and one abroad, with score and parts', async () => {
    expect(await matchCommunities(ctx())).toEqual({ new: 4, withdrawn: 0 })
    expect(await pairs()).toEqual([
      'ua-drohobych fr-die',
      'ua-drohobych pl-legnica',
      'ua-izium fr-die',
      'ua-izium pl-legnica',
    ])
    for (const { state, total, coverage, parts, offeredAt } of await proposals()) {
      expect({ state, offeredAt }).toEqual({ state: 'offered', offeredAt: now })
      expect(total).toBeGreaterThan(0)
      expect(total).toBeLessThan(1)
      expect(coverage).toBeGreaterThan(0)
      expect((parts as { key: string }[]).map(({ key }) => key)).toContain('population')
    }
  })

  it('offers no partners, nobody in Russia or Belarus, and no two of one country', async () => {
    await aCommunity(database.db, { id: 'by-brest', lat: 52.1, lon: 23.7 })
    await aCommunity(database.db, { id: 'ru-kursk', lat: 51.7, lon: 36.2 })
    await aPartnership(database.db, 'ua-drohobych', 'pl-legnica')
    await matchCommunities(ctx())
    expect(await pairs()).toEqual(['ua-drohobych fr-die', 'ua-izium fr-die', 'ua-izium pl-legnica'])
  })

  it('gives an offered pair its new score when what we know has changed, and keeps it the same proposal', async () => {
    await matchCommunities(ctx())
    const before = await proposals()
    await database.db
      .updateTable('communities')
      .set({ population: 74_000 })
      .where('id', '=', 'pl-legnica')
      .execute()
    now = later(now, days(1))
    expect(await matchCommunities(ctx())).toEqual({ new: 0, withdrawn: 0 })
    const after = await proposals()
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after[1]!.total).toBeGreaterThan(before[1]!.total)
    expect(after[1]).toMatchObject({ offeredAt: before[0]!.offeredAt, scoredAt: now })
  })

  it('withdraws what nobody touched and what no longer fits, and leaves alone what Taras decided', async () => {
    await matchCommunities(ctx())
    const taras = await aStaffMember(database.db, { email: 'taras.one@auc.example' })
    const [rejected] = await proposals()
    await database.db
      .updateTable('proposals')
      .set({ state: 'rejected', decidedBy: taras, decidedAt: now, note: 'Надто далеко' })
      .where('id', '=', rejected!.id)
      .execute()
    const decided = (await proposals())[0]
    await aPartnership(database.db, 'ua-izium', 'pl-legnica')
    now = later(now, days(1))
    expect(await matchCommunities(ctx())).toEqual({ new: 0, withdrawn: 1 })
    expect(await pairs()).toEqual(['ua-drohobych fr-die', 'ua-drohobych pl-legnica', 'ua-izium fr-die'])
    expect((await proposals())[0]).toEqual(decided)
  })

  it('brings a postponed pair back on its day, and keeps it although the short-list is full of others', async () => {
    await matchCommunities(ctx())
    const taras = await aStaffMember(database.db, { email: 'taras.two@auc.example' })
    const far = (await proposals()).find(
      ({ uaId, foreignId }) => uaId === 'ua-izium' && foreignId === 'fr-die',
    )!
    const postponedUntil = later(now, days(30))
    await database.db
      .updateTable('proposals')
      .set({ state: 'postponed', decidedBy: taras, decidedAt: now, postponedUntil })
      .where('id', '=', far.id)
      .execute()
    for (let i = 0; i < 12; i++)
      await aCommunity(database.db, { id: `pl-near-${i}`, lat: 49.2, lon: 23, population: 45_000 })

    now = later(now, days(29))
    await matchCommunities(ctx())
    expect((await proposals()).find(({ id }) => id === far.id)?.state).toBe('postponed')

    now = later(now, days(1))
    await matchCommunities(ctx())
    const woken = (await proposals()).find(({ id }) => id === far.id)
    expect(woken).toMatchObject({ state: 'offered', postponedUntil: null, scoredAt: now })
    const events = await database.db.selectFrom('events').select(['who', 'did', 'what']).execute()
    expect(events).toContainEqual({ who: 'system', did: 'woke', what: { proposal: far.id } })
  })

  it('runs once before the first visitor comes, and that run is this night’s', async () => {
    expect(await offerFirstProposals(ctx())).toBe(4)
    expect(await offerFirstProposals(ctx())).toBeUndefined()
    expect(await runNightly(ctx(), job)).toBe(false)
    now = later(now, days(1))
    expect(await runNightly(ctx(), job)).toBe(true)
    const runs = await database.db.selectFrom('jobRuns').select('outcome').orderBy('id').execute()
    expect(runs.map(({ outcome }) => outcome)).toEqual([
      '4 new proposals, 0 withdrawn',
      '0 new proposals, 0 withdrawn',
    ])
  })
})

describe('a night in the real registry', () => {
  beforeAll(async () => {
    database = await testDatabase({ seeded: true })
    now = new Date('2026-11-10T00:15:00Z')
    await matchCommunities(ctx())
  })
  afterAll(() => database.close())

  it('reaches nearly every Ukrainian community, and nobody crowds out the others', async () => {
    const offered = await proposals()
    const times = (ids: string[]) => {
      const counts = new Map<string, number>()
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
      return counts
    }
    const ua = times(offered.map(({ uaId }) => uaId))
    const foreign = times(offered.map(({ foreignId }) => foreignId))
    expect(ua.size).toBe(146)
    expect(Math.max(...ua.values())).toBeLessThanOrEqual(10)
    expect(Math.max(...foreign.values())).toBeLessThanOrEqual(5)
    expect(foreign.size).toBeGreaterThan(290)
  })

  it('offers no pair that is on record as partners', async () => {
    const partners = await database.db
      .selectFrom('proposals')
      .innerJoin('partnerships', (join) =>
        join
          .onRef('partnerships.uaId', '=', 'proposals.uaId')
          .onRef('partnerships.foreignId', '=', 'proposals.foreignId'),
      )
      .select('proposals.id')
      .execute()
    expect(partners).toEqual([])
  })

  it('offers nobody in Russia or Belarus, and every foreign community is abroad', async () => {
    const countries = await database.db
      .selectFrom('proposals')
      .innerJoin('communities', 'communities.id', 'proposals.foreignId')
      .select('country')
      .distinct()
      .execute()
    const codes = countries.map(({ country }) => country)
    expect(codes.filter((code) => ['UA', 'RU', 'BY'].includes(code))).toEqual([])
    expect(codes.length).toBeGreaterThan(10)
  })
})
