// How a request ends: staff decide on the pair, the community takes it back, or one of the two leaves.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Member } from '../../platform/http/access.js'
import type { RequestStep } from './requests.model.js'
import {
  forgetRequestWords,
  holdProposal,
  markAsked,
  moveRequests,
  openRequestsAround,
  reopenDeclined,
  requestById,
  type Pair,
} from './requests.queries.js'

/** Settles the open requests of a pair, from either side, inside the caller's transaction. */
export async function settleRequests(trx: Trx, pair: Pair, step: RequestStep, at: Date): Promise<void> {
  await moveRequests(trx, pair, step, at)
  await markAsked(trx, pair)
}

/** Opens again what was declined with a decision on the pair at that moment, when staff take the decision back. */
export async function reopenRequests(trx: Trx, pair: Pair, declinedAt: Date): Promise<void> {
  await reopenDeclined(trx, pair, declinedAt)
  await markAsked(trx, pair)
}

/** A community takes its request back; settled ones stay as they are. Undefined when it has no such request. */
export async function withdrawRequest(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  id: string,
  by: Pick<Member, 'id' | 'communityId'>,
): Promise<'withdrawn' | undefined> {
  const request = await requestById(ctx.db, id, by.communityId)
  if (!request) return undefined
  return ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    const moved = await takeBack(trx, [by.communityId, request.candidateId], at)
    for (const { id: request } of moved)
      await writeEvent(trx, at, { who: by.id, did: 'withdrew-request', what: { request } })
    return 'withdrawn' as const
  })
}

async function takeBack(trx: Trx, [ours, theirs]: Pair, at: Date) {
  await holdProposal(trx, [ours, theirs])
  const moved = await moveRequests(trx, [ours, theirs], 'withdraw', at, ours)
  await markAsked(trx, [ours, theirs])
  return moved
}

/** Ends all requests of a community that leaves, and those for it, and forgets the words of its people. */
export async function forgetRequests(trx: Trx, communityId: string, at: Date): Promise<void> {
  for (const { communityId: asking, candidateId } of await openRequestsAround(trx, communityId)) {
    if (asking === communityId) await takeBack(trx, [asking, candidateId], at)
    else {
      await holdProposal(trx, [asking, candidateId])
      await settleRequests(trx, [asking, candidateId], 'decline', at)
    }
  }
  await forgetRequestWords(trx, communityId)
}
