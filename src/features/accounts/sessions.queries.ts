// Sessions and sign-in links of one account. A session is the store's JSON; which account it belongs to
// stands in it and is indexed.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

const ownerOfSession = sql<string>`sess ->> 'accountId'`

export interface StoredSession {
  sid: string
  sess: unknown
  expire: Date
}

/** The sessions that are still good, in no order. The store goes by the real time, and so does this. */
export const sessionsOf = (db: Db | Trx, accountId: string): Promise<StoredSession[]> =>
  db
    .selectFrom('sessions')
    .select(['sid', 'sess', 'expire'])
    .where(ownerOfSession, '=', accountId)
    .where('expire', '>', sql<Date>`now()`)
    .execute()

/** Ends every session of an account, and gives how many there were. */
export async function endSessionsOf(db: Db | Trx, accountId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where(ownerOfSession, '=', accountId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Ends one session if it is this account's; gives whether it was. */
export async function endSessionOf(db: Db | Trx, accountId: string, sid: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('sid', '=', sid)
    .where(ownerOfSession, '=', accountId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function forgetLinksOf(db: Db | Trx, accountId: string): Promise<void> {
  await db.deleteFrom('signInLinks').where('accountId', '=', accountId).execute()
}
