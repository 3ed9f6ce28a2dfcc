// What scoring is told about the real registry.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  evidenceForScoring,
  pairsForScoring,
  profilesForScoring,
} from '../../src/features/matching/matching.queries.js'
import type { CommunityProfile } from '../../src/scoring/profile.js'
import { testDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
let profiles: CommunityProfile[]

beforeAll(async () => {
  database = await testDatabase({ seeded: true })
  profiles = await profilesForScoring(database.db)
})
afterAll(() => database.close())

describe('what scoring is told', () => {
  it('is every community of the registry, with gaps left as gaps', () => {
    expect(profiles).toHaveLength(891)
    const zbarazh = profiles.find(({ id }) => id === 'ua-zbarazh')
    expect(zbarazh?.topics?.needs).toEqual(['economy-investment', 'local-democracy'])
    expect(profiles.find(({ id }) => id === 'pl-sanok')?.topics).toBeUndefined()
    expect(profiles.find(({ population }) => population === undefined)?.population).toBeUndefined()
  })

  it('is every partnership that has not ended, and those between foreign communities', async () => {
    const pairs = await pairsForScoring(database.db)
    expect(pairs.filter(([id]) => id.startsWith('ua-'))).toHaveLength(902)
    expect(pairs.length).toBeGreaterThan(902)
    await database.db
      .updateTable('partnerships')
      .set({ status: 'terminated' })
      .where('uaId', '=', 'ua-lviv')
      .execute()
    expect((await pairsForScoring(database.db)).filter(([id]) => id === 'ua-lviv')).toEqual([])
  })

  it('is what the rest of the world does, too', async () => {
    const evidence = await evidenceForScoring(database.db, profiles)
    expect(evidence.all.elsewhere).toBeGreaterThan(30_000)
    const sanok = evidence.partnersOf('pl-sanok')
    expect(sanok.some((id) => id.startsWith('geonames-'))).toBe(true)
    expect(sanok).not.toContain('pl-sanok')
  })
})
