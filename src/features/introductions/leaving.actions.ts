// A community leaves the service: what waits is closed kindly, and nothing that its people wrote, and no
// way to reach them, stays in its introductions. That they took place remains.
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { otherSide, sides, type Side } from '../pairs/pairs.model.js'
import { endIntroduction, type Needs } from './introductions.actions.js'
import { letterAbout } from './introductions.model.js'
import {
  forgetLetters,
  forgetSide,
  introductionForUpdate,
  introductionIdsOf,
  type Introduction,
} from './introductions.queries.js'
import { forgetRequests } from './requests.actions.js'

/**
 * Takes a community out of all its introductions, inside the caller's transaction. Only the other sides
 * of those that still wait get a letter. Whoever holds its contact elsewhere forgets that first: an
 * approval under way then finds no contact to copy.
 */
export async function leaveIntroductions(trx: Trx, ctx: Needs, communityId: string): Promise<void> {
  await forgetRequests(trx, communityId, ctx.clock.now())
  for (const id of await introductionIdsOf(trx, communityId)) {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction) await leave(trx, ctx, introduction, communityId)
  }
}

async function leave(trx: Trx, ctx: Needs, introduction: Introduction, communityId: string): Promise<void> {
  const side = sides.find((each) => introduction.sides[each].communityId === communityId)!
  const { id, state } = introduction
  await forgetLetters(trx, carriersOf(introduction, side))
  await forgetSide(trx, id, side)
  await writeEvent(trx, ctx.clock.now(), { who: `side:${side}`, did: 'left', what: { introduction: id } })
  const goesOn = state === 'awaiting' || introduction.restUntil !== null
  if (!goesOn) return
  const gone = { ...introduction.sides[side], contactName: '', contactEmail: '', words: null }
  await endIntroduction(
    trx,
    ctx,
    { ...introduction, sides: { ...introduction.sides, [side]: gone } },
    'withdraw',
  )
}

/** Letters that name a side's person or repeat its words: all that went to it, and some that went across. */
function carriersOf({ id, sides }: Introduction, side: Side) {
  const repeating = [
    'introduction-connected',
    'introduction-resting',
    'introduction-closed',
    'introduction-stopped',
  ]
  const shared = sides[side].words !== null && sides[side].shareWords
  return {
    allAbout: letterAbout(id, side),
    someAbout: letterAbout(id, otherSide(side)),
    letters: shared ? repeating : repeating.slice(0, 1),
  }
}
