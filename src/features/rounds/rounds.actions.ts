// A round's life: it is made and computed, computed again, and accepted into the queue or discarded.
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { pairKey } from '../../scoring/profile.js'
import type { Solver } from '../../scoring/round.js'
import { offerRound } from '../proposals/index.js'
import {
  claimComputation,
  deleteDraftsBefore,
  giveUpComputation,
  insertDraft,
  pairsOf,
  roundById,
  roundForUpdate,
  saveComputation,
  saveRoundDecision,
  scoresOfRound,
  type RoundTerms,
} from './drafts.queries.js'
import { marksOf } from './marks.queries.js'
import { optionsOf, versionOf, type Pair, type Summary } from './rounds.model.js'
import {
  pairsOfEach,
  previewRound,
  scoresOf,
  type RoundPreview,
  type RoundSources,
} from './rounds.preview.js'
import { basisToday, crowdedToday, holdAcceptances } from './rounds.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id'>

export interface Computing {
  sources: RoundSources
  solve: Solver
}

/** 'already': the same form was sent before, or somebody is computing this round. */
export type Made = 'made' | 'already'

/**
 * Makes a draft and computes it.
 * @throws Unsolved when no proven answer is found; nothing is kept then
 */
export async function makeRound(
  ctx: Needs,
  computing: Computing,
  id: string,
  by: By,
  terms: RoundTerms,
): Promise<Made> {
  const at = ctx.clock.now()
  if (!(await insertDraft(ctx.db, id, terms, by.id, at))) return 'already'
  return compute(ctx, computing, id, by, { terms, since: at, did: 'made-round' })
}

/**
 * Computes a draft again with its marks, and with other terms when staff changed them.
 * @throws Unsolved when no proven answer is found; the last result stays
 */
export async function computeRound(
  ctx: Needs,
  computing: Computing,
  id: string,
  by: By,
  terms: RoundTerms,
): Promise<Made> {
  const at = ctx.clock.now()
  if (!(await claimComputation(ctx.db, id, terms, at))) return 'already'
  return compute(ctx, computing, id, by, { terms, since: at, did: 'computed-round' })
}

interface Work {
  terms: RoundTerms
  since: Date
  did: string
}

async function compute(
  { db, clock }: Needs,
  { sources, solve }: Computing,
  id: string,
  by: By,
  { terms, since, did }: Work,
): Promise<Made> {
  try {
    const marks = await marksOf(db, id)
    const markedAt = (await roundById(db, id))?.markedAt ?? null
    const basis = await basisToday(db, terms.regionCode)
    const options = {
      ...optionsOf(terms.options),
      region: terms.regionCode ?? undefined,
      locks: marks.filter(({ kind }) => kind === 'lock'),
      strikes: marks.filter(({ kind }) => kind === 'strike'),
    }
    const preview = await previewRound(db, sources, options, solve)
    const scores = scoresOf(preview)
    const changes = await changesSince(db, id, scores)
    const at = clock.now()
    return await db.transaction().execute(async (trx) => {
      const round = await roundForUpdate(trx, id)
      // Whoever took over after a minute has the newer result.
      if (round?.state !== 'draft' || round.computingSince?.getTime() !== since.getTime()) return 'already'
      const summary = summaryOf(preview, changes.gone)
      await saveComputation(trx, id, { at, basis, summary, scores, added: changes.added, markedAt })
      await writeEvent(trx, at, { who: by.id, did, what: { round: id } })
      return 'made'
    })
  } catch (error) {
    await giveUpComputation(db, id, since)
    throw error
  }
}

/** What a new set brings and loses against the one before it. */
async function changesSince(db: Db, id: string, scores: readonly Pair[]) {
  const key = ({ uaId, foreignId }: Pair) => pairKey(uaId, foreignId)
  const before = await pairsOf(db, id)
  const [was, is] = [new Set(before.map(key)), new Set(scores.map(key))]
  if (!(await roundById(db, id))?.computedAt) return { added: [], gone: null }
  return {
    added: scores.filter((pair) => !was.has(key(pair))),
    gone: before
      .filter((pair) => !is.has(key(pair)))
      .map(({ uaId, foreignId }): Pair => ({ uaId, foreignId })),
  }
}

