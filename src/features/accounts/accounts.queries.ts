// Questions about accounts.
import type { Insertable, Updateable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { AccountsTable } from '../../platform/db/schema.js'

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

export const accountById = (db: Db | Trx, id: string) =>
  db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()

/** An account, locked until the transaction ends. */
export const holdAccount = (trx: Trx, id: string) =>
  trx.selectFrom('accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The account of an address, locked until the transaction ends, whether or not it may sign in. */
export const accountByEmailForUpdate = (trx: Trx, email: string) =>
  trx.selectFrom('accounts').selectAll().where('email', '=', email).forUpdate().executeTakeFirst()

/** Writes a new account down, unless its address is taken; gives whether it did. */
export async function insertAccount(trx: Trx, account: Insertable<AccountsTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('accounts')
    .values(account)
    .onConflict((taken) => taken.column('email').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function saveAccount(
  db: Db | Trx,
  id: string,
  change: Updateable<AccountsTable>,
): Promise<void> {
  await db.updateTable('accounts').set(change).where('id', '=', id).execute()
}

export const anyAccount = (db: Db | Trx) => db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()

export interface Editor {
  id: string
  name: string
  email: string
  language: string
  createdAt: Date
}

/** Who may edit a community's profile: its members or partners who may sign in, the first invited first. */
export async function accountsOf(db: Db | Trx, communityId: string): Promise<Editor[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'email', 'language', 'createdAt'])
    .where('communityId', '=', communityId)
    .where('role', 'in', ['member', 'partner'])
    .where('disabledAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(({ email, ...row }) => ({ ...row, email: email ?? '' }))
}
