// What happens to an introduction: it opens with two letters, sides answer, and it ends in one of
// three ways. Each change is one transaction: the rows, the diary, the letters.
import { otherSide, type Side, sides } from '../pairs/pairs.model.js'
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { days, later } from '../../platform/kit/clock.js'
import type { Score } from '../../scoring/score.js'
import type { AnswerForm } from './introductions.forms.js'
import { answersWithin, stateAfter, stepAfter, type Answer, type Step } from './introductions.model.js'
import {
  sendClosed,
  sendConnected,
  sendIntroduction,
  sendReminder,
  sendResting,
} from './introductions.letters.js'
import {
  insertIntroduction,
  introductionForUpdate,
  saveAnswer,
  saveReminded,
  saveState,
  type Introduction,
} from './introductions.queries.js'

export type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export interface SideContact {
  communityId: string
  name: string
  email: string
  language: string
}

export interface Approved {
  proposalId: string
  score: Score
  contacts: Record<Side, SideContact>
  /** The staff member who approved: signs the letters. */
  by: { id: string; name: string }
}

/** Opens the introduction of an approved pair within the approval's transaction: two sides, two letters. */
export async function startIntroduction(trx: Trx, ctx: Needs, approved: Approved): Promise<string> {
  const id = randomUUID()
  const openedAt = ctx.clock.now()
  const sideOf = (side: Side) => ({
    introductionId: id,
    side,
    communityId: approved.contacts[side].communityId,
    contactName: approved.contacts[side].name,
    contactEmail: approved.contacts[side].email,
    language: approved.contacts[side].language,
    answer: null,
    answeredAt: null,
    words: null,
    shareWords: false,
    remindedAt: null,
  })
  const introduction: Introduction = {
    id,
    proposalId: approved.proposalId,
    state: 'awaiting',
    openedAt,
    answersUntil: later(openedAt, days(answersWithin)),
    closedAt: null,
    sides: { ua: sideOf('ua'), foreign: sideOf('foreign') },
  }
  await insertIntroduction(trx, introduction)
  await writeEvent(trx, openedAt, {
    who: approved.by.id,
    did: 'opened',
    what: { introduction: id, proposal: approved.proposalId },
  })
  for (const side of sides)
    await sendIntroduction(trx, ctx, introduction, side, approved.score, approved.by.name)
  return id
}

export type Answered = 'recorded' | 'over'

/**
 * Records what a side answers, or that it changed its mind, as long as the introduction waits.
 * Two clicks are one answer; 'over' when the introduction has ended; undefined when there is none.
 */
export async function answerIntroduction(
  ctx: Needs,
  { id, side }: { id: string; side: Side },
  { answer, words, shareWords }: AnswerForm,
): Promise<Answered | undefined> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (!introduction) return undefined
    const before = introduction.sides[side]
    const same =
      before.answer === answer && before.words === (words || null) && before.shareWords === shareWords
    if (same) return 'recorded'
    if (introduction.state !== 'awaiting') return 'over'

    const answeredAt = ctx.clock.now()
    const given = { answer, answeredAt, words: words || null, shareWords }
    await saveAnswer(trx, before, given)
    await writeEvent(trx, answeredAt, {
      who: `side:${side}`,
      did: 'answered',
      what: { introduction: id },
      note: answer,
    })
    const after = { ...introduction, sides: { ...introduction.sides, [side]: { ...before, ...given } } }
    const step = stepAfter(answer, after.sides[otherSide(side)].answer)
    if (step) await endIntroduction(trx, ctx, after, step)
    return 'recorded'
  })
}

const otherSaid = (answer: Answer) => (introduction: Introduction, side: Side) =>
  introduction.sides[otherSide(side)].answer === answer

/** Whoever left has no address any more. */
const stillThere = ({ sides }: Introduction, side: Side) => sides[side].contactEmail !== ''

/** Which letter each end brings, and to whom: whoever said no, or not now, knows it already. */
const ends = {
  agree: { letter: sendConnected, to: () => true },
  rest: { letter: sendResting, to: otherSaid('not-now') },
  decline: { letter: sendClosed, to: otherSaid('no') },
  expire: { letter: sendClosed, to: () => true },
  withdraw: { letter: sendClosed, to: stillThere },
} satisfies Record<
  Step,
  { letter: typeof sendClosed; to: (introduction: Introduction, side: Side) => boolean }
>

/** Ends an introduction by a step, inside the caller's transaction: the state, the diary, the letters. */
export async function endIntroduction(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  step: Step,
): Promise<void> {
  const state = stateAfter(introduction.state, step)
  if (!state) throw new Error(`An introduction that is ${introduction.state} cannot ${step}`)
  const at = ctx.clock.now()
  await saveState(trx, introduction.id, state, at)
  await writeEvent(trx, at, {
    who: 'system',
    did: state,
    what: { introduction: introduction.id },
    note: step,
  })
  const { letter, to } = ends[step]
  for (const side of sides) if (to(introduction, side)) await letter(trx, ctx, introduction, side)
}

/** Reminds, once, the sides that have not answered; gives how many letters it wrote. */
export async function remindSilentSides(ctx: Needs, id: string): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction?.state !== 'awaiting') return 0
    const silent = sides.filter(
      (side) => !introduction.sides[side].answer && !introduction.sides[side].remindedAt,
    )
    const at = ctx.clock.now()
    for (const side of silent) {
      await saveReminded(trx, introduction.sides[side], at)
      await writeEvent(trx, at, { who: 'system', did: 'reminded', what: { introduction: id, side } })
      await sendReminder(trx, ctx, introduction, side)
    }
    return silent.length
  })
}

/** Closes an introduction whose time is over; gives whether it was still open. */
export async function closeUnanswered(ctx: Needs, id: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction?.state !== 'awaiting' || introduction.answersUntil > ctx.clock.now()) return false
    await endIntroduction(trx, ctx, introduction, 'expire')
    return true
  })
}
