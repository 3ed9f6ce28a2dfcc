// The rows that forgetting somebody touches and that no other slice has a function for.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

/** Whose account it is, held until the transaction ends; undefined when it is forgotten already. */
export const personForUpdate = (trx: Trx, id: string) =>
  trx
    .selectFrom('accounts')
    .select(['id', 'email', 'role'])
    .where('id', '=', id)
    .where('forgottenAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()

const admins = (db: Db | Trx) =>
  db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .orderBy('id')

const isOnly = (rows: readonly { id: string }[], id: string) => rows.length === 1 && rows[0]?.id === id

/** Whether an account is the only admin's. */
export const isLastAdmin = async (db: Db, id: string) => isOnly(await admins(db).execute(), id)

/** The same, with all admins held: the last two must not leave at once. */
export const isLastAdminForUpdate = async (trx: Trx, id: string) =>
  isOnly(await admins(trx).forUpdate().execute(), id)

/** Empties what a person wrote in their own words: on the short-list, in requests, about meetings. */
export async function forgetWordsBy(trx: Trx, accountId: string): Promise<void> {
  await trx.updateTable('shortlist').set({ note: null }).where('addedBy', '=', accountId).execute()
  await trx
    .updateTable('introductionRequests')
    .set({ words: null })
    .where('askedBy', '=', accountId)
    .execute()
  await trx.updateTable('milestones').set({ note: null }).where('recordedBy', '=', accountId).execute()
  await trx.deleteFrom('proposalLetters').where('editedBy', '=', accountId).execute()
  await trx
    .updateTable('introductionSides')
    .set({ written: null, writtenBy: null })
    .where('writtenBy', '=', accountId)
    .execute()
  await trx
    .updateTable('introductionSides')
    .set({ signerId: null })
    .where('signerId', '=', accountId)
    .execute()
  await trx.deleteFrom('savedFilters').where('accountId', '=', accountId).execute()
}

/** What a person has taken is anybody's again. */
export async function giveBackAllOf(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('proposals')
    .set({ takenBy: null, takenAt: null })
    .where('takenBy', '=', accountId)
    .execute()
  await trx.deleteFrom('answersRead').where('accountId', '=', accountId).execute()
}

/** Empties from where a person did what the diary says they did. */
export async function forgetOriginsOf(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('events')
    .set({ origin: null })
    .where('who', '=', accountId)
    .where('origin', 'is not', null)
    .execute()
}

export async function forgetDraftsOf(trx: Trx, email: string): Promise<void> {
  await trx.deleteFrom('interestDrafts').where('email', '=', email.toLowerCase()).execute()
}

/** Deletes interests that an address never confirmed: nobody decided on them, nothing follows from them. */
export async function deleteUnconfirmedOf(trx: Trx, email: string): Promise<void> {
  await trx
    .deleteFrom('interests')
    .where('state', '=', 'unconfirmed')
    .where('contactEmail', '=', email.toLowerCase())
    .execute()
}

/** Communities that the Association writes to at an address. */
export async function communitiesAt(trx: Trx, email: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('contacts')
    .select('communityId')
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .orderBy('communityId')
    .execute()
  return rows.map(({ communityId }) => communityId)
}

const sidesAt = (trx: Trx, email: string) =>
  trx
    .selectFrom('introductionSides as mine')
    .innerJoin('introductions', 'introductions.id', 'mine.introductionId')
    .where(sql`lower(mine.contact_email)`, '=', email.toLowerCase())

/**
 * Where a community has another contact by now, what still waits goes on with that one, who is written to
 * as if nobody had been reminded. Gives the communities that have nobody else.
 */
export async function handOver(trx: Trx, email: string): Promise<string[]> {
  const waiting = await sidesAt(trx, email)
    .leftJoin('contacts', 'contacts.communityId', 'mine.communityId')
    .select(['mine.introductionId', 'mine.side', 'mine.communityId'])
    .select(['contacts.name', 'contacts.email', 'contacts.language'])
    .where('introductions.state', '=', 'awaiting')
    .execute()
  for (const { introductionId, side, name, email: to, language } of waiting)
    if (name !== null && to !== null && language !== null) {
      // What was written to either side may speak of the person.
      await trx
        .updateTable('introductionSides')
        .set({ written: null, writtenBy: null })
        .where('introductionId', '=', introductionId)
        .execute()
      await trx
        .updateTable('introductionSides')
        .set({ contactName: name, contactEmail: to, language, words: null, remindedAt: null })
        // The link of whoever was forgotten ends; the reminder brings one of the new person's own.
        .set((eb) => ({ linkGeneration: eb('linkGeneration', '+', 1) }))
        .where('introductionId', '=', introductionId)
        .where('side', '=', side)
        .execute()
    }
  return waiting.filter(({ name }) => name === null).map(({ communityId }) => communityId)
}

/** Empties an address, with the name and the words beside it, in all introductions. */
export async function forgetSidesAt(trx: Trx, email: string): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set({ contactName: '', contactEmail: '', words: null })
    .where(sql`lower(contact_email)`, '=', email.toLowerCase())
    .execute()
}

/** Deletes letters to others that tell an address, as the one in which two sides learn each other's. */
export async function forgetLettersNaming(trx: Trx, email: string): Promise<void> {
  const literal = email.replace(/[^a-z0-9@]/gi, '\\$&')
  const named = `(^|[^[:alnum:]._%+-])${literal}($|[^[:alnum:]-])`
  await trx.deleteFrom('letters').where('text', '~*', named).execute()
}
