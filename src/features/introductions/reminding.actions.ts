// The night reminds whoever is silent.
import { writeEvent } from '../../platform/db/events.js'
import { days, later } from '../../platform/kit/clock.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { sidesInTrouble } from './asking.queries.js'
import { isRefused, stillThere, type Needs } from './introductions.actions.js'
import { sendReminder } from './introductions.letters.js'
import { introductionForUpdate, saveReminded, type Introduction } from './introductions.queries.js'

/** The days of silence count from the letter that asked, or from when staff last gave more time. */
const isSilentEnough = (
  { openedAt, extendedAt, remindAfterDays, sides: both }: Introduction,
  side: Side,
  now: Date,
): boolean =>
  [both[side].askedAt ?? openedAt, extendedAt ?? openedAt].every(
    (since) => later(since, days(remindAfterDays)) <= now,
  )

/**
 * Reminds, once, the sides that have not answered; gives how many letters it wrote. Where the letter is known
 * not to have arrived, a reminder would go the same way: staff send it to another address first.
 */
export async function remindSilentSides(ctx: Needs, id: string): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction?.state !== 'awaiting' || isRefused(introduction)) return 0
    const at = ctx.clock.now()
    const lost = await sidesInTrouble(trx, id, at)
    const silent = sides.filter(
      (side) =>
        !introduction.sides[side].answer &&
        !introduction.sides[side].remindedAt &&
        isSilentEnough(introduction, side, at) &&
        !lost.includes(side) &&
        stillThere(introduction, side),
    )
    for (const side of silent) {
      await saveReminded(trx, introduction.sides[side], at)
      await writeEvent(trx, at, { who: 'system', did: 'reminded', what: { introduction: id, side } })
      await sendReminder(trx, ctx, introduction, side)
    }
    return silent.length
  })
}
