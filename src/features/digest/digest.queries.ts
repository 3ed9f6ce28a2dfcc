// Who gets the morning letter.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { StaffMember } from '../../platform/http/access.js'

/** Everybody of the staff who wants the letter and has not had that day's; whoever came today has an invitation. */
export const readersOf = async (
  db: Db,
  { day, begins }: { day: string; begins: Date },
): Promise<StaffMember[]> => {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'role', 'communityId', 'regionCode'])
    .where('role', 'in', ['coordinator', 'staff', 'admin'])
    .where('disabledAt', 'is', null)
    .where('email', 'is not', null)
    .where('createdAt', '<', begins)
    .where(wants)
    .where(notYet(day))
    .orderBy('id')
    .execute()
  return rows as StaffMember[]
}

const wants = sql<boolean>`digest is not false`
const notYet = (day: string) => sql<boolean>`(digest_on < ${day}) is not false`

/**
 * Notes that somebody has that day's letter, and gives to whom it goes; undefined when another process was
 * quicker, or when the person has left or turned the letter off meanwhile.
 */
export const claimDay = (trx: Trx, id: string, day: string) =>
  trx
    .updateTable('accounts')
    .set({ digestOn: day })
    .where('id', '=', id)
    .where('disabledAt', 'is', null)
    .where(wants)
    .where(notYet(day))
    .returning(['name', 'email', 'language'])
    .executeTakeFirst()

/** Whose letter a link stops; undefined when the person is forgotten. */
export const readerById = (db: Db, id: string) =>
  db
    .selectFrom('accounts')
    .select(['id', 'name', 'digest'])
    .where('id', '=', id)
    .where('forgottenAt', 'is', null)
    .executeTakeFirst()
