// Contacts of communities: entered by staff, shown to staff alone, and never in any diary or log.
import type { Db, Trx } from '../../platform/db/connect.js'

export interface Contact {
  communityId: string
  name: string
  email: string
  language: string
}

/** The contacts of these communities, as many as there are. */
export const contactsOf = (db: Db | Trx, communityIds: readonly string[]): Promise<Contact[]> =>
  db
    .selectFrom('contacts')
    .select(['communityId', 'name', 'email', 'language'])
    .where('communityId', 'in', [...communityIds])
    .execute()

export async function saveContact(
  trx: Trx,
  contact: Contact,
  enteredBy: string,
  enteredAt: Date,
): Promise<void> {
  const { name, email, language } = contact
  await trx
    .insertInto('contacts')
    .values({ ...contact, enteredBy, enteredAt })
    .onConflict((conflict) =>
      conflict.column('communityId').doUpdateSet({ name, email, language, enteredBy, enteredAt }),
    )
    .execute()
}
