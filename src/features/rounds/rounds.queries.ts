// What a round asks the registry: who takes part, what is in hand, what was decided.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { pairKey } from '../../scoring/profile.js'
import type { Locked } from '../../scoring/round.js'
import { weightsIdInUse } from '../weights/index.js'
import { pairsOf } from './drafts.queries.js'
import { crowdedBy, type Asked, type Crowded, type Pair, type RoundCommunities } from './rounds.model.js'

/** The weights a round is scored with today. */
export { weightsInUse as weightsForRound } from '../weights/index.js'

/** The communities by id, with what a round's report says of them. */
export async function communitiesForRound(db: Db | Trx): Promise<RoundCommunities> {
  const rows = await db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode', 'nameUk', 'nameEn', 'nameNative', 'seeking'])
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface DecidedPairs {
  /** Answers are awaited, or an accepted round put it into the queue: it takes its place on both sides. */
  locked: Locked[]
  /** Postponed, rejected, or introduced and over: not to be chosen, by `pairKey`. */
  struck: Set<string>
}

/** Every pair staff have decided on, and those of accepted rounds that still wait for a decision. */
export async function decidedPairsForRound(db: Db | Trx): Promise<DecidedPairs> {
  const isInHand = ({ decided, state }: { decided: string; state: string | null }) =>
    decided === 'offered' || state === 'awaiting'
  const rows = await db
    .selectFrom('proposals')
    .innerJoin('communities as foreign', 'foreign.id', 'proposals.foreignId')
    .leftJoin('introductions', 'introductions.proposalId', 'proposals.id')
    .select(['proposals.uaId', 'proposals.foreignId', 'foreign.country'])
    .select(['proposals.state as decided', 'introductions.state'])
    .where(({ eb, or }) =>
      or([eb('proposals.state', '!=', 'offered'), eb('proposals.roundId', 'is not', null)]),
    )
    .orderBy('proposals.uaId')
    .orderBy('proposals.foreignId')
    .execute()
  return {
    locked: rows
      .filter(isInHand)
      .map(({ uaId, foreignId, country }): Locked => ({ uaId, foreignId, country })),
    struck: new Set(
      rows.filter((row) => !isInHand(row)).map(({ uaId, foreignId }) => pairKey(uaId, foreignId)),
    ),
  }
}

/** To whom a draft would promise too much by now; pairs that it would leave out as dealt with take no place. */
export async function crowdedToday(
  db: Db | Trx,
  { id, options }: { id: string; options: Asked },
): Promise<Crowded> {
  const { locked, struck } = await decidedPairsForRound(db)
  const dealtWith = new Set([...struck, ...locked.map(({ uaId, foreignId }) => pairKey(uaId, foreignId))])
  const pairs = await pairsOf(db, id)
  const open = pairs.filter(({ uaId, foreignId }) => !dealtWith.has(pairKey(uaId, foreignId)))
  return crowdedBy(open, locked, options)
}

/** Lets rounds be accepted one after another, each with the places that the one before it has taken. */
export const holdAcceptances = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('pobratym round'))`.execute(trx)

/**
 * What a round would be computed from today, in one short word: the weights and every decision that takes a
 * pair or a place away. Another word than a draft's means that the draft is out of date.
 */
export async function basisToday(db: Db | Trx, region: string | null): Promise<string> {
  const weights = await weightsIdInUse(db)
  const rows = await db
    .selectFrom('proposals')
    .innerJoin('communities as ua', 'ua.id', 'proposals.uaId')
    .leftJoin('introductions', 'introductions.proposalId', 'proposals.id')
    .select(['proposals.uaId', 'proposals.foreignId', 'proposals.state', 'introductions.state as introduced'])
    .where(({ eb, or }) =>
      or([eb('proposals.state', '!=', 'offered'), eb('proposals.roundId', 'is not', null)]),
    )
    .$if(region !== null, (query) => query.where('ua.regionCode', '=', region))
    .orderBy('proposals.uaId')
    .orderBy('proposals.foreignId')
    .execute()
  const decisions = rows.map((row) =>
    [row.uaId, row.foreignId, row.state, row.introduced === 'awaiting' ? 'awaiting' : ''].join(' '),
  )
  return createHash('sha256')
    .update([weights, ...decisions].join('\n'))
    .digest('base64url')
    .slice(0, 22)
}

/** Pairs of a draft that somebody decided on after it was computed, and who. */
export const decidedAmongPairs = (db: Db, roundId: string) =>
  db
    .selectFrom('roundPairs')
    .innerJoin('proposals', (join) =>
      join
        .onRef('proposals.uaId', '=', 'roundPairs.uaId')
        .onRef('proposals.foreignId', '=', 'roundPairs.foreignId'),
    )
    .leftJoin('accounts', 'accounts.id', 'proposals.decidedBy')
    .select(['proposals.id', 'proposals.uaId', 'proposals.foreignId', 'proposals.state'])
    .select(['accounts.name as decidedBy', 'proposals.decidedAt'])
    .where('roundPairs.roundId', '=', roundId)
    .where('proposals.state', '!=', 'offered')
    .orderBy('proposals.decidedAt')
    .execute()
export type DecidedMeanwhile = Awaited<ReturnType<typeof decidedAmongPairs>>[number]

/** Where a pair stands today: its proposal, and whose round has it. */
export const proposalOfPair = (db: Db | Trx, { uaId, foreignId }: Pair) =>
  db
    .selectFrom('proposals')
    .select(['id', 'state', 'roundId'])
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .executeTakeFirst()

/** The oblasts a round can be for. */
export const oblastsForRounds = (db: Db) =>
  db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('country', '=', 'UA')
    .orderBy('code')
    .execute()
export type Oblast = Awaited<ReturnType<typeof oblastsForRounds>>[number]
