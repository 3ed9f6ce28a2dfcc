// What happens to an introduction: it opens with two letters, sides answer, and it ends in one of
// three ways. Each change is one transaction: the rows, the diary, the letters.
import { otherSide, type Side, sides } from '../pairs/pairs.model.js'
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { later } from '../../platform/kit/clock.js'
import { untouched, type Written } from '../../platform/mail/written-letter.js'
import type { Score } from '../../scoring/score.js'
import { forgetKeptLetters, keepLetter, retireLetters, unreachedSides } from './asking.queries.js'
import type { AnswerForm } from './introductions.forms.js'
import {
  answersWithin,
  closings,
  graceOfNo,
  lastAnswers,
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
  sendResting,
  sendStopped,
} from './introductions.letters.js'
import {
  insertIntroduction,
  introductionForUpdate,
  saveAnswer,
  saveState,
  type Given,
  type Introduction,
  type SideRow,
} from './introductions.queries.js'
import { restsUntil, stepInSilence } from './resting.model.js'

export type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export interface SideContact {
  communityId: string
  name: string
  email: string
  language: string
}

/** What staff made of a letter, who did, and who signs it. */
export interface ApprovedLetter extends Written {
  editorId: string | null
  signerId: string | null
  signer: string | null
}

export interface Approved {
  proposalId: string
  score: Score
  contacts: Record<Side, SideContact>
  /** The staff member who approved: signs the letters. */
  by: { id: string; name: string }
  /** What staff made of the letters before they approved, and who signs them instead. */
  letters?: Partial<Record<Side, ApprovedLetter>>
  /** Those of the proposal's round; left out, the usual ones. */
  days?: { remindAfterDays: number; closeAfterDays: number } | undefined
}

/** Opens the introduction of an approved pair within the approval's transaction: two sides, two letters. */
export async function startIntroduction(trx: Trx, ctx: Needs, approved: Approved): Promise<string> {
  const id = randomUUID()
  const openedAt = ctx.clock.now()
  const closeAfterDays = approved.days?.closeAfterDays ?? answersWithin
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
    written: null,
    writtenBy: null,
    signerId: null,
  })
  const introduction: Introduction = {
    id,
    proposalId: approved.proposalId,
    state: 'awaiting',
    openedAt,
    answersUntil: lastAnswers(openedAt, closeAfterDays),
    remindAfterDays: approved.days?.remindAfterDays ?? remindAfter,
    closeAfterDays,
    closedAt: null,
    closedAs: null,
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
    const letter = approved.letters?.[side]
    const { subject, body, personal } = letter ?? untouched
    const written = { subject, body, personal }
    const signer = letter?.signer ?? approved.by.name
    await sendIntroduction(trx, ctx, introduction, side, approved.score, signer, written)
    const isEdited = Object.values(written).some((part) => part !== null)
    await keepLetter(trx, id, side, {
      written: isEdited ? { language: approved.contacts[side].language, ...written } : null,
      writtenBy: isEdited ? (letter?.editorId ?? null) : null,
      signerId: letter?.signerId ?? approved.by.id,
    })
  }
  return id
}

export type Answered = 'recorded' | 'over' | 'moved'

/**
 * Records what a side answers, or that it changed its mind, as long as the introduction waits.
 * Two clicks are one answer; 'over' when the introduction has ended; 'moved' when the letter has gone to
 * another person since; undefined when there is none.
 * A no that is alone waits for its hour to pass, see `endRefused`.
 */
export async function answerIntroduction(
  ctx: Needs,
  { id, side, generation }: { id: string; side: Side; generation: number },
  { answer, words, shareWords, restUntil, call }: AnswerForm,
): Promise<Answered | undefined> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (!introduction) return undefined
    const before = introduction.sides[side]
    if (before.linkGeneration !== generation) return 'moved'
    const given = { answer, words: words || null, shareWords, restUntil, ...call }
    if (saysTheSame(before, given)) return 'recorded'
    if (introduction.state !== 'awaiting') return 'over'

    const answeredAt = ctx.clock.now()
    await saveAnswer(trx, before, { ...given, answeredAt })
    // A reminder that still waits is of no use any more.
    await retireLetters(trx, id, side, answeredAt)
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

const saidNo = ({ sides }: Introduction, side: Side) => sides[side].answer === 'no'

const otherSaid = (answer: Answer) => (introduction: Introduction, side: Side) =>
  introduction.sides[otherSide(side)].answer === answer

/** Whoever left has no address any more. */
export const stillThere = ({ sides }: Introduction, side: Side) => sides[side].contactEmail !== ''

interface Goodbye {
  letter: typeof sendClosed
  to: (introduction: Introduction, side: Side) => boolean
}

/** Which letter each end brings, and to whom: whoever said no, or not now, knows it already. */
const ends: Record<End, Goodbye> = {
  agree: { letter: sendConnected, to: () => true },
  rest: { letter: sendResting, to: otherSaid('not-now') },
  decline: { letter: sendClosed, to: (...who) => !saidNo(...who) },
  expire: { letter: sendClosed, to: () => true },
  stop: { letter: sendStopped, to: () => true },
  withdraw: { letter: sendClosed, to: () => true },
}

/**
 * Ends an introduction by a step, inside the caller's transaction: the state, the diary, the letters.
 * What still asks is taken back, and who was never reached hears nothing of an end.
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
  const ended = {
    ...introduction,
    state,
    closedAt: at,
    closedAs: closings.find((each) => each === step) ?? null,
    restUntil: step === 'rest' ? restsUntil(introduction) : null,
  }
  await saveState(trx, ended)
  const sends = ctx.config.mail.smtpUrl !== undefined
  const unreached = await unreachedSides(trx, ended.id, { at, sends })
  for (const side of sides) await retireLetters(trx, ended.id, side, at)
  await forgetKeptLetters(trx, ended.id)
  await writeEvent(trx, at, {
    who: 'system',
    did: state,
    what: { introduction: introduction.id },
    note: step,
  })
  const goodbye = ends[step]
  for (const side of sides)
    if (stillThere(ended, side) && goodbye.to(ended, side) && to(side) && !unreached.includes(side))
      await goodbye.letter(trx, ctx, ended, side)
}

/** Ends an introduction whose time is over; gives whether it was still open. */
export async function closeUnanswered(ctx: Needs, id: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction?.state !== 'awaiting' || introduction.answersUntil > ctx.clock.now()) return false
    await endIntroduction(trx, ctx, introduction, stepInSilence(introduction))
    return true
  })
}

/** Somebody has said no, and may still take it back. */
export const isRefused = (introduction: Introduction) => sides.some((side) => saidNo(introduction, side))

/** Ends an introduction whose only answer is a no that nobody took back for an hour; gives whether it did. */
export async function endRefused(ctx: Needs, id: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const introduction = await introductionForUpdate(trx, id)
    if (introduction?.state !== 'awaiting') return false
    const since = later(ctx.clock.now(), -graceOfNo)
    const stands = ({ answer, answeredAt }: SideRow) =>
      answer === 'no' && answeredAt !== null && answeredAt <= since
    if (!sides.some((side) => stands(introduction.sides[side]))) return false
    await endIntroduction(trx, ctx, introduction, 'decline')
    return true
  })
}
