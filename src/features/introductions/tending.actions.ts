// What staff do with an introduction that is under way. Each is one transaction, and two people who do the
// same at once learn who was first.
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { contactsHeld, saveContact } from '../contacts/index.js'
import { storedScore } from '../pairs/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { endIntroduction, type Needs } from './introductions.actions.js'
import { sendIntroduction } from './introductions.letters.js'
import { stateAfter } from './introductions.model.js'
import { approvedScore, introductionForUpdate, type Introduction } from './introductions.queries.js'
import { wake } from './resting.actions.js'
import type { ExtendForm, ResendForm, StopForm } from './tending.forms.js'
import { sendExtended, sendFollowUp } from './tending.letters.js'
import { changeIntroduction, changeSide, forgetReminders, lastTo, retireLetters } from './tending.queries.js'

/** Somebody was there before: who, when that is known, and what they did. */
export interface Already {
  outcome: 'already'
  did: 'stopped' | 'over' | 'extended' | 'resent' | 'answered' | 'asked-again' | 'copied'
  by: string | null
}
export type Tended = { outcome: 'done' } | { outcome: 'no-contact' } | Already

type By = Pick<StaffMember, 'id' | 'name'>
const done: Tended = { outcome: 'done' }

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

const over: Already = { outcome: 'already', did: 'over', by: null }

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

/** The letter once more: to the same person, or to another one, and then the first one's link ends. */
export const resendLetter = (ctx: Needs, id: string, by: By, { side, ...form }: ResendForm) =>
  held(ctx, id, async (trx, introduction) => {
    const before = introduction.sides[side]
    const what = { introduction: id, side }
    if (introduction.state !== 'awaiting') return over
    if (before.answer !== null) return { ...over, did: 'answered' }
    if (askedLast(introduction, side).toISOString() !== form.seen)
      return already(trx, what, by, 'resent', ['resent', 'readdressed'])
    const at = ctx.clock.now()
    const another = form.email.toLowerCase() !== before.contactEmail.toLowerCase()
    const change = {
      contactName: form.name,
      contactEmail: form.email,
      language: form.language,
      askedAt: at,
      remindedAt: null,
      linkGeneration: before.linkGeneration + (another ? 1 : 0),
    }
    await changeSide(trx, before, change)
    if (another) await retireLetters(trx, id, side, at)
    if (form.keep) await keepContact(trx, before.communityId, form, by, at)
    await writeEvent(trx, at, { who: by.id, did: another ? 'readdressed' : 'resent', what })
    const asked = { ...introduction, sides: { ...introduction.sides, [side]: { ...before, ...change } } }
    await askAgain(trx, ctx, asked, side, by)
    return done
  })

async function askAgain(trx: Trx, ctx: Needs, introduction: Introduction, side: Side, by: By): Promise<void> {
  if (introduction.followUps > 0) return sendFollowUp(trx, ctx, introduction, side)
  const score = storedScore(await approvedScore(trx, introduction.proposalId))
  await sendIntroduction(trx, ctx, introduction, side, score, by.name)
}

/** Whoever is written to from now on; what is known of the same person beside the address stays. */
async function keepContact(
  trx: Trx,
  communityId: string,
  { name, email, language }: ResendForm | Omit<ResendForm, 'side'>,
  by: By,
  at: Date,
): Promise<void> {
  const [known] = await contactsHeld(trx, [communityId])
  const same = known?.email.toLowerCase() === email.toLowerCase()
  const beside = same ? { office: known.office ?? null, phone: known.phone ?? null } : {}
  await saveContact(trx, { communityId, name, email, language, ...beside }, by.id, at)
}

/** Both are asked again although their time to rest is not over, or would never end. */
export const askBothAgain = (ctx: Needs, id: string, by: By) =>
  held(ctx, id, async (trx, introduction) => {
    const woken = await wake(trx, ctx, introduction, by.id)
    if (woken === 'woken') return done
    if (woken === 'no-contact') return { outcome: 'no-contact' }
    return introduction.state === 'awaiting' ? already(trx, { introduction: id }, by, 'asked-again') : over
  })
