// Questions about interests and half-filled forms, and the rows they write.
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { InterestsTable } from '../../platform/db/schema.js'
import type { Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Told } from './interest.rows.js'
import type { InterestState } from './interest.model.js'

export type Interest = Omit<Selectable<InterestsTable>, 'answers' | 'locale'> & {
  answers: Told
  locale: Locale
}
export type NewInterest = Omit<Insertable<InterestsTable>, 'answers'> & { answers: Told }
export type InterestChange = Omit<Updateable<InterestsTable>, 'id' | 'answers'> & { answers?: Told }

export const interestById = async (db: Db | Trx, id: string): Promise<Interest | undefined> =>
  (await db.selectFrom('interests').selectAll().where('id', '=', id).executeTakeFirst()) as
    Interest | undefined

/** Held until the transaction ends, so that two people do not both decide. */
export const interestForUpdate = async (trx: Trx, id: string): Promise<Interest | undefined> =>
  (await trx.selectFrom('interests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) as
    Interest | undefined

/** Keeps a new interest; false when it is known already, because somebody pressed twice. */
export async function insertInterest(trx: Trx, { answers, ...interest }: NewInterest): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('interests')
    .values({ ...interest, answers: JSON.stringify(answers) })
    .onConflict((known) => known.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Changes what is given of an interest. */
export async function saveInterest(
  trx: Trx,
  id: string,
  { answers, ...change }: InterestChange,
): Promise<void> {
  await trx
    .updateTable('interests')
    .set({ ...change, ...(answers && { answers: JSON.stringify(answers) }) })
    .where('id', '=', id)
    .execute()
}

/** How many interests are in a state. */
export async function countInterests(db: Db | Trx, state: InterestState): Promise<number> {
  const { count } = await db
    .selectFrom('interests')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return count
}

/** Lets one request at a time write to an address, so that a hundred at once do not all find it unwritten. */
export const holdAddress = (trx: Trx, email: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext(${`interest ${email}`}))`.execute(trx)

/** How often this form wrote to an address since a moment: each interest and each draft begins with a letter. */
export async function lettersSince(trx: Trx, email: string, since: Date): Promise<number> {
  const { count } = await trx
    .selectNoFrom(({ selectFrom, fn }) =>
      sql<number>`(${selectFrom('interests')
        .select(fn.countAll().as('count'))
        .where('contactEmail', '=', email)
        .where('createdAt', '>', since)}) + (${selectFrom('interestDrafts')
        .select(fn.countAll().as('count'))
        .where('email', '=', email)
        .where('createdAt', '>', since)})`.as('count'),
    )
    .executeTakeFirstOrThrow()
  return count
}

/** A half-filled form, as long as its link is good. */
export async function draftById(
  db: Db | Trx,
  id: string,
  now: Date,
): Promise<{ id: string; email: string; answers: Typed } | undefined> {
  const draft = await db
    .selectFrom('interestDrafts')
    .select(['id', 'email', 'answers'])
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return draft && { ...draft, answers: draft.answers as Typed }
}

interface Draft {
  id: string
  locale: Locale
  email: string
  answers: Typed
  createdAt: Date
  expiresAt: Date
}

/** Keeps a half-filled form; what was in it before is replaced. */
export async function saveDraft(trx: Trx, { answers, ...draft }: Draft): Promise<void> {
  const filled = JSON.stringify(answers)
  await trx
    .insertInto('interestDrafts')
    .values({ ...draft, answers: filled })
    .onConflict((known) => known.column('id').doUpdateSet({ answers: filled, locale: draft.locale }))
    .execute()
}

export async function deleteDraft(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('interestDrafts').where('id', '=', id).execute()
}

/** Deletes interests that nobody confirmed in time; gives their ids. */
export async function deleteUnconfirmed(trx: Trx, before: Date): Promise<string[]> {
  const rows = await trx
    .deleteFrom('interests')
    .where('state', '=', 'unconfirmed')
    .where('createdAt', '<=', before)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Deletes half-filled forms whose links are good no more; gives their ids. */
export async function deleteOldDrafts(trx: Trx, now: Date): Promise<string[]> {
  const rows = await trx.deleteFrom('interestDrafts').where('expiresAt', '<=', now).returning('id').execute()
  return rows.map(({ id }) => id)
}

/** Deletes the letters about these things. */
export async function deleteLettersAbout(trx: Trx, about: readonly string[]): Promise<void> {
  if (about.length > 0)
    await trx
      .deleteFrom('letters')
      .where('about', 'in', [...about])
      .execute()
}

/** The regions of Ukraine, to look for a partner in. */
export const oblasts = (db: Db | Trx) =>
  db.selectFrom('regions').select(['code', 'nameUk', 'nameEn']).where('country', '=', 'UA').execute()
export type Oblast = Awaited<ReturnType<typeof oblasts>>[number]
