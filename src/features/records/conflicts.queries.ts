// Contradictions between sources: what is known about them, and the rows a decision writes.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '../../platform/db/connect.js'
import type { PlainField } from './records.model.js'

export type PlainValue = string | number | null

export interface Conflict {
  communityId: string
  field: PlainField
  ours: PlainValue
  /** Where ours comes from, if anybody knows. */
  oursSource?: string | null
  theirs: PlainValue
  /** Where theirs comes from. */
  source: string
}

/**
 * Puts a contradiction before staff, once: 'known' when the same source said the same before, decided or not.
 */
export async function noteConflict(
  trx: Trx,
  at: Date,
  { communityId, field, ours, oursSource = null, theirs, source }: Conflict,
): Promise<'noted' | 'known'> {
  const known = await trx
    .selectFrom('recordConflicts')
    .select('id')
    .where('communityId', '=', communityId)
    .where('field', '=', field)
    .where('theirsSource', '=', source)
    .where(sql<boolean>`theirs is not distinct from ${JSON.stringify(theirs)}::jsonb`)
    .executeTakeFirst()
  if (known) return 'known'
  await trx
    .insertInto('recordConflicts')
    .values({
      id: randomUUID(),
      communityId,
      field,
      ours: JSON.stringify(ours),
      oursSource,
      theirs: JSON.stringify(theirs),
      theirsSource: source,
      notedAt: at,
      decision: null,
      decidedValue: null,
      decidedBy: null,
      decidedAt: null,
    })
    .execute()
  return 'noted'
}

/** Takes back what a source noted at a moment, but for what staff have decided on. */
export const takeConflictsBack = (trx: Trx, source: string, notedAt: Date) =>
  trx
    .deleteFrom('recordConflicts')
    .where('theirsSource', '=', source)
    .where('notedAt', '=', notedAt)
    .where('decidedAt', 'is', null)
    .execute()
