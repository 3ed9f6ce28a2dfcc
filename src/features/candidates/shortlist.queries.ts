// The short-list of a community: only its own people ever read it.
import type { Db, Trx } from '../../platform/db/connect.js'

export interface Shortlisted {
  communityId: string
  candidateId: string
  note: string | null
}

/** A community's short-list, last added first. */
export const shortlistOf = (db: Db, communityId: string) =>
  db
    .selectFrom('shortlist')
    .select(['candidateId', 'note', 'addedAt', 'updatedAt'])
    .where('communityId', '=', communityId)
    .orderBy('addedAt', 'desc')
    .orderBy('candidateId')
    .execute()

export const shortlisted = (db: Db | Trx, communityId: string, candidateId: string) =>
  db
    .selectFrom('shortlist')
    .select(['candidateId', 'note', 'addedAt', 'updatedAt'])
    .where('communityId', '=', communityId)
    .where('candidateId', '=', candidateId)
    .executeTakeFirst()

/** Adds a candidate or changes its note; gives whether anything is different now. */
export async function saveShortlisted(
  trx: Trx,
  { communityId, candidateId, note }: Shortlisted,
  addedBy: string,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('shortlist')
    .values({ communityId, candidateId, note, addedBy, addedAt: at, updatedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['communityId', 'candidateId'])
        .doUpdateSet({ note, updatedAt: at })
        .where('shortlist.note', 'is distinct from', note),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Takes a candidate off; gives whether it was on the list. */
export async function removeShortlisted(
  trx: Trx,
  communityId: string,
  candidateId: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('shortlist')
    .where('communityId', '=', communityId)
    .where('candidateId', '=', candidateId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
