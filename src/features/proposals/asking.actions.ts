// A community asks for an introduction in its own words: staff find the pair at the top of their list.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Member } from '../../platform/http/access.js'
import { fitsOf } from '../../scoring/reciprocity.js'
import type { Score } from '../../scoring/score.js'
import {
  countOpenRequests,
  insertRequest,
  markAsked,
  openRequest,
  openRequestsAtMost,
} from '../introductions/index.js'
import { saveOffers } from './offers.queries.js'
import { refusalOf, type Refusal } from './proposals.model.js'
import { proposalOfPairForUpdate, standingOf } from './proposals.queries.js'

type Needs = Pick<AppContext, 'clock'>
type By = Pick<Member, 'id' | 'communityId'>

export interface Asking {
  candidateId: string
  /** The community's own words to the staff. */
  words: string
  /** The pair as it stands today, for a proposal that does not exist yet. */
  score: Score
}

/** Why a community may not ask for an introduction. */
export type NotAsked = Refusal | 'we-not-looking' | 'excluded' | 'decided' | 'too-many'

export type Asked =
  | { outcome: 'asked' }
  /** It is asked for already: somebody pressed twice, or a colleague was quicker. */
  | { outcome: 'already' }
  | { outcome: 'refused'; why: NotAsked }

/**
 * Asks for an introduction inside the caller's transaction: the request, the diary, and the proposal of
 * the pair, which is made when there is none.
 */
export async function askForIntroduction(
  trx: Trx,
  { clock }: Needs,
  by: By,
  { candidateId, words, score }: Asking,
): Promise<Asked> {
  const { communityId } = by
  const at = clock.now()
  const open = await countOpenRequests(trx, communityId)
  if (await openRequest(trx, communityId, candidateId)) return { outcome: 'already' }
  const why = await hindrance(trx, communityId, score)
  if (why) return { outcome: 'refused', why }
  if (open >= openRequestsAtMost) return { outcome: 'refused', why: 'too-many' }

  const proposal = await offered(trx, score, at)
  if (['approved', 'rejected'].includes(proposal.state)) return { outcome: 'refused', why: 'decided' }
  const request = randomUUID()
  await insertRequest(trx, { id: request, communityId, candidateId, words, askedBy: by.id, askedAt: at })
  await markAsked(trx, [communityId, candidateId])
  await writeEvent(trx, at, {
    who: by.id,
    did: 'asked',
    what: { request, proposal: proposal.id, community: communityId },
  })
  return { outcome: 'asked' }
}

async function hindrance(trx: Trx, ours: string, score: Score): Promise<NotAsked | undefined> {
  const standing = await standingOf(trx, score.uaId, score.foreignId)
  const why = refusalOf(standing)
  if (why === 'not-looking' && standing.silent.includes(ours)) return 'we-not-looking'
  if (why) return why
  return score.sides && fitsOf(score.sides).excluded.length > 0 ? 'excluded' : undefined
}

/** The pair's proposal; offered now, with its real score, if it was not. */
async function offered(trx: Trx, score: Score, at: Date) {
  const { uaId, foreignId } = score
  const known = await proposalOfPairForUpdate(trx, uaId, foreignId)
  if (known) return known
  await saveOffers(trx, [{ id: randomUUID(), ...score }], at)
  const made = await proposalOfPairForUpdate(trx, uaId, foreignId)
  if (!made) throw new Error(`No proposal of ${uaId} and ${foreignId} was made`)
  return made
}
