// What communities told Taras they want decides whom the night offers them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { AppContext } from '../../src/context.js'
import { candidateFinder } from '../../src/features/matching/candidates.queries.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { recordWishes } from '../../src/features/our-community/our-community.actions.js'
import { wishesForm } from '../../src/features/our-community/our-community.forms.js'
import { latestVersion } from '../../src/features/our-community/profile.queries.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { Score } from '../../src/scoring/score.js'
import { aCommunity, aStaffMember } from '../support/builders.js'
import { testDatabase, type TestDatabase } from '../support/database.js'

let now: Date
let database: TestDatabase
let taras: string
const ctx = () => ({ db: database.db, clock: { now: () => now } }) as AppContext

const places = new Set(['UA', 'UA.15', 'PL', 'FR'])
const records = async (id: string, typed: Record<string, string | string[]>) => {
  const version = await latestVersion(database.db, id)
  return recordWishes(ctx(), id, { id: taras }, wishesForm(places).parse(typed), version?.seq)
}
const proposals = () =>
  database.db.selectFrom('proposals').selectAll().orderBy('uaId').orderBy('foreignId').execute()
const pairs = async () => (await proposals()).map(({ uaId, foreignId }) => `${uaId} ${foreignId}`)
const totalOf = async (foreignId: string) =>
  (await proposals()).find((one) => one.uaId === 'ua-drohobych' && one.foreignId === foreignId)!.total

beforeAll(async () => {
  database = await testDatabase()
  taras = await aStaffMember(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  now = new Date('2026-11-10T00:15:00Z')
  const { db } = database
  for (const table of ['proposals', 'communities'] as const) await db.deleteFrom(table).execute()
  await aCommunity(db, { id: 'ua-drohobych', lat: 49.35, lon: 23.51, population: 74_000 })
  await aCommunity(db, { id: 'ua-izium', lat: 49.21, lon: 37.25, population: 45_000 })
  await aCommunity(db, { id: 'pl-legnica', lat: 51.21, lon: 16.16, population: 97_000 })
  await aCommunity(db, { id: 'fr-die', lat: 44.75, lon: 5.37, population: 4_700 })
})

describe('recorded wishes', () => {
  it('are told to scoring as they were recorded, and only what was said', async () => {
    await records('ua-drohobych', {
      places: ['PL', 'FR'],
      hardPlaces: 'yes',
      sizeLeast: '20 000',
      needs: 'energy',
      languages: ['uk', 'en'],
    })
    const [drohobych, izium] = (await profilesForScoring(database.db)).filter(({ id }) =>
      id.startsWith('ua-'),
    )
    expect(drohobych).toMatchObject({
      languages: ['uk', 'en'],
      topics: { needs: ['energy'], offers: [], themes: [] },
    })
    expect(drohobych!.wishes).toEqual({
      places: { value: ['PL', 'FR'], hard: true },
      size: { value: { least: 20_000 }, hard: false },
      needs: { value: ['energy'], hard: false },
      languages: { value: ['uk', 'en'], hard: false },
    })
    expect(izium!.wishes).toBeUndefined()
  })

  it('replace those recorded before, leave topics of plans alone, and are in the diary and the index', async () => {
    await database.db
      .insertInto('communityTopics')
      .values({
        communityId: 'ua-drohobych',
        topic: 'water',
        direction: 'need',
        basis: 'strategy',
        year: 2025,
        source: 'a test',
      })
      .execute()
    await records('ua-drohobych', { needs: ['energy', 'youth'], places: 'PL' })
    await database.db.deleteFrom('indexChanges').execute()
    await records('ua-drohobych', { needs: ['sport'] })
    const drohobych = (await profilesForScoring(database.db)).find(({ id }) => id === 'ua-drohobych')
    expect(drohobych!.topics!.needs).toEqual(['sport', 'water'])
    expect(drohobych!.wishes).toEqual({ needs: { value: ['sport'], hard: false } })
    const events = await database.db.selectFrom('events').select(['who', 'did', 'what', 'note']).execute()
    const recorded = { who: taras, did: 'recorded-wishes', what: { community: 'ua-drohobych' }, note: null }
    expect(events.slice(-2)).toEqual([recorded, recorded])
    const noted = await database.db.selectFrom('indexChanges').select('communityId').distinct().execute()
    expect(noted).toEqual([{ communityId: 'ua-drohobych' }])
  })
})

describe('a night that knows wishes', () => {
  it('offers nobody whom a hard wish excludes, whichever side has it', async () => {
    await records('ua-drohobych', { places: ['PL'], hardPlaces: 'yes' })
    await records('pl-legnica', { sizeLeast: '60000', hardSize: 'yes' })
    await matchCommunities(ctx())
    expect(await pairs()).toEqual(['ua-drohobych pl-legnica', 'ua-izium fr-die'])
  })

  it('withdraws an offer once a hard wish excludes it, and the page of who fits forgets it at once', async () => {
    const find = candidateFinder(ctx())
    const fitting = async () => (await find('ua-drohobych', 10)).map(({ score }) => score.foreignId).sort()
    await matchCommunities(ctx())
    expect(await fitting()).toEqual(['fr-die', 'pl-legnica'])
    await records('ua-drohobych', { places: ['PL'], hardPlaces: 'yes' })
    expect(await fitting()).toEqual(['pl-legnica'])
    now = later(now, days(1))
    expect(await matchCommunities(ctx())).toEqual({ new: 0, withdrawn: 1 })
  })

  it('lifts a match that both sides want, and keeps low one that only one side wants', async () => {
    await matchCommunities(ctx())
    const plain = await totalOf('pl-legnica')
    await records('ua-drohobych', { places: ['PL'], sizeLeast: '50000' })
    await records('pl-legnica', { places: ['UA'], sizeMost: '100000' })
    now = later(now, days(1))
    await matchCommunities(ctx())
    const mutual = await totalOf('pl-legnica')
    expect(mutual).toBeGreaterThan(plain)
    await records('pl-legnica', { places: ['FR'], sizeMost: '5000' })
    now = later(now, days(1))
    await matchCommunities(ctx())
    expect(await totalOf('pl-legnica')).toBeLessThan(plain / 2)
  })

  it('keeps with the proposal what both sides were judged by', async () => {
    await records('ua-drohobych', { places: ['PL'] })
    await matchCommunities(ctx())
    const kept = (await proposals()).find(({ foreignId }) => foreignId === 'pl-legnica')!
      .sides as Score['sides']
    expect(kept!.ua.wishes).toEqual({ places: { value: ['PL'], hard: false } })
    expect(kept!.foreign.id).toBe('pl-legnica')
  })
})
