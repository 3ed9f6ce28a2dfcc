// Questions about accounts and their sign-in links.
import type { Db, Trx } from '../../platform/db/connect.js'

/** The account that may sign in with an address, locked until the transaction ends. */
export const accountForUpdate = (trx: Trx, email: string) =>
  trx
    .selectFrom('accounts')
    .select(['id', 'email', 'name'])
    .where('email', '=', email)
    .where('disabledAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export const accountByEmail = (db: Db | Trx, email: string) =>
  db.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()

export const anyAccount = (db: Db | Trx) => db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()

/** How many links an account was sent since a moment. */
export async function countLinksSince(db: Db | Trx, accountId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('signInLinks')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('accountId', '=', accountId)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** Who signs in with a link, if it is still good. */
export const ownerOfLink = (db: Db, id: string, now: Date) =>
  db
    .selectFrom('signInLinks')
    .innerJoin('accounts', 'accounts.id', 'signInLinks.accountId')
    .select(['accounts.id', 'accounts.name'])
    .where('signInLinks.id', '=', id)
    .where('signInLinks.usedAt', 'is', null)
    .where('signInLinks.expiresAt', '>', now)
    .where('accounts.disabledAt', 'is', null)
    .executeTakeFirst()

/** Uses a link up and gives its account's id; of two at the same time only one gets it. */
export async function useLink(trx: Trx, id: string, now: Date): Promise<string | undefined> {
  const used = await trx
    .updateTable('signInLinks')
    .set({ usedAt: now })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .where('accountId', 'in', (open) =>
      open.selectFrom('accounts').select('id').where('disabledAt', 'is', null),
    )
    .returning('accountId')
    .executeTakeFirst()
  return used?.accountId
}
