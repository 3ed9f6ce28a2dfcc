// Contacts of communities: entered by staff, shown to staff alone, and never in any diary or log.
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

/** Nobody is written to in this community any more. */
export async function forgetContact(trx: Trx, communityId: string): Promise<void> {
  await trx.deleteFrom('contacts').where('communityId', '=', communityId).execute()
}
