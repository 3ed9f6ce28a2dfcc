// What staff do with an introduction that is under way. Each is one transaction, and two people who do the
// same at once learn who was first.
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { keepLettersUseful } from './asking.queries.js'
import { endIntroduction, type Needs } from './introductions.actions.js'
import { stateAfter } from './introductions.model.js'
import { introductionForUpdate, type Introduction } from './introductions.queries.js'
import { wake } from './resting.actions.js'
import type { ExtendForm, StopForm } from './tending.forms.js'
import { sendExtended } from './tending.letters.js'
import { changeIntroduction, forgetReminders, lastTo } from './tending.queries.js'

/** Somebody was there before: who, when that is known, and what they did. */
export interface Already {
  outcome: 'already'
  did: 'stopped' | 'over' | 'extended' | 'resent' | 'answered' | 'asked-again' | 'copied'
  by: string | null
}
export type Tended = { outcome: 'done' } | { outcome: 'no-contact' } | Already

export type By = Pick<StaffMember, 'id' | 'name'>
export const done: Tended = { outcome: 'done' }

/** Holds one introduction while something is done to it; undefined when there is none. */
export const held = (
  ctx: Needs,
  id: string,
  act: (trx: Trx, introduction: Introduction) => Promise<Tended>,
): Promise<Tended | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    return introduction && act(trx, introduction)
  })

/** Whoever did it last; the same person pressing twice did it once. */
export async function already(
  trx: Trx,
  what: Record<string, string>,
  by: By,
  did: Already['did'],
  verbs: readonly string[] = [did],
): Promise<Tended> {
  const last = await lastTo(trx, what, verbs)
  return last?.who === by.id ? done : { outcome: 'already', did, by: last?.who ?? null }
}

export const over: Already = { outcome: 'already', did: 'over', by: null }

/** The Association ends it, with a kind letter to both or only to who has answered. */
export const stopIntroduction = (ctx: Needs, id: string, by: By, { tell, note }: StopForm) =>
  held(ctx, id, async (trx, introduction) => {
    const what = { introduction: id }
    if (!stateAfter(introduction.state, 'stop')) {
      const stopped = introduction.state === 'closed' && (await lastTo(trx, what, ['stopped']))
      return stopped ? already(trx, what, by, 'stopped') : over
    }
    await writeEvent(trx, ctx.clock.now(), { who: by.id, did: 'stopped', what, note })
    const answered = (side: Side) => introduction.sides[side].answer !== null
    await endIntroduction(trx, ctx, introduction, 'stop', tell === 'both' ? () => true : answered)
    return done
  })

/** More time to answer; who is silent is reminded anew, counting from today. */
export const extendIntroduction = (ctx: Needs, id: string, by: By, form: ExtendForm) =>
  held(ctx, id, async (trx, introduction) => {
    const { until, tell, note, seen } = form
    const what = { introduction: id }
    if (introduction.state !== 'awaiting') return over
    if (introduction.answersUntil.toISOString() !== seen) return already(trx, what, by, 'extended')
    const at = ctx.clock.now()
    await changeIntroduction(trx, id, { answersUntil: until, extendedAt: at })
    await keepLettersUseful(trx, introduction, until)
    await forgetReminders(trx, id)
    await writeEvent(trx, at, {
      who: by.id,
      did: 'extended',
      what: { ...what, until: form.day },
      ...(note && { note }),
    })
    if (tell)
      for (const side of sides)
        if (introduction.sides[side].contactEmail !== '')
          await sendExtended(trx, ctx, { ...introduction, answersUntil: until }, side)
    return done
  })

/** When a side was last asked, as the page showed it: two people never send the same letter twice. */
export const askedLast = ({ openedAt, sides }: Introduction, side: Side): Date =>
  sides[side].askedAt ?? openedAt

/** Both are asked again although their time to rest is not over, or would never end. */
export const askBothAgain = (ctx: Needs, id: string, by: By) =>
  held(ctx, id, async (trx, introduction) => {
    const woken = await wake(trx, ctx, introduction, by.id)
    if (woken === 'woken') return done
    if (woken === 'no-contact') return { outcome: 'no-contact' }
    return introduction.state === 'awaiting' ? already(trx, { introduction: id }, by, 'asked-again') : over
  })
