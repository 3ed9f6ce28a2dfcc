// What staff and the night do with proposals. Each change is one transaction: the rows, the diary,
// the letters.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { later } from '../../platform/kit/clock.js'
import type { Score } from '../../scoring/score.js'
import { reopenRequests, settleRequests, startIntroduction } from '../introductions/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { addContact, contactsHeld, saveContact, type Contact } from '../contacts/index.js'
import { saveOffers, wakeProposals, withdrawUntouched } from './offers.queries.js'
import { lettersToday, sendingsOf } from './approval-letters-for-staff.queries.js'
import { editedLetters, forgetLetters } from './approval-letters.queries.js'
import { isInAnotherLanguage } from './approval-letters.model.js'
import type { ContactForm, DecisionForm } from './proposals.forms.js'
import {
  didOf,
  move,
  refusalOf,
  slipsWithin,
  stateAfter,
  type Decision,
  type DecisionReason,
  type ProposalState,
  type ProposalStep,
  type Refusal,
} from './proposals.model.js'
import { roundOf } from './proposals-of-rounds.queries.js'
import {
  proposalForUpdate,
  saveDecision,
  saveReopened,
  scoreOf,
  standingOf,
  type HeldProposal,
} from './proposals.queries.js'
import { rationaleOf } from './rationale.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>
type By = Pick<StaffMember, 'id' | 'name'>

export type Outcome =
  | { outcome: 'decided' }
  /** Somebody else was quicker, or this very person pressed twice. */
  | { outcome: 'already' }
  | { outcome: 'refused'; why: Refusal }
  | { outcome: 'no-contact'; missing: Side[] }
  /** An edited letter is in another language than the contact reads by now. */
  | { outcome: 'letter-language'; sides: Side[] }
  /** What would be sent, or to whom, is no longer what the page showed. */
  | { outcome: 'letters-changed'; sides: Side[] }

type Decided<D extends DecisionForm['decision']> = Omit<Extract<DecisionForm, { decision: D }>, 'decision'>

/**
 * Approves a pair and opens its introduction: two sides, two letters, which are those that the page showed.
 * Undefined when there is no such proposal.
 */
export const approveProposal = (
  ctx: Needs,
  id: string,
  by: By,
  { seen, note, letters: read }: Decided<'approve'>,
): Promise<Outcome | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    const proposal = await hold(trx, id, 'approve', seen)
    if (!proposal || 'outcome' in proposal) return proposal
    const contacts = await contactsFor(trx, proposal)
    if ('outcome' in contacts) return contacts
    const letters = await editedLetters(trx, proposal.id)
    const strange = sides.filter((side) => isInAnotherLanguage(letters[side], contacts[side].language))
    if (strange.length > 0) return { outcome: 'letter-language', sides: strange }
    const today = await lettersToday({ ...ctx, db: trx }, proposal, Object.values(contacts), by.name)
    const sending = sendingsOf(today, letters)
    const changed = sides.filter((_, at) => sending[at] !== read[at])
    if (changed.length > 0) return { outcome: 'letters-changed', sides: changed }
    await record(trx, ctx, proposal, by, { decision: 'approve', note })
    const days = await roundOf(trx, proposal.roundId)
    const score = scoreOf(proposal)
    await startIntroduction(trx, ctx, { proposalId: id, score, contacts, by, letters, days })
    return { outcome: 'decided' }
  })

/** Puts a pair off until a day; the night brings it back. */
export const postponeProposal = (ctx: Needs, id: string, by: By, form: Decided<'postpone'>) =>
  decide(ctx, id, by, { decision: 'postpone', ...form })

/** Turns a pair down, with the reason: neither the night nor a community brings it back, only staff. */
export const rejectProposal = (ctx: Needs, id: string, by: By, form: Decided<'reject'>) =>
  decide(ctx, id, by, { decision: 'reject', ...form })

/** Takes a postponement or a rejection back: the pair waits in the list again. */
export const reopenProposal = (ctx: Needs, id: string, by: By, form: Decided<'reopen'>) =>
  decide(ctx, id, by, { decision: 'reopen', ...form })

type SeenStep = { seen: ProposalState } & (
  (Step & { decision: 'postpone' | 'reject' }) | { decision: 'reopen' }
)

interface Step {
  decision: Decision
  note: string
  reason?: DecisionReason
  until?: Date
}

const decide = (ctx: Needs, id: string, by: By, step: SeenStep) =>
  ctx.db.transaction().execute((trx) => decideWithin(trx, ctx, id, by, step))

