// An introduction that was put off comes back: both sides are asked once more, by the night on the day they
// chose or by staff whenever they like.
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { contactsHeld, type Contact } from '../contacts/index.js'
import { notLooking } from '../our-community/index.js'
import { arePartners } from '../pairs/index.js'
import { sides } from '../pairs/pairs.model.js'
import { endIntroduction, type Needs } from './introductions.actions.js'
import { lastAnswers, stateAfter } from './introductions.model.js'
import { introductionForUpdate, type Introduction, type SideRow } from './introductions.queries.js'
import { comesBack } from './resting.model.js'
import { sendFollowUp } from './tending.letters.js'
import { changeIntroduction, changeSide } from './tending.queries.js'

/** What a side forgets when it is asked anew: its earlier answer stands in the diary. */
const unanswered = {
  answer: null,
  answeredAt: null,
  words: null,
  shareWords: false,
  remindedAt: null,
  restUntil: null,
  callOn: null,
  callAt: null,
  callZone: null,
} as const

export type Waking = 'woken' | 'already' | 'no-contact'

/**
 * The night of the day both chose. Where nobody is left to write to, or the two may not be introduced any more, it
 * closes kindly.
 */
export async function wakeRested(ctx: Needs, id: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    const today = dayInKyiv(ctx.clock.now())
    const due = introduction?.state === 'resting' && (introduction.restUntil ?? '9999') <= today
    if (!due || !comesBack(introduction)) return false
    if (!(await mayStillMeet(trx, introduction))) {
      await writeEvent(trx, ctx.clock.now(), { who: 'system', did: 'stopped', what: { introduction: id } })
      await endIntroduction(trx, ctx, introduction, 'stop')
      return false
    }
    const woken = await wake(trx, ctx, introduction, 'system')
    if (woken === 'no-contact') await endIntroduction(trx, ctx, introduction, 'withdraw')
    return woken === 'woken'
  })
}

/** Not once they are partners, one is occupied, or one declared that it looks for nobody at present. */
async function mayStillMeet(trx: Trx, { sides: both }: Introduction): Promise<boolean> {
  const [ua, foreign] = [both.ua.communityId, both.foreign.communityId]
  const silent = await notLooking(trx)
  return !silent.has(ua) && !silent.has(foreign) && !(await arePartners(trx, ua, foreign))
}

/**
 * Asks both sides again, inside the caller's transaction. Each is written to at the address that the
 * community has now; somebody new gets a link of their own, and the old one ends.
 */
export async function wake(trx: Trx, ctx: Needs, introduction: Introduction, by: string): Promise<Waking> {
  const state = stateAfter(introduction.state, 'wake')
  if (!state) return 'already'
  const { id } = introduction
  const communities = sides.map((side) => introduction.sides[side].communityId)
  const contacts = await contactsHeld(trx, communities)
  const asked = {
    ua: readdressed(introduction.sides.ua, contacts),
    foreign: readdressed(introduction.sides.foreign, contacts),
  }
  if (sides.some((side) => asked[side].contactEmail === '')) return 'no-contact'

  const at = ctx.clock.now()
  const change = {
    state,
    closedAt: null,
    restUntil: null,
    extendedAt: null,
    answersUntil: lastAnswers(at, introduction.closeAfterDays),
    followUps: introduction.followUps + 1,
  }
  await changeIntroduction(trx, id, change)
  const fresh = { ...introduction, ...change, sides: asked }
  await writeEvent(trx, at, { who: by, did: 'asked-again', what: { introduction: id } })
  for (const side of sides) {
    const { contactName, contactEmail, language, linkGeneration } = asked[side]
    const row = { ...unanswered, askedAt: at, contactName, contactEmail, language, linkGeneration }
    await changeSide(trx, asked[side], row)
    await sendFollowUp(trx, ctx, fresh, side)
  }
  return 'woken'
}

/** A side with the contact its community has today; the one it had, where there is no other. */
function readdressed(side: SideRow, contacts: readonly Contact[]): SideRow {
  const now = contacts.find(({ communityId }) => communityId === side.communityId)
  if (!now) return side
  const same = now.email.toLowerCase() === side.contactEmail.toLowerCase()
  return {
    ...side,
    contactName: now.name,
    contactEmail: now.email,
    language: now.language,
    linkGeneration: same ? side.linkGeneration : side.linkGeneration + 1,
  }
}
