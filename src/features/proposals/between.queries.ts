// What was already between two communities: a partnership on record, and what they signed.
import type { Db } from '../../platform/db/connect.js'

/** The recorded partnership of a pair, with its agreements, however it stands. */
export async function partnershipBetween(db: Db, uaId: string, foreignId: string) {
  const partnership = await db
    .selectFrom('partnerships')
    .select(['status', 'source'])
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .executeTakeFirst()
  const agreements = await db
    .selectFrom('agreements')
    .select(['kind', 'signedYear', 'signedOn', 'durationYears', 'unlimited', 'autoRenewal'])
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .orderBy('signedYear')
    .orderBy('id')
    .execute()
  return partnership || agreements.length > 0 ? { partnership, agreements } : undefined
}
export type Between = NonNullable<Awaited<ReturnType<typeof partnershipBetween>>>