/** Postpones, rejects or reopens inside the caller's transaction: one of many, or the only one. */
export async function decideWithin(
  trx: Trx,
  ctx: Pick<Needs, 'clock'>,
  id: string,
  by: By,
  { seen, ...step }: SeenStep,
): Promise<Outcome | undefined> {
  const proposal = await hold(trx, id, step.decision, seen)
  if (!proposal || 'outcome' in proposal) return proposal
  if (step.decision === 'reopen') await reopen(trx, ctx, proposal, by)
  else await record(trx, ctx, proposal, by, step)
  return { outcome: 'decided' }
}

/** The proposal, held for this transaction, if it is still as the page showed it and knows the decision. */
async function hold(
  trx: Trx,
  id: string,
  decision: ProposalStep,
  seen: ProposalState,
): Promise<HeldProposal | Outcome | undefined> {
  const proposal = await proposalForUpdate(trx, id)
  const isOpen = proposal?.state === seen && stateAfter(seen, decision) !== undefined
  return !proposal || isOpen ? proposal : { outcome: 'already' }
}

async function record(
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  proposal: HeldProposal,
  by: By,
  { decision, reason, note, until }: Step,
): Promise<void> {
  const decidedAt = clock.now()
  const rationale = await rationaleOf(trx, proposal, decision)
  await saveDecision(trx, proposal.id, {
    state: move(proposal.state, decision),
    decidedBy: by.id,
    decidedAt,
    postponedUntil: until ?? null,
    reason: reason ?? null,
    note: note || null,
    rationale,
  })
  // What somebody wrote for these letters is in their hands by now, or of no use.
  await forgetLetters(trx, [proposal.id])
  const { uaId, foreignId } = proposal
  if (decision !== 'postpone')
    await settleRequests(trx, [uaId, foreignId], decision === 'approve' ? 'propose' : 'decline', decidedAt)
  const what = { proposal: proposal.id, ...(reason && { reason }) }
  const event = { who: by.id, did: didOf[decision], what }
  await writeEvent(trx, decidedAt, note ? { ...event, note } : event)
}

/** Offers a decided pair again; what its communities had asked for, and the decision declined, is open again. */
async function reopen(
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  proposal: HeldProposal,
  by: By,
): Promise<void> {
  const { id, uaId, foreignId, decidedAt: before } = proposal
  const at = clock.now()
  const slipped = before !== null && later(before, slipsWithin) > at
  await saveReopened(trx, id, {
    decidedBy: by.id,
    decidedAt: at,
    waitsSince: slipped ? proposal.waitsSince : at,
  })
  if (before && proposal.state === 'rejected') await reopenRequests(trx, [uaId, foreignId], before)
  await writeEvent(trx, at, { who: by.id, did: 'reopened', what: { proposal: id } })
}

/** Whom to write to on both sides, or what stands in the way of an introduction. */
async function contactsFor(
  trx: Trx,
  { uaId, foreignId }: HeldProposal,
): Promise<Record<Side, Contact> | Outcome> {
  const why = refusalOf(await standingOf(trx, uaId, foreignId))
  if (why) return { outcome: 'refused', why }
  const known = await contactsHeld(trx, [uaId, foreignId])
  const ua = known.find(({ communityId }) => communityId === uaId)
  const foreign = known.find(({ communityId }) => communityId === foreignId)
  if (ua && foreign) return { ua, foreign }
  return { outcome: 'no-contact', missing: sides.filter((side) => !{ ua, foreign }[side]) }
}

/** Keeps whom to write to in a community: in place of whom is known, or only where nobody is. */
export const enterContact = (
  ctx: Pick<AppContext, 'db' | 'clock'>,
  communityId: string,
  by: By,
  contact: ContactForm,
  { mayReplace }: { mayReplace: boolean },
): Promise<'entered' | 'known'> =>
  ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    const told = { communityId, ...contact }
    if (mayReplace) await saveContact(trx, told, by.id, at)
    else if (!(await addContact(trx, told, by.id, at))) return 'known'
    await writeEvent(trx, at, { who: by.id, did: 'entered-contact', what: { community: communityId } })
    return 'entered'
  })

/** Postponed proposals whose day has come are offered again; gives how many. */
export async function wakePostponed(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    const woken = await wakeProposals(trx, at)
    for (const id of woken) await writeEvent(trx, at, { who: 'system', did: 'woke', what: { proposal: id } })
    return woken.length
  })
}

export interface Offered {
  new: number
  withdrawn: number
}

/**
 * Takes a run's short-list: new pairs are offered, offered ones get their new score, those that fell
 * out and that nobody touched go. What staff decided stays as it is.
 */
export async function offerProposals(
  trx: Trx,
  { clock }: Pick<AppContext, 'clock'>,
  scores: readonly Score[],
): Promise<Offered> {
  const at = clock.now()
  const added = await saveOffers(
    trx,
    scores.map((score) => ({ id: randomUUID(), ...score })),
    at,
  )
  return { new: added, withdrawn: await withdrawUntouched(trx, at) }
}
