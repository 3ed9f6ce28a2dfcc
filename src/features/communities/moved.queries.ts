// Records that were merged into another: their old addresses lead there.
import type { Db } from '../../platform/db/connect.js'

/** The community that one which was merged is a part of now; undefined for all others. */
export async function movedTo(db: Db, oldId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('communityRedirects')
    .select('newId')
    .where('oldId', '=', oldId)
    .executeTakeFirst()
  return row?.newId
}
