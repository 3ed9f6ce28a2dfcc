// What was recorded after introductions, and the rows that recording writes.
import { sql, type Insertable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import type { Side } from '../pairs/pairs.model.js'

/** Whether somebody of the Association recorded it, and not the community itself. */
const byStaff = sql<boolean>`
  (select role from accounts where accounts.id = recorded_by) not in ('member', 'partner')`

/** What was recorded after an introduction, by both sides, in the order it happened. */
export const milestonesOf = (db: Db, introductionId: string) =>
  db
    .selectFrom('milestones')
    .select(['id', 'side', 'kind', 'onDate', 'note', 'recordedAt', byStaff.as('byStaff')])
    .where('introductionId', '=', introductionId)
    .orderBy('onDate')
    .orderBy('recordedAt')
    .execute()
export type Milestone = Awaited<ReturnType<typeof milestonesOf>>[number]

/** Adds what was recorded, unless the same was recorded before; gives whether it is new. */
export async function insertMilestone(
  trx: Trx,
  milestone: Insertable<Database['milestones']>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('milestones')
    .values(milestone)
    .onConflict((same) => same.columns(['introductionId', 'side', 'kind', 'onDate']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Deletes what a side recorded; gives whether there was such a record. */
export async function deleteMilestone(
  trx: Trx,
  id: string,
  introductionId: string,
  side: Side,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('milestones')
    .where('id', '=', id)
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes what staff recorded for a side; gives that side, undefined when there was no such record. */
export async function deleteMilestoneOfStaff(
  trx: Trx,
  id: string,
  introductionId: string,
): Promise<Side | undefined> {
  const deleted = await trx
    .deleteFrom('milestones')
    .where('id', '=', id)
    .where('introductionId', '=', introductionId)
    .where(byStaff)
    .returning('side')
    .executeTakeFirst()
  return deleted?.side
}
