// The queue of contradictions between sources, and one of them.
import type { Db, Trx } from '../../platform/db/connect.js'
import type { PlainValue } from './conflicts.queries.js'
import type { PlainField } from './records.model.js'

const conflicts = (db: Db | Trx) =>
  db
    .selectFrom('recordConflicts')
    .innerJoin('communities', 'communities.id', 'recordConflicts.communityId')
    .leftJoin('accounts', 'accounts.id', 'recordConflicts.decidedBy')
    .select([
      'recordConflicts.id',
      'recordConflicts.communityId',
      'field',
      'ours',
      'oursSource',
      'theirs',
      'theirsSource',
    ])
    .select(['notedAt', 'decision', 'decidedValue', 'decidedAt', 'accounts.name as decidedBy'])
    .select(['communities.country', 'communities.regionCode', 'nameUk', 'nameEn', 'nameNative'])

type Row = Awaited<ReturnType<ReturnType<typeof conflicts>['execute']>>[number]
export type ConflictLine = Omit<Row, 'field' | 'ours' | 'theirs' | 'decidedValue'> & {
  field: PlainField
  ours: PlainValue
  theirs: PlainValue
  decidedValue: PlainValue
}

interface Which {
  decided: boolean
  region?: string | undefined
  communityId?: string
}

/** Those that wait, the oldest first, or those that were decided, the latest first. */
export const conflictsListed = (
  db: Db,
  { decided, region, communityId }: Which,
  limit: number,
  offset: number,
): Promise<ConflictLine[]> =>
  conflicts(db)
    .where('decidedAt', decided ? 'is not' : 'is', null)
    .$if(region !== undefined, (query) => query.where('communities.regionCode', '=', region!))
    .$if(communityId !== undefined, (query) => query.where('recordConflicts.communityId', '=', communityId!))
    .orderBy(decided ? 'decidedAt' : 'notedAt', decided ? 'desc' : 'asc')
    .orderBy('recordConflicts.id')
    .limit(limit)
    .offset(offset)
    .execute() as Promise<ConflictLine[]>
export type OpenConflict = ConflictLine

export async function countListed(db: Db, { decided, region }: Which): Promise<number> {
  const { count } = await db
    .selectFrom('recordConflicts')
    .innerJoin('communities', 'communities.id', 'recordConflicts.communityId')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('decidedAt', decided ? 'is not' : 'is', null)
    .$if(region !== undefined, (query) => query.where('communities.regionCode', '=', region!))
    .executeTakeFirstOrThrow()
  return count
}

export const conflictById = (db: Db | Trx, id: string) =>
  conflicts(db).where('recordConflicts.id', '=', id).executeTakeFirst() as Promise<ConflictLine | undefined>

/** Held until the transaction ends: of two who decide at once, the second learns that it is decided. */
export const holdConflict = (trx: Trx, id: string) =>
  trx.selectFrom('recordConflicts').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

export async function saveDecision(
  trx: Trx,
  id: string,
  decided: { decision: 'ours' | 'theirs' | 'other'; value: PlainValue; by: string; at: Date },
): Promise<void> {
  await trx
    .updateTable('recordConflicts')
    .set({
      decision: decided.decision,
      decidedValue: JSON.stringify(decided.value),
      decidedBy: decided.by,
      decidedAt: decided.at,
    })
    .where('id', '=', id)
    .execute()
}
