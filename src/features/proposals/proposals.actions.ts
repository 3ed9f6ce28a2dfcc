// What staff and the night do with proposals. Each change is one transaction: the rows, the diary,
// the letters.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { Score } from '../../scoring/score.js'
import { startIntroduction } from '../introductions/index.js'
import { sides, type Side } from '../introductions/introductions.model.js'
import { contactsOf, saveContact } from './contacts.queries.js'
import { saveOffers, wakeProposals, withdrawUntouched } from './offers.queries.js'
import type { ContactForm, DecisionForm } from './proposals.forms.js'
import { didOf, refusalOf, stateAfter, type Refusal } from './proposals.model.js'
import {
  proposalForUpdate,
  saveDecision,
  scoreOf,
  standingOf,
  type HeldProposal,
} from './proposals.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>
type By = Pick<StaffMember, 'id' | 'name'>

export type Outcome =
  | { outcome: 'decided' }
  /** Somebody else was quicker, or this very person pressed twice. */
  | { outcome: 'already' }
  | { outcome: 'refused'; why: Refusal }
  | { outcome: 'no-contact'; missing: Side[] }

/** Decides a proposal once; undefined when there is none. */
export async function decideProposal(
  ctx: Needs,
  id: string,
  by: By,
  decision: DecisionForm,
): Promise<Outcome | undefined> {
  return ctx.db.transaction().execute(async (trx) => {
    const proposal = await proposalForUpdate(trx, id)
    if (!proposal) return undefined
    const state = stateAfter(proposal.state, decision.decision)
    if (!state || proposal.state !== decision.seen) return { outcome: 'already' }
    const hindrance = decision.decision === 'approve' ? await introduce(trx, ctx, proposal, by) : undefined
    if (hindrance) return hindrance

    const decidedAt = ctx.clock.now()
    const postponedUntil = decision.decision === 'postpone' ? decision.until : null
    const note = decision.note || null
    await saveDecision(trx, id, { state, decidedBy: by.id, decidedAt, postponedUntil, note })
    await writeEvent(trx, decidedAt, {
      who: by.id,
      did: didOf[decision.decision],
      what: { proposal: id },
      ...(note && { note }),
    })
    return { outcome: 'decided' }
  })
}

/** Opens the introduction of a pair, or says what stands in its way. */
async function introduce(trx: Trx, ctx: Needs, proposal: HeldProposal, by: By): Promise<Outcome | undefined> {
  const { uaCountry, foreignCountry, partnered } = await standingOf(trx, proposal.uaId, proposal.foreignId)
  const why = refusalOf(uaCountry, foreignCountry, partnered)
  if (why) return { outcome: 'refused', why }
  const known = await contactsOf(trx, [proposal.uaId, proposal.foreignId])
  const ua = known.find(({ communityId }) => communityId === proposal.uaId)
  const foreign = known.find(({ communityId }) => communityId === proposal.foreignId)
  if (!ua || !foreign)
    return { outcome: 'no-contact', missing: sides.filter((side) => !{ ua, foreign }[side]) }
  await startIntroduction(trx, ctx, {
    proposalId: proposal.id,
    score: scoreOf(proposal),
    contacts: { ua, foreign },
    by,
  })
  return undefined
}

/** Keeps whom to write to in a community; a contact entered later replaces it. */
export async function enterContact(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  communityId: string,
  by: By,
  contact: ContactForm,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    await saveContact(trx, { communityId, ...contact }, by.id, at)
    await writeEvent(trx, at, { who: by.id, did: 'entered-contact', what: { community: communityId } })
  })
}

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
