// A side records what came of an introduction, and takes back what it recorded by mistake.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Member } from '../../platform/http/access.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { introductionForUpdate, isUuid, type Introduction } from './introductions.queries.js'
import { deleteMilestone, deleteMilestoneOfStaff, insertMilestone } from './milestones.queries.js'
import type { MilestoneForm } from './our-introductions.forms.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<Member, 'id' | 'communityId'>

/** The side a community is in an introduction. */
export const sideIn = ({ sides: both }: Introduction, communityId: string): Side | undefined =>
  sides.find((side) => both[side].communityId === communityId)

/** Records a step of two communities that were introduced; twice the same is once. */
export async function recordMilestone(ctx: Needs, id: string, by: By, form: MilestoneForm): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    const side = introduction && sideIn(introduction, by.communityId)
    if (side) await record(trx, ctx, introduction, by.id, { ...form, side })
  })
}

/** The same by staff, on behalf of a side; gives whether the two are introduced at all. */
export const recordMilestoneFor = (
  ctx: Needs,
  id: string,
  by: { id: string },
  form: MilestoneForm & { side: Side },
): Promise<boolean> =>
  ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    return introduction !== undefined && record(trx, ctx, introduction, by.id, form)
  })

async function record(
  trx: Trx,
  ctx: Needs,
  { id, state }: Introduction,
  by: string,
  { side, kind, on, note }: MilestoneForm & { side: Side },
): Promise<boolean> {
  if (state !== 'connected') return false
  const recordedAt = ctx.clock.now()
  const isNew = await insertMilestone(trx, {
    id: randomUUID(),
    introductionId: id,
    side,
    kind,
    onDate: on,
    note: note || null,
    recordedBy: by,
    recordedAt,
  })
  if (isNew) await writeEvent(trx, recordedAt, { who: by, did: kind, what: { introduction: id, side } })
  return true
}

/** Deletes a record of the own side; another side's stays. */
export async function removeMilestone(ctx: Needs, id: string, by: By, milestone: string): Promise<void> {
  if (!isUuid(milestone)) return
  await ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    const side = introduction && sideIn(introduction, by.communityId)
    if (!side || !(await deleteMilestone(trx, milestone, id, side))) return
    const what = { introduction: id, side }
    await writeEvent(trx, ctx.clock.now(), { who: by.id, did: 'removed-milestone', what })
  })
}

/** Staff take back what somebody of them recorded; gives whether there is such an introduction. */
export const removeMilestoneOfStaff = (
  ctx: Needs,
  id: string,
  by: { id: string },
  milestone: string,
): Promise<boolean> =>
  ctx.db.transaction().execute(async (trx) => {
    if (!(await introductionForUpdate(trx, id))) return false
    const side = await deleteMilestoneOfStaff(trx, milestone, id)
    // Two who take the same back did it once.
    if (!side) return true
    const what = { introduction: id, side }
    await writeEvent(trx, ctx.clock.now(), { who: by.id, did: 'removed-milestone', what })
    return true
  })