function summaryOf(preview: RoundPreview, gone: readonly Pair[] | null): Summary {
  const { communities, taking, pairs, gap, alone, floor, decided, locks, chosen, none, weights } = preview
  const ours = [...taking].filter((id) => communities.get(id)?.country === 'UA').length
  const each = pairsOfEach([...chosen, ...locks, ...decided.locked])
  return {
    weights: weights.version,
    ua: ours,
    foreign: taking.size - ours,
    possible: pairs,
    gap,
    alone: alone.length,
    floorMet: alone.filter((id) => (each.get(id) ?? 0) >= floor).length,
    inHand: decided.locked.length,
    decided: decided.struck.size,
    none,
    gone,
  }
}

export type Accepted =
  | { outcome: 'accepted' }
  /** Somebody was quicker. */
  | { outcome: 'already' }
  /** It is being computed, was computed anew or marked since, or what it rests on has changed. */
  | { outcome: 'changed' }
  | { outcome: 'marks-pending' }
  /** Others have taken places since: some community or country would be promised too often. */
  | { outcome: 'crowded' }
  /** There is no pair, or every one was dealt with meanwhile. */
  | { outcome: 'empty' }

/** Puts the pairs of a draft into the queue, all or none; undefined when there is no such round. */
export const acceptRound = (
  { db, clock }: Needs,
  id: string,
  by: By,
  { seen, note }: { seen: string; note: string },
): Promise<Accepted | undefined> =>
  db.transaction().execute(async (trx) => {
    await holdAcceptances(trx)
    const round = await roundForUpdate(trx, id)
    if (!round) return undefined
    if (round.state !== 'draft') return { outcome: 'already' }
    if (versionOf(round, await basisToday(trx, round.regionCode)) !== seen) return { outcome: 'changed' }
    if (round.markedAt) return { outcome: 'marks-pending' }
    const { communities, countries } = await crowdedToday(trx, round)
    if (communities.length + countries.length > 0) return { outcome: 'crowded' }
    const scores = await scoresOfRound(trx, id)
    const leftOut = await offerRound(trx, { clock }, id, scores)
    if (leftOut.length === scores.length) return { outcome: 'empty' }
    const at = clock.now()
    const decision = { state: 'accepted', decidedBy: by.id, decidedAt: at, note: note || null } as const
    await saveRoundDecision(trx, id, decision, leftOut)
    const event = { who: by.id, did: 'accepted-round', what: { round: id } }
    await writeEvent(trx, at, note ? { ...event, note } : event)
    return { outcome: 'accepted' }
  })

/** Puts a draft away for good. */
export const discardRound = (
  { db, clock }: Needs,
  id: string,
  by: By,
  note: string,
): Promise<'discarded' | 'already' | undefined> =>
  db.transaction().execute(async (trx) => {
    const round = await roundForUpdate(trx, id)
    if (!round) return undefined
    if (round.state !== 'draft') return 'already'
    const at = clock.now()
    await saveRoundDecision(trx, id, {
      state: 'discarded',
      decidedBy: by.id,
      decidedAt: at,
      note: note || null,
    })
    await writeEvent(trx, at, { who: by.id, did: 'discarded-round', what: { round: id } })
    return 'discarded'
  })

/** Removes drafts that nobody computed or marked since; gives how many. */
export const forgetDrafts = ({ db, clock }: Needs, since: Date): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const ids = await deleteDraftsBefore(trx, since)
    const at = clock.now()
    for (const round of ids)
      await writeEvent(trx, at, { who: 'system', did: 'discarded-round', what: { round } })
    return ids.length
  })
