// Staff adjust a draft: a locked pair stays in the set, a struck one stays out of this round only.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { pairOf } from '../../scoring/profile.js'
import { fitsOf } from '../../scoring/reciprocity.js'
import { standingOf } from '../proposals/index.js'
import { refusalOf } from '../proposals/proposals.model.js'
import { roundForUpdate, type HeldRound } from './drafts.queries.js'
import { deleteMark, marksOf, saveMark } from './marks.queries.js'
import type { Hindrance, Pair } from './rounds.model.js'
import type { RoundSources } from './rounds.preview.js'
import { communitiesForRound, decidedPairsForRound, proposalOfPair } from './rounds.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id'>

export type Marked =
  | { outcome: 'marked' }
  /** The round is no draft any more. */
  | { outcome: 'already' }
  | { outcome: 'refused'; why: Hindrance }

/** Keeps a pair in the set, whatever else comes out. Undefined when there is no such round. */
export const lockPair = (
  ctx: Needs,
  profiles: RoundSources['profiles'],
  id: string,
  by: By,
  pair: Pair,
): Promise<Marked | undefined> =>
  change(ctx, id, async (trx, round, at) => {
    const why = await hindranceTo(trx, profiles, round, pair)
    if (why) return { outcome: 'refused', why }
    await saveMark(trx, id, { ...pair, kind: 'lock', note: null, markedBy: by.id, markedAt: at })
    await writeEvent(trx, at, { who: by.id, did: 'locked-pair', what: about(id, pair) })
    return { outcome: 'marked' }
  })

/** Keeps a pair out of this round; sent again, its note changes. */
export const strikePair = (
  ctx: Needs,
  id: string,
  by: By,
  pair: Pair,
  note: string,
): Promise<Marked | undefined> =>
  change(ctx, id, async (trx, round, at) => {
    const communities = await communitiesForRound(trx)
    if (!communities.has(pair.uaId) || !communities.has(pair.foreignId))
      return { outcome: 'refused', why: 'not-a-pair' }
    await saveMark(trx, id, { ...pair, kind: 'strike', note: note || null, markedBy: by.id, markedAt: at })
    await writeEvent(trx, at, { who: by.id, did: 'struck-pair', what: about(id, pair) })
    return { outcome: 'marked' }
  })

/** Takes a lock or a strike back. */
export const freePair = (ctx: Needs, id: string, by: By, pair: Pair): Promise<Marked | undefined> =>
  change(ctx, id, async (trx, _round, at) => {
    if (await deleteMark(trx, id, pair, at))
      await writeEvent(trx, at, { who: by.id, did: 'freed-pair', what: about(id, pair) })
    return { outcome: 'marked' }
  })

const about = (round: string, { uaId, foreignId }: Pair) => ({ round, ua: uaId, foreign: foreignId })

const change = (
  { db, clock }: Needs,
  id: string,
  work: (trx: Trx, round: HeldRound, at: Date) => Promise<Marked>,
): Promise<Marked | undefined> =>
  db.transaction().execute(async (trx) => {
    const round = await roundForUpdate(trx, id)
    if (!round) return undefined
    return round.state === 'draft' ? work(trx, round, clock.now()) : { outcome: 'already' }
  })

/** Why a pair may not be locked: it is none, it was decided, or it would take a place nobody has left. */
async function hindranceTo(
  trx: Trx,
  profiles: RoundSources['profiles'],
  round: HeldRound,
  pair: Pair,
): Promise<Hindrance | undefined> {
  const { uaId, foreignId } = pair
  const communities = await communitiesForRound(trx)
  const [ua, foreign] = [communities.get(uaId), communities.get(foreignId)]
  if (!ua || !foreign) return 'not-a-pair'
  if (round.regionCode && ua.regionCode !== round.regionCode) return 'not-ours'
  const refusal = refusalOf(await standingOf(trx, uaId, foreignId))
  if (refusal) return refusal
  const proposal = await proposalOfPair(trx, pair)
  if (proposal && proposal.state !== 'offered') return 'decided'
  if (proposal?.roundId) return 'other-round'
  if (await excludes(trx, profiles, pair)) return 'excluded'
  return fullWith(trx, round, { ...pair, country: foreign.country })
}

/** Whether a hard wish of one side excludes the other. */
async function excludes(trx: Trx, profiles: RoundSources['profiles'], { uaId, foreignId }: Pair) {
  const known = new Map((await profiles(trx)).map((profile) => [profile.id, profile]))
  const [ua, foreign] = [known.get(uaId), known.get(foreignId)]
  const pair = ua && foreign && pairOf(ua, foreign)
  return !pair || fitsOf(pair).excluded.length > 0
}

/** Whose places would be more than the round allows: what is under way, the other locks, and this pair. */
async function fullWith(
  trx: Trx,
  { id, options }: HeldRound,
  pair: Pair & { country: string },
): Promise<Hindrance | undefined> {
  const isThis = (one: Pair) => one.uaId === pair.uaId && one.foreignId === pair.foreignId
  const locks = (await marksOf(trx, id)).filter((mark) => mark.kind === 'lock' && !isThis(mark))
  const taken = [...(await decidedPairsForRound(trx)).locked, ...locks, pair]
  const count = (is: (one: Pair & { country: string }) => boolean) => taken.filter(is).length
  if (count(({ uaId }) => uaId === pair.uaId) > options.mostUa) return 'ua-full'
  if (count(({ foreignId }) => foreignId === pair.foreignId) > options.mostForeign) return 'foreign-full'
  const cap = options.cap ?? Infinity
  return count(({ country }) => country === pair.country) > cap ? 'country-full' : undefined
}
