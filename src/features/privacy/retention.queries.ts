// What has been kept long enough, and the rows that forgetting it touches.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

/** Deletes letters that were sent or given up before a moment; one that waits is never deleted. */
export async function deleteLettersBefore(db: Db | Trx, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('letters')
    .where('state', '!=', 'queued')
    .where(({ fn }) => fn.coalesce('sentAt', 'queuedAt'), '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Empties both contacts, and what they wrote, where an introduction ended otherwise than with two yes. */
export async function emptySidesClosedBefore(db: Db | Trx, before: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('introductionSides')
    .set({ contactName: '', contactEmail: '', words: null })
    .where('contactEmail', '!=', '')
    .where('introductionId', 'in', (ended) =>
      ended
        .selectFrom('introductions')
        .select('id')
        .where('state', 'in', ['resting', 'closed'])
        // Whoever will be asked again is still needed.
        .where('restUntil', 'is', null)
        .where('closedAt', '<', before),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Municipalities' accounts made before a moment, of which nobody has made use since. */
export async function accountsIdleSince(db: Db | Trx, moment: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('role', 'in', ['member', 'partner'])
    .where('forgottenAt', 'is', null)
    .where('createdAt', '<', moment)
    // Nothing but the diary knows who came in, or was let in anew.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('events')
            .select('events.id')
            .where('did', 'in', ['signed-in', 'invited', 'changed'])
            .where('at', '>=', moment)
            .where('what', '@>', sql<never>`jsonb_build_object('account', accounts.id)`),
        ),
      ),
    )
    .orderBy('createdAt')
    .execute()
  return rows.map(({ id }) => id)
}

/** Deletes claims that were declined before a moment, and gives their ids: they hold nothing but somebody’s details. */
export async function deleteClaimsDeclinedBefore(trx: Trx, before: Date): Promise<string[]> {
  const rows = await trx
    .deleteFrom('claims')
    .where('state', '=', 'declined')
    .where('decidedAt', '<', before)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Interests that were declined, or returned and never sent again, before a moment. */
export async function interestsTurnedDownBefore(db: Db | Trx, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('interests')
    .select('id')
    .where('state', 'in', ['declined', 'returned'])
    .where('contactEmail', 'is not', null)
    .where('decidedAt', '<', before)
    .execute()
  return rows.map(({ id }) => id)
}

/** Empties from where things were done that were done before a moment: all that the diary lets go of. */
export async function forgetOriginsBefore(db: Db | Trx, before: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('events')
    .set({ origin: null })
    .where('at', '<', before)
    .where('origin', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
