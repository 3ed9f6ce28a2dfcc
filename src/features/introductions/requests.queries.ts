// Questions about requests, and the rows that asking, withdrawing and staff's decisions write.
import type { Db, Trx } from '../../platform/db/connect.js'
import { isUuid } from './introductions.queries.js'
import { requestAfter, requestTransitions, type RequestStep } from './requests.model.js'

/** The ids of two communities, in any order. */
export type Pair = readonly [string, string]

const columns = ['id', 'communityId', 'candidateId', 'words', 'state', 'askedAt', 'decidedAt'] as const

/** One request of a community. */
export async function requestById(db: Db, id: string, communityId: string) {
  if (!isUuid(id)) return undefined
  return db
    .selectFrom('introductionRequests')
    .select(columns)
    .where('id', '=', id)
    .where('communityId', '=', communityId)
    .executeTakeFirst()
}

/** What a community has asked for, newest first. */
export const requestsOf = (db: Db, communityId: string) =>
  db
    .selectFrom('introductionRequests')
    .select(columns)
    .where('communityId', '=', communityId)
    .orderBy('askedAt', 'desc')
    .orderBy('id')
    .execute()
export type RequestRow = Awaited<ReturnType<typeof requestsOf>>[number]

/** The open request of one community for another. */
export const openRequest = (db: Db | Trx, communityId: string, candidateId: string) =>
  db
    .selectFrom('introductionRequests')
    .select(columns)
    .where('communityId', '=', communityId)
    .where('candidateId', '=', candidateId)
    .where('state', '=', 'asked')
    .executeTakeFirst()

/** Whoever asked for a pair, from either side, with the name of the account; oldest first. */
export const requestsForPair = (db: Db, uaId: string, foreignId: string) =>
  db
    .selectFrom('introductionRequests')
    .innerJoin('accounts', 'accounts.id', 'introductionRequests.askedBy')
    .select(['introductionRequests.id', 'introductionRequests.communityId', 'words', 'state'])
    .select(['askedAt', 'decidedAt'])
    .select('accounts.name as askedBy')
    .where('introductionRequests.communityId', 'in', [uaId, foreignId])
    .where('candidateId', 'in', [uaId, foreignId])
    .orderBy('askedAt')
    .execute()
export type AskedForPair = Awaited<ReturnType<typeof requestsForPair>>[number]

/** How many requests of a community are open; its community row is held, so that two never count at once. */
export async function countOpenRequests(trx: Trx, communityId: string): Promise<number> {
  await trx
    .selectFrom('communities')
    .select('id')
    .where('id', '=', communityId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const { count } = await trx
    .selectFrom('introductionRequests')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('communityId', '=', communityId)
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow()
  return count
}

export interface NewRequest {
  id: string
  communityId: string
  candidateId: string
  words: string
  askedBy: string
  askedAt: Date
}

export async function insertRequest(trx: Trx, request: NewRequest): Promise<void> {
  await trx
    .insertInto('introductionRequests')
    .values({ ...request, state: 'asked', decidedAt: null })
    .execute()
}

/** Moves the open requests of a pair, from either side or only from one; gives those that were moved. */
export const moveRequests = (trx: Trx, pair: Pair, step: RequestStep, at: Date, from?: string) =>
  trx
    .updateTable('introductionRequests')
    .set({ state: requestAfter(step), decidedAt: at })
    .where('state', '=', 'asked')
    .where('communityId', 'in', from === undefined ? [...pair] : [from])
    .where('candidateId', 'in', [...pair])
    .returning(['id', 'communityId'])
    .execute()

/**
 * Opens the requests of a pair again that were declined at that moment. Whoever has left since then asks for
 * nothing any more: their words are gone.
 */
export const reopenDeclined = (trx: Trx, pair: Pair, declinedAt: Date) =>
  trx
    .updateTable('introductionRequests')
    .set({ state: requestTransitions.declined.reopen, decidedAt: null })
    .where('state', '=', 'declined')
    .where('decidedAt', '=', declinedAt)
    .where('words', 'is not', null)
    .where('communityId', 'in', [...pair])
    .where('candidateId', 'in', [...pair])
    .execute()

/** The open requests of a community and for it. */
export const openRequestsAround = (trx: Trx, communityId: string) =>
  trx
    .selectFrom('introductionRequests')
    .select(['communityId', 'candidateId'])
    .where('state', '=', 'asked')
    .where(({ eb, or }) => or([eb('communityId', '=', communityId), eb('candidateId', '=', communityId)]))
    .orderBy('communityId')
    .orderBy('candidateId')
    .execute()

/** Empties what a community's people wrote when they asked. */
export async function forgetRequestWords(trx: Trx, communityId: string): Promise<void> {
  await trx
    .updateTable('introductionRequests')
    .set({ words: null })
    .where('communityId', '=', communityId)
    .execute()
}

/** Holds the proposal of a pair, as a decision does, before its requests are touched. */
export async function holdProposal(trx: Trx, pair: Pair): Promise<void> {
  await trx
    .selectFrom('proposals')
    .select('id')
    .where('uaId', 'in', [...pair])
    .where('foreignId', 'in', [...pair])
    .forUpdate()
    .execute()
}

/** Keeps on the proposal of a pair since when somebody has been asking for it. */
export async function markAsked(trx: Trx, pair: Pair): Promise<void> {
  await trx
    .updateTable('proposals')
    .set({
      askedAt: (eb) =>
        eb
          .selectFrom('introductionRequests')
          .select(({ fn }) => fn.min('askedAt').as('since'))
          .where('state', '=', 'asked')
          .where('communityId', 'in', [...pair])
          .where('candidateId', 'in', [...pair]),
    })
    .where('uaId', 'in', [...pair])
    .where('foreignId', 'in', [...pair])
    .execute()
}
