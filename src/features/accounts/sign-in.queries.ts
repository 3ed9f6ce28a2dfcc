// Questions about sign-in links: whose they are, and whether they are still good.
import type { Db, Trx } from '../../platform/db/connect.js'

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

/** Who signs in with a link, and from which browser, if it is still good. */
export const ownerOfLink = (db: Db, id: string, now: Date) =>
  db
    .selectFrom('signInLinks')
    .innerJoin('accounts', 'accounts.id', 'signInLinks.accountId')
    .select(['accounts.id', 'accounts.name', 'signInLinks.browser'])
    .where('signInLinks.id', '=', id)
    .where('signInLinks.usedAt', 'is', null)
    .where('signInLinks.expiresAt', '>', now)
    .where('accounts.disabledAt', 'is', null)
    .executeTakeFirst()

/** Uses a link up in the browser that asked for it; of two at the same time only one gets the account. */
export const useLink = (trx: Trx, id: string, browser: string, now: Date) =>
  trx
    .updateTable('signInLinks')
    .from('accounts')
    .set({ usedAt: now })
    .whereRef('accounts.id', '=', 'signInLinks.accountId')
    .where('signInLinks.id', '=', id)
    .where('signInLinks.browser', '=', browser)
    .where('signInLinks.usedAt', 'is', null)
    .where('signInLinks.expiresAt', '>', now)
    .where('accounts.disabledAt', 'is', null)
    .returning(['accounts.id', 'accounts.role', 'accounts.communityId'])
    .executeTakeFirst()

/** The links a browser asked for whose code may still be tried, held until the transaction ends. */
export const linksToTry = (trx: Trx, browser: string, triesAtMost: number, now: Date) =>
  trx
    .selectFrom('signInLinks')
    .select(['id', 'code'])
    .where('browser', '=', browser)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .where('wrongCodes', '<', triesAtMost)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Counts a wrong code against each of these links: nobody can say which one was meant. */
export async function countWrongCode(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('signInLinks')
    .set(({ eb }) => ({ wrongCodes: eb('wrongCodes', '+', 1) }))
    .where('id', 'in', [...ids])
    .execute()
}
