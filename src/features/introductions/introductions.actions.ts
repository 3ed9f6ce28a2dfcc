// What happens to an introduction: it opens with two letters, sides answer, and it ends in one of
// three ways. Each change is one transaction: the rows, the diary, the letters.
import { otherSide, type Side, sides } from '../pairs/pairs.model.js'
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { days, later } from '../../platform/kit/clock.js'
import { untouched, type Written } from '../../platform/mail/written-letter.js'
import type { Score } from '../../scoring/score.js'
import type { AnswerForm } from './introductions.forms.js'
import {
  answersWithin,
  remindAfter,
  stateAfter,
  stepAfter,
  type Answer,
  type End,
} from './introductions.model.js'
import {
  sendClosed,
  sendConnected,
  sendIntroduction,
  sendReminder,
  sendResting,
  sendStopped,
} from './introductions.letters.js'
import {
  insertIntroduction,
  introductionForUpdate,
  saveAnswer,
  saveReminded,
  saveState,
  type Given,
  type Introduction,
  type SideRow,
} from './introductions.queries.js'
import { restsUntil } from './resting.model.js'

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
  /** What staff made of the letters before they approved, and who signs them instead. */
  letters?: Partial<Record<Side, Written & { signer: string | null }>>
  /** Those of the proposal's round; left out, the usual ones. */
  days?: { remindAfterDays: number; closeAfterDays: number } | undefined
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
    linkGeneration: 1,
    askedAt: null,
    restUntil: null,
    callOn: null,
    callAt: null,
    callZone: null,
  })
  const introduction: Introduction = {
    id,
    proposalId: approved.proposalId,
    state: 'awaiting',
    openedAt,
    answersUntil: later(openedAt, days(approved.days?.closeAfterDays ?? answersWithin)),
    remindAfterDays: approved.days?.remindAfterDays ?? remindAfter,
    closedAt: null,
    restUntil: null,
    followUps: 0,
    extendedAt: null,
    sides: { ua: sideOf('ua'), foreign: sideOf('foreign') },
  }
  await insertIntroduction(trx, introduction)
  await writeEvent(trx, openedAt, {
    who: approved.by.id,
    did: 'opened',
    what: { introduction: id, proposal: approved.proposalId },
  })
  for (const side of sides) {
    const { signer, ...written } = approved.letters?.[side] ?? { signer: null, ...untouched }
    await sendIntroduction(trx, ctx, introduction, side, approved.score, signer ?? approved.by.name, written)
  }
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
  { answer, words, shareWords, restUntil, call }: AnswerForm,
): Promise<Answered | undefined> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (!introduction) return undefined
    const before = introduction.sides[side]
    const given = { answer, words: words || null, shareWords, restUntil, ...call }
    if (saysTheSame(before, given)) return 'recorded'
    if (introduction.state !== 'awaiting') return 'over'

    const answeredAt = ctx.clock.now()
    await saveAnswer(trx, before, { ...given, answeredAt })
    await writeEvent(trx, answeredAt, {
      who: `side:${side}`,
      did: 'answered',
      what: { introduction: id },
      note: answer,
    })
    const after = {
      ...introduction,
      sides: { ...introduction.sides, [side]: { ...before, ...given, answeredAt } },
    }
    const step = stepAfter(answer, after.sides[otherSide(side)].answer)
    if (step) await endIntroduction(trx, ctx, after, step)
    return 'recorded'
  })
}

const saysTheSame = (before: SideRow, given: Omit<Given, 'answeredAt'>) =>
  Object.entries(given).every(([field, value]) => before[field as keyof SideRow] === value)

const otherSaid = (answer: Answer) => (introduction: Introduction, side: Side) =>
  introduction.sides[otherSide(side)].answer === answer

/** Whoever left has no address any more. */
const stillThere = ({ sides }: Introduction, side: Side) => sides[side].contactEmail !== ''

interface Goodbye {
  letter: typeof sendClosed
  to: (introduction: Introduction, side: Side) => boolean
}

/** Which letter each end brings, and to whom: whoever said no, or not now, knows it already. */
const ends: Record<End, Goodbye> = {
  agree: { letter: sendConnected, to: () => true },
  rest: { letter: sendResting, to: otherSaid('not-now') },
  decline: { letter: sendClosed, to: otherSaid('no') },
  expire: { letter: sendClosed, to: () => true },
  stop: { letter: sendStopped, to: () => true },
  withdraw: { letter: sendClosed, to: () => true },
}

/**
 * Ends an introduction by a step, inside the caller's transaction: the state, the diary, the letters.
 * @param to who is written to, when not everybody whom this end concerns
 */
export async function endIntroduction(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  step: End,
  to: (side: Side) => boolean = () => true,
): Promise<void> {
  const state = stateAfter(introduction.state, step)
  if (!state) throw new Error(`An introduction that is ${introduction.state} cannot ${step}`)
  const at = ctx.clock.now()
  const ended = { ...introduction, state, restUntil: step === 'rest' ? restsUntil(introduction) : null }
  await saveState(trx, ended.id, state, at, ended.restUntil)
  await writeEvent(trx, at, {
    who: 'system',
    did: state,
    what: { introduction: introduction.id },
    note: step,
  })
  const goodbye = ends[step]
  for (const side of sides)
    if (stillThere(ended, side) && goodbye.to(ended, side) && to(side))
      await goodbye.letter(trx, ctx, ended, side)
}

/** Reminds, once, the sides that have not answered; gives how many letters it wrote. */
export async function remindSilentSides(ctx: Needs, id: string): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction?.state !== 'awaiting') return 0
    const silent = sides.filter(
      (side) =>
        !introduction.sides[side].answer &&
        !introduction.sides[side].remindedAt &&
        stillThere(introduction, side),
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
