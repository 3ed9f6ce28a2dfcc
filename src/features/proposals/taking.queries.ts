// Who of the staff has taken which proposals.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

/** These proposals, held until the transaction ends, always in the same order. */
export const proposalsHeld = (trx: Trx, ids: readonly string[]) =>
  trx
    .selectFrom('proposals')
    .select(['id', 'state', 'takenBy'])
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forUpdate()
    .execute()

export async function saveTaken(
  trx: Trx,
  id: string,
  takenBy: string | null,
  takenAt: Date | null,
): Promise<void> {
  await trx.updateTable('proposals').set({ takenBy, takenAt }).where('id', '=', id).execute()
}

/** Who has taken a proposal, by name, and since when. */
export const takingOf = (db: Db, id: string) =>
  db
    .selectFrom('proposals')
    .leftJoin('accounts', 'accounts.id', 'proposals.takenBy')
    .select(['proposals.id', 'proposals.state', 'proposals.takenBy', 'proposals.takenAt'])
    .select('accounts.name as holder')
    .where('proposals.id', '=', id)
    .executeTakeFirst()
export type Taking = NonNullable<Awaited<ReturnType<typeof takingOf>>>

/** How these stand by now: whose they are, and who decided what. */
export const standingOfMany = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('proposals')
    .leftJoin('accounts as holder', 'holder.id', 'proposals.takenBy')
    .leftJoin('accounts as decider', 'decider.id', 'proposals.decidedBy')
    .select(['proposals.id', 'proposals.uaId', 'proposals.foreignId', 'proposals.state'])
    .select(['proposals.decidedAt', 'holder.name as holder', 'decider.name as decider'])
    .where('proposals.id', '=', anyOf(ids))
    .orderBy('proposals.decidedAt')
    .orderBy('proposals.id')
    .execute()

/** Whether all of these, as far as they exist, have their Ukrainian side in an oblast. */
export async function allLieIn(db: Db, ids: readonly string[], region: string): Promise<boolean> {
  const elsewhere = await db
    .selectFrom('proposals')
    .innerJoin('communities', 'communities.id', 'proposals.uaId')
    .select('proposals.id')
    .where('proposals.id', '=', anyOf(ids))
    .where(sql<boolean>`communities.region_code is distinct from ${region}`)
    .limit(1)
    .executeTakeFirst()
  return elsewhere === undefined
}
