// A round enters the queue: its pairs are offered, all in the caller's transaction.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { closedCountries, pairKey } from '../../scoring/profile.js'
import type { Score } from '../../scoring/score.js'
import { notLooking } from '../our-community/index.js'
import { saveOffers } from './offers.queries.js'
import {
  countriesAmong,
  partneredAmong,
  proposalsOfPairsForUpdate,
  saveRound,
} from './proposals-of-rounds.queries.js'

/** Why a pair of a round cannot be offered: what was decided or declared since it was computed. */
export type WhyLeftOut = 'decided' | 'other-round' | 'closed-country' | 'partnered' | 'not-looking'

export interface LeftOut {
  uaId: string
  foreignId: string
  why: WhyLeftOut
}

/** Offers the pairs of a round and gives those that could not be; pairs on offer already join the round. */
export async function offerRound(
  trx: Trx,
  { clock }: Pick<AppContext, 'clock'>,
  roundId: string,
  scores: readonly Score[],
): Promise<LeftOut[]> {
  const held = await proposalsOfPairsForUpdate(trx, scores)
  const known = new Map(held.map((row) => [pairKey(row.uaId, row.foreignId), row]))
  const partnered = new Set(
    (await partneredAmong(trx, scores)).map(({ uaId, foreignId }) => pairKey(uaId, foreignId)),
  )
  const countries = await countriesAmong(trx, scores)
  const silent = await notLooking(trx)
  const hindrance = ({ uaId, foreignId }: Score): WhyLeftOut | undefined => {
    const proposal = known.get(pairKey(uaId, foreignId))
    if (proposal && proposal.state !== 'offered') return 'decided'
    if (proposal?.roundId && proposal.roundId !== roundId) return 'other-round'
    if (closedCountries.includes(countries.get(foreignId) ?? '')) return 'closed-country'
    if (partnered.has(pairKey(uaId, foreignId))) return 'partnered'
    return silent.has(uaId) || silent.has(foreignId) ? 'not-looking' : undefined
  }
  const leftOut = scores.flatMap((score) => {
    const why = hindrance(score)
    return why ? [{ uaId: score.uaId, foreignId: score.foreignId, why }] : []
  })
  const out = new Set(leftOut.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
  const offered = scores.filter(({ uaId, foreignId }) => !out.has(pairKey(uaId, foreignId)))
  await saveOffers(
    trx,
    offered.map((score) => ({ ...score, id: randomUUID() })),
    clock.now(),
  )
  await saveRound(trx, roundId, offered)
  return leftOut
}
