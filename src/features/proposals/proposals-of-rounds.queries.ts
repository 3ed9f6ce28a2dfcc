// What proposals know of the rounds they belong to, and what accepting a round asks and writes.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Score } from '../../scoring/score.js'

type Pair = Pick<Score, 'uaId' | 'foreignId'>

/** Accepted rounds that have proposals, in an oblast or anywhere, newest first: what a list can be filtered by. */
export const roundsInQueue = (db: Db, region?: string) =>
  db
    .selectFrom('rounds')
    .select(['id', 'name'])
    .where('state', '=', 'accepted')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('proposals')
          .innerJoin('communities', 'communities.id', 'proposals.uaId')
          .select('proposals.id')
          .whereRef('proposals.roundId', '=', 'rounds.id')
          .$if(region !== undefined, (query) => query.where('communities.regionCode', '=', region!)),
      ),
    )
    .orderBy('decidedAt', 'desc')
    .execute()

export interface RoundOfProposal {
  name: string
  /** At most so many introductions for each community of a side. */
  perUa: number
  perForeign: number
  remindAfterDays: number
  closeAfterDays: number
}

/** The round of a proposal; undefined when it belongs to none. */
export async function roundOf(db: Db | Trx, roundId: string | null): Promise<RoundOfProposal | undefined> {
  if (roundId === null) return undefined
  const row = await db
    .selectFrom('rounds')
    .select(['name', 'remindAfterDays', 'closeAfterDays', 'options'])
    .where('id', '=', roundId)
    .executeTakeFirst()
  if (!row) return undefined
  const { mostUa, mostForeign } = row.options as { mostUa: number; mostForeign: number }
  const { name, remindAfterDays, closeAfterDays } = row
  return { name, perUa: mostUa, perForeign: mostForeign, remindAfterDays, closeAfterDays }
}

const among = (pairs: readonly Pair[]) => sql`(ua_id, foreign_id) in (
  select * from unnest(${pairs.map(({ uaId }) => uaId)}::text[], ${pairs.map(({ foreignId }) => foreignId)}::text[]))`

/** The proposals that some pairs have, held until the transaction ends. */
export const proposalsOfPairsForUpdate = (trx: Trx, pairs: readonly Pair[]) =>
  trx
    .selectFrom('proposals')
    .select(['id', 'uaId', 'foreignId', 'state', 'roundId'])
    .where(among(pairs) as never)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Those of some pairs that are partners on record. */
export const partneredAmong = (trx: Trx, pairs: readonly Pair[]) =>
  trx
    .selectFrom('partnerships')
    .select(['uaId', 'foreignId'])
    .where('status', '!=', 'terminated')
    .where(among(pairs) as never)
    .execute()

/** The country of each community abroad among some pairs. */
export async function countriesAmong(trx: Trx, pairs: readonly Pair[]): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('communities')
    .select(['id', 'country'])
    .where('id', '=', sql<string>`any(${pairs.map(({ foreignId }) => foreignId)}::text[])`)
    .execute()
  return new Map(rows.map(({ id, country }) => [id, country]))
}

/** Gives the proposals of some pairs to a round. */
export async function saveRound(trx: Trx, roundId: string, pairs: readonly Pair[]): Promise<void> {
  await trx
    .updateTable('proposals')
    .set({ roundId })
    .where(among(pairs) as never)
    .execute()
}
