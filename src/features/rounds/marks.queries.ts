// The rows of what staff locked and struck in a draft.
import type { Db, Trx } from '../../platform/db/connect.js'
import type { MarkKind, Pair } from './rounds.model.js'

/** What staff locked and struck, with who did it. */
export const marksOf = (db: Db | Trx, roundId: string) =>
  db
    .selectFrom('roundMarks')
    .innerJoin('accounts', 'accounts.id', 'roundMarks.markedBy')
    .innerJoin('communities as foreign', 'foreign.id', 'roundMarks.foreignId')
    .select(['roundMarks.uaId', 'roundMarks.foreignId', 'roundMarks.kind', 'roundMarks.note'])
    .select(['roundMarks.markedAt', 'accounts.name as markedBy', 'foreign.country'])
    .where('roundId', '=', roundId)
    .orderBy('markedAt')
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
export type Mark = Awaited<ReturnType<typeof marksOf>>[number]

export interface NewMark extends Pair {
  kind: MarkKind
  note: string | null
  markedBy: string
  markedAt: Date
}

/** Marks a pair, or changes its mark; the round then waits for a computation unless only the note changed. */
export async function saveMark(trx: Trx, roundId: string, mark: NewMark): Promise<void> {
  const { kind, note, markedBy, markedAt, uaId, foreignId } = mark
  const before = await trx
    .selectFrom('roundMarks')
    .select('kind')
    .where('roundId', '=', roundId)
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .executeTakeFirst()
  await trx
    .insertInto('roundMarks')
    .values({ roundId, uaId, foreignId, kind, note, markedBy, markedAt })
    .onConflict((known) =>
      known.columns(['roundId', 'uaId', 'foreignId']).doUpdateSet({ kind, note, markedBy, markedAt }),
    )
    .execute()
  if (before?.kind !== kind) await touchMarks(trx, roundId, markedAt)
}

/** Takes a mark back; gives whether there was one. */
export async function deleteMark(trx: Trx, roundId: string, { uaId, foreignId }: Pair, at: Date) {
  const { numDeletedRows } = await trx
    .deleteFrom('roundMarks')
    .where('roundId', '=', roundId)
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await touchMarks(trx, roundId, at)
  return numDeletedRows > 0n
}

const touchMarks = (trx: Trx, roundId: string, markedAt: Date) =>
  trx.updateTable('rounds').set({ markedAt }).where('id', '=', roundId).execute()
