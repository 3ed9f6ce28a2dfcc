// The sister associations abroad, and what was sent to them about introductions.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import { isUuid } from './introductions.queries.js'

const columns = ['associations.id', 'country', 'name', 'email', 'language'] as const

/** Every association, or those of one country, with how many introductions each was told of. */
export const associationsIn = (db: Db, country?: string) =>
  db
    .selectFrom('associations')
    .select(columns)
    .select((of) =>
      of
        .selectFrom('associationCopies')
        .select((copy) => copy.fn.countAll<number>().as('count'))
        .whereRef('associationCopies.associationId', '=', 'associations.id')
        .as('copies'),
    )
    .$if(country !== undefined, (query) => query.where('country', '=', country!))
    .orderBy('country')
    .orderBy('name')
    .orderBy('associations.id')
    .execute()
export type AssociationRow = Awaited<ReturnType<typeof associationsIn>>[number]

export async function associationById(db: Db | Trx, id: string) {
  if (!isUuid(id)) return undefined
  return db.selectFrom('associations').select(columns).where('id', '=', id).executeTakeFirst()
}

/** One association, held, so that nobody removes it while a letter to it is being written. */
export const associationHeld = (trx: Trx, id: string) =>
  trx.selectFrom('associations').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()

export async function saveAssociation(trx: Trx, row: Insertable<Database['associations']>): Promise<void> {
  const { id: _, ...told } = row
  await trx
    .insertInto('associations')
    .values(row)
    .onConflict((same) => same.column('id').doUpdateSet(told))
    .execute()
}

/** Takes out an association that nobody ever wrote to; gives whether it is gone. */
export async function deleteAssociation(trx: Trx, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('associations')
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('associationCopies').select('id').where('associationId', '=', id))),
    )
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** What was sent about an introduction, and what came back; oldest first. */
export const copiesOf = (db: Db | Trx, introductionId: string) =>
  db
    .selectFrom('associationCopies')
    .innerJoin('associations', 'associations.id', 'associationCopies.associationId')
    .select(['associationCopies.id', 'associationId', 'associations.name', 'sentBy', 'sentAt'])
    .select(['answer', 'answeredOn', 'words'])
    .where('introductionId', '=', introductionId)
    .orderBy('sentAt')
    .orderBy('associationCopies.id')
    .execute()
export type CopyRow = Awaited<ReturnType<typeof copiesOf>>[number]

/** Adds a copy unless that association was told already; gives whether it is new. */
export async function insertCopy(
  trx: Trx,
  copy: Insertable<Database['associationCopies']>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('associationCopies')
    .values(copy)
    .onConflict((same) => same.columns(['introductionId', 'associationId']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Writes down what an association said; gives whether there was such a copy. */
export async function saveCopyAnswer(
  trx: Trx,
  introductionId: string,
  id: string,
  told: { answer: CopyRow['answer']; answeredOn: string; words: string | null; notedBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('associationCopies')
    .set(told)
    .where('id', '=', id)
    .where('introductionId', '=', introductionId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The countries an association may be of. */
export async function countriesAbroad(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('countries').select('code').where('code', '!=', 'UA').execute()
  return rows.map(({ code }) => code)
}
