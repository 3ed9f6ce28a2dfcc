// A preview in the database: who began it when, how far it has come, and what came of it. So two people,
// or two processes, reckon it once.
import type { Db } from '../../platform/db/connect.js'
import { later, minutes } from '../../platform/kit/clock.js'
import type { Preview } from './preview.model.js'

export interface PreviewStanding {
  startedAt: Date
  done: number
  total: number
  failed: boolean
  finishedAt: Date | null
  result: Preview | null
}

/** Nobody has heard of a reckoning for so long: its process is gone. */
const silence = minutes(1)

export async function previewOf(
  db: Db,
  setId: string,
  againstId: string,
): Promise<PreviewStanding | undefined> {
  const row = await db
    .selectFrom('weightPreviews')
    .select(['startedAt', 'done', 'total', 'failed', 'finishedAt', 'result'])
    .where('setId', '=', setId)
    .where('againstId', '=', againstId)
    .executeTakeFirst()
  return row && { ...row, result: row.result as Preview | null }
}

/**
 * Takes the reckoning on, unless somebody has it in hand; one that ended, well or not, only `anew`. Gives
 * whether it is the caller's now.
 */
export async function claimPreview(
  db: Db,
  setId: string,
  againstId: string,
  at: Date,
  anew: boolean,
): Promise<boolean> {
  const begun = {
    startedAt: at,
    seenAt: at,
    done: 0,
    total: 0,
    failed: false,
    finishedAt: null,
    result: null,
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('weightPreviews')
    .values({ setId, againstId, ...begun })
    .onConflict((same) =>
      same
        .columns(['setId', 'againstId'])
        .doUpdateSet(begun)
        .where((eb) =>
          eb.or([
            eb.and([
              eb('weightPreviews.finishedAt', 'is', null),
              eb('weightPreviews.failed', '=', false),
              eb('weightPreviews.seenAt', '<', later(at, -silence)),
            ]),
            ...(anew
              ? [eb('weightPreviews.finishedAt', 'is not', null), eb('weightPreviews.failed', '=', true)]
              : []),
          ]),
        ),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export interface PreviewChange {
  seenAt: Date
  done?: number
  total?: number
  failed?: boolean
  finishedAt?: Date
  result?: Preview
}

export async function notePreview(
  db: Db,
  setId: string,
  againstId: string,
  { result, ...change }: PreviewChange,
): Promise<void> {
  await db
    .updateTable('weightPreviews')
    .set({ ...change, ...(result && { result: JSON.stringify(result) }) })
    .where('setId', '=', setId)
    .where('againstId', '=', againstId)
    .execute()
}
