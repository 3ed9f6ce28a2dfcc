// The filters somebody saved under a name of their own.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

/** The saved filters of an account, by name. */
export const savedFiltersOf = (db: Db | Trx, accountId: string) =>
  db
    .selectFrom('savedFilters')
    .select(['id', 'name', 'query'])
    .where('accountId', '=', accountId)
    .orderBy(sql`lower(name)`)
    .execute()

/** Lets one request of an account at a time change its filters, so that two never count the same twenty. */
export const holdAccount = (trx: Trx, accountId: string) =>
  trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().executeTakeFirst()

export interface NewFilter {
  id: string
  accountId: string
  name: string
  query: string
  savedAt: Date
}

/** Keeps a filter; one that has this name already is written over. */
export async function putFilter(trx: Trx, filter: NewFilter): Promise<void> {
  await trx
    .deleteFrom('savedFilters')
    .where('accountId', '=', filter.accountId)
    .where(sql<boolean>`lower(name) = lower(${filter.name})`)
    .execute()
  await trx.insertInto('savedFilters').values(filter).execute()
}

export async function deleteFilter(db: Db, accountId: string, id: string): Promise<void> {
  await db.deleteFrom('savedFilters').where('accountId', '=', accountId).where('id', '=', id).execute()
}
