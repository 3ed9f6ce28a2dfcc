// Contacts of communities: entered by staff, shown to staff alone, and never in any diary or log.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

export interface Contact {
  communityId: string
  name: string
  email: string
  language: string
  office?: string | null
  phone?: string | null
}

/** The contacts of these communities, as many as there are. */
export const contactsOf = (db: Db | Trx, communityIds: readonly string[]): Promise<Contact[]> =>
  db
    .selectFrom('contacts')
    .select(['communityId', 'name', 'email', 'language', 'office', 'phone'])
    .where('communityId', 'in', [...communityIds])
    .execute()

/** The same, held until the transaction ends: nobody is forgotten while a letter to them is being written. */
export const contactsHeld = (trx: Trx, communityIds: readonly string[]): Promise<Contact[]> =>
  trx
    .selectFrom('contacts')
    .select(['communityId', 'name', 'email', 'language', 'office', 'phone'])
    .where('communityId', 'in', [...communityIds])
    .orderBy('communityId')
    .forShare()
    .execute()

export async function saveContact(
  trx: Trx,
  contact: Contact,
  enteredBy: string,
  enteredAt: Date,
): Promise<void> {
  const { communityId, office = null, phone = null, ...known } = contact
  const told = { ...known, office, phone, enteredBy, enteredAt }
  await trx
    .insertInto('contacts')
    .values({ communityId, ...told })
    .onConflict((conflict) => conflict.column('communityId').doUpdateSet(told))
    .execute()
}

/** Keeps a contact only where there is none yet; gives whether it did. */
export async function addContact(
  trx: Trx,
  { communityId, name, email, language }: Pick<Contact, 'communityId' | 'name' | 'email' | 'language'>,
  enteredBy: string,
  enteredAt: Date,
): Promise<boolean> {
  const added = await trx
    .insertInto('contacts')
    .values({ communityId, name, email, language, enteredBy, enteredAt })
    .onConflict((conflict) => conflict.column('communityId').doNothing())
    .returning('communityId')
    .executeTakeFirst()
  return added !== undefined
}

/** Nobody is written to in this community any more; what staff wrote for letters of its pairs goes, too. */
export async function forgetContact(trx: Trx, communityId: string): Promise<void> {
  await trx.deleteFrom('contacts').where('communityId', '=', communityId).execute()
  await trx
    .deleteFrom('proposalLetters')
    .where('proposalId', 'in', (pairs) =>
      pairs
        .selectFrom('proposals')
        .select('id')
        .where(({ eb, or }) => or([eb('uaId', '=', communityId), eb('foreignId', '=', communityId)])),
    )
    .execute()
}

/**
 * Takes an address out of the lists of contacts that staff brought in files: rows that wait for a decision, and
 * what stood before an import, which can then no longer be put back.
 */
export async function forgetBroughtContact(trx: Trx, email: string): Promise<void> {
  const address = email.toLowerCase()
  await sql`
    delete from import_rows using import_batches
    where import_batches.id = batch_id and kind = 'contacts'
      and exists (select from jsonb_array_elements_text(cells) as cell where lower(trim(cell)) = ${address})`.execute(
    trx,
  )
  await sql`
    update import_changes set before = null
    where table_name = 'contacts' and lower(before->>'email') = ${address}`.execute(trx)
}
