// What a round asks the registry: who takes part, what is in hand, what was decided.
import type { Db } from '../../platform/db/connect.js'
import { pairKey } from '../../scoring/profile.js'
import type { Locked } from '../../scoring/round.js'
import type { RoundCommunities } from './rounds.model.js'

/** The communities by id, with what a round's report says of them. */
export async function communitiesForRound(db: Db): Promise<RoundCommunities> {
  const rows = await db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode', 'nameUk', 'nameEn', 'nameNative', 'seeking'])
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface DecidedPairs {
  /** Letters are out and answers awaited: the pair takes its place on both sides. */
  locked: Locked[]
  /** Postponed, rejected, or introduced and over: not to be chosen, by `pairKey`. */
  struck: Set<string>
}

/** Every pair staff have decided on. */
export async function decidedPairsForRound(db: Db): Promise<DecidedPairs> {
  const rows = await db
    .selectFrom('proposals')
    .innerJoin('communities as foreign', 'foreign.id', 'proposals.foreignId')
    .leftJoin('introductions', 'introductions.proposalId', 'proposals.id')
    .select(['proposals.uaId', 'proposals.foreignId', 'foreign.country', 'introductions.state'])
    .where('proposals.state', '!=', 'offered')
    .orderBy('proposals.uaId')
    .orderBy('proposals.foreignId')
    .execute()
  return {
    locked: rows.filter(({ state }) => state === 'awaiting').map(({ state: _, ...pair }) => pair),
    struck: new Set(
      rows.filter(({ state }) => state !== 'awaiting').map(({ uaId, foreignId }) => pairKey(uaId, foreignId)),
    ),
  }
}
