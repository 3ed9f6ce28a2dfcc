// What the night asks and writes: which pairs are taken, new offers in one statement, old ones withdrawn.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Score } from '../../scoring/score.js'

/** Somebody edited a letter of theirs: that work must not vanish overnight. */
const ofEditedLetters = sql<string>`(select proposal_id from proposal_letters)`

/** Pairs staff have decided on: the short-list leaves them alone. */
export const decidedPairs = (db: Db) =>
  db.selectFrom('proposals').select(['uaId', 'foreignId']).where('state', '!=', 'offered').execute()

/**
 * Offered whatever the short-list says: staff wanted to see them again after a postponement, a community
 * asked for them, somebody has taken them or edited their letters, or they belong to an accepted round.
 */
export const keptPairs = (db: Db) =>
  db
    .selectFrom('proposals')
    .select(['uaId', 'foreignId'])
    .where('state', '=', 'offered')
    .where(({ eb, or }) =>
      or([
        eb('decidedAt', 'is not', null),
        eb('askedAt', 'is not', null),
        eb('takenBy', 'is not', null),
        eb('roundId', 'is not', null),
        eb('id', 'in', ofEditedLetters),
      ]),
    )
    .execute()

/** Whether anything was ever offered. */
export async function hasProposals(db: Db): Promise<boolean> {
  return (await db.selectFrom('proposals').select('id').limit(1).executeTakeFirst()) !== undefined
}

export type Offer = Score & { id: string }

/**
 * Adds new pairs and gives offered ones their new score, in one statement; decided ones stay as they
 * are. Gives how many are new.
 */
export async function saveOffers(trx: Trx, offers: readonly Offer[], at: Date): Promise<number> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into proposals (id, ua_id, foreign_id, state, total, coverage, parts, sides, weights,
      offered_at, scored_at)
    select id, "uaId", "foreignId", 'offered', total, coverage, parts, sides, weights, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) as offer(
      id uuid, "uaId" text, "foreignId" text, total double precision, coverage double precision,
      parts jsonb, sides jsonb, weights text)
    on conflict (ua_id, foreign_id) do update
      set total = excluded.total, coverage = excluded.coverage, parts = excluded.parts,
        sides = excluded.sides, weights = excluded.weights, scored_at = excluded.scored_at
      where proposals.state = 'offered'
    returning offered_at = scored_at as is_new`.execute(trx)
  return rows.filter(({ isNew }) => isNew).length
}

/** Offers of no round that nobody touched, took or asked for and that this run did not repeat go; gives how many. */
export async function withdrawUntouched(trx: Trx, scoredBefore: Date): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('proposals')
    .where('state', '=', 'offered')
    .where('decidedAt', 'is', null)
    .where('askedAt', 'is', null)
    .where('takenBy', 'is', null)
    .where('roundId', 'is', null)
    .where('id', 'not in', ofEditedLetters)
    .where('scoredAt', '<', scoredBefore)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Postponed proposals whose day has come are offered again; gives their ids. */
export async function wakeProposals(trx: Trx, at: Date): Promise<string[]> {
  const woken = await trx
    .updateTable('proposals')
    .set({ state: 'offered', postponedUntil: null, waitsSince: at })
    .where('state', '=', 'postponed')
    .where('postponedUntil', '<=', at)
    .returning('id')
    .execute()
  return woken.map(({ id }) => id)
}
