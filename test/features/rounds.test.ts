// Taras runs a round: who takes part and what was decided comes from the database, the solver thinks in a
// thread of its own.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { communitiesForRound, decidedPairsForRound } from '../../src/features/rounds/rounds.queries.js'
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import type { Connection, Db } from '../../src/platform/db/connect.js'
import { pairKey } from '../../src/scoring/profile.js'
import { buildAssignment, readSolution, usualRules, type Candidate } from '../../src/scoring/round.js'
import { aCommunity, aProposal } from '../support/builders.js'
import { testDatabase } from '../support/database.js'

let connection: Connection
let db: Db
beforeAll(async () => {
  connection = await testDatabase()
  db = connection.db
})
afterAll(() => connection.close())
beforeEach(async () => {
  await db.deleteFrom('communities').execute()
  for (const id of ['ua-lviv', 'ua-buchach', 'pl-lublin', 'de-kiel']) await aCommunity(db, { id })
})

/** An approved pair whose introduction has come so far. */
async function introduced(uaId: string, foreignId: string, state: 'awaiting' | 'connected' | 'closed') {
  const proposalId = await aProposal(db, { uaId, foreignId, state: 'approved' })
  const openedAt = new Date('2026-11-02T09:00:00Z')
  await db
    .insertInto('introductions')
    .values({ id: randomUUID(), proposalId, state, openedAt, answersUntil: openedAt, closedAt: null })
    .execute()
}

describe('what a round asks the database', () => {
  it('knows who looks for a partner', async () => {
    await db.updateTable('communities').set({ seeking: true }).where('id', '=', 'ua-buchach').execute()
    const communities = await communitiesForRound(db)
    expect([...communities.values()].filter(({ seeking }) => seeking).map(({ id }) => id)).toEqual([
      'ua-buchach',
    ])
    expect(communities.get('de-kiel')).toMatchObject({ country: 'DE', nameEn: 'Kiel' })
  })

  it('keeps a place for pairs whose answers are awaited, and strikes what was decided otherwise', async () => {
    await introduced('ua-lviv', 'pl-lublin', 'awaiting')
    await introduced('ua-lviv', 'de-kiel', 'closed')
    await aProposal(db, { uaId: 'ua-buchach', foreignId: 'pl-lublin', state: 'rejected' })
    await aProposal(db, { uaId: 'ua-buchach', foreignId: 'de-kiel', state: 'offered' })
    expect(await decidedPairsForRound(db)).toEqual({
      locked: [{ uaId: 'ua-lviv', foreignId: 'pl-lublin', country: 'PL' }],
      struck: new Set([pairKey('ua-lviv', 'de-kiel'), pairKey('ua-buchach', 'pl-lublin')]),
    })
  })
})

describe('the solver', () => {
  const candidates: Candidate[] = ['ua-lviv', 'ua-buchach'].flatMap((uaId, i) =>
    ['pl-lublin', 'de-kiel'].map((foreignId, j) => ({
      uaId,
      foreignId,
      country: 'PL',
      total: 0.9 - i * j * 0.5 - j * 0.1,
    })),
  )

  it('answers from its own thread while others work', async () => {
    const assignment = buildAssignment(candidates, { perUa: 1, perForeign: 1 })
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const solution = await solveRound(assignment)
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
    expect(readSolution(assignment, solution).map(({ uaId, foreignId }) => `${uaId} ${foreignId}`)).toEqual([
      'ua-buchach pl-lublin',
      'ua-lviv de-kiel',
    ])
  })

  it('has nothing to say about nobody', async () => {
    const assignment = buildAssignment([], usualRules)
    expect(readSolution(assignment, await solveRound(assignment))).toEqual([])
  })

  it('tells why it failed', async () => {
    const assignment = buildAssignment(candidates, { perUa: 1, perForeign: 1 })
    await expect(solveRound({ ...assignment, starts: new Int32Array([0, 99]) })).rejects.toThrow()
  })
})
