// The rows that change while an introduction is cared for.
import type { Updateable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import type { Side } from '../pairs/pairs.model.js'
import { followUpsAtMost } from './resting.model.js'

export async function changeIntroduction(
  trx: Trx,
  id: string,
  change: Updateable<Database['introductions']>,
): Promise<void> {
  await trx.updateTable('introductions').set(change).where('id', '=', id).execute()
}

export async function changeSide(
  trx: Trx,
  { introductionId, side }: { introductionId: string; side: Side },
  change: Updateable<Database['introductionSides']>,
): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set(change)
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .execute()
}

/** A reminder that was sent counts for nothing any more: who is silent gets another one. */
export async function forgetReminders(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set({ remindedAt: null })
    .where('introductionId', '=', id)
    .where('answer', 'is', null)
    .execute()
}

/** Who did one of these things to an introduction last, and when. */
export const lastTo = (trx: Trx | Db, what: Record<string, string>, did: readonly string[]) =>
  trx
    .selectFrom('events')
    .select(['who', 'at'])
    .where('what', '@>', JSON.stringify(what) as never)
    .where('did', 'in', [...did])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Introductions whose time to rest is over and that may still come back by themselves. */
export async function idsToWake(db: Db, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('introductions')
    .select('id')
    .where('state', '=', 'resting')
    .where('restUntil', '<=', today)
    .where('followUps', '<', followUpsAtMost)
    .orderBy('restUntil')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
