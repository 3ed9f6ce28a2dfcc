// The notes of what the search index still has to learn; triggers write them.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'

export interface Notes {
  /** Exactly these notes: one with a lower number may still come, its transaction being slower. */
  seqs: number[]
  /** Each community once. */
  ids: string[]
}

/** The oldest notes, at most `limit`. */
export async function oldestNotes(db: Db, limit: number): Promise<Notes> {
  const rows = await db
    .selectFrom('indexChanges')
    .select(['seq', 'communityId'])
    .orderBy('seq')
    .limit(limit)
    .execute()
  return { seqs: rows.map(({ seq }) => seq), ids: [...new Set(rows.map(({ communityId }) => communityId))] }
}

export const forgetNotes = (db: Db, { seqs }: Notes) =>
  db
    .deleteFrom('indexChanges')
    .where('seq', '=', sql<number>`any(${seqs}::bigint[])`)
    .execute()

/** Notes every community as changed. */
export const noteAll = (db: Db) =>
  db
    .insertInto('indexChanges')
    .columns(['communityId'])
    .expression((from) => from.selectFrom('communities').select('id'))
    .execute()
