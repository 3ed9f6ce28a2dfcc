// Every night: all pairs are scored anew, and the best of them, fairly shared out, are offered to staff.
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { AppContext } from '../../context.js'
import { runNightly, type Job } from '../../platform/jobs/runner.js'
import { pairKey } from '../../scoring/profile.js'
import { rankPairsInTurns } from '../../scoring/rank.js'
import { offeredScore } from '../../scoring/reciprocity.js'
import type { Score } from '../../scoring/score.js'
import {
  countProposals,
  decidedPairs,
  hasProposals,
  keptPairs,
  offerProposals,
  wakePostponed,
  type Offered,
} from '../proposals/index.js'
import { notLooking } from '../our-community/index.js'
import { weightsInUse } from '../weights/index.js'
import { evidenceForScoring, profilesForScoring } from './matching.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

/** The short-list of this night, and new scores for what somebody asked to see. */
async function shortList({ db }: Needs): Promise<Score[]> {
  const profiles = await profilesForScoring(db)
  const evidence = await evidenceForScoring(db, profiles)
  const decided = await decidedPairs(db)
  const closed = new Set(decided.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
  const silent = await notLooking(db)
  const open = profiles.filter(({ id }) => !silent.has(id))
  const weights = await weightsInUse(db)
  const best = await rankPairsInTurns(open, closed, evidence, weights, othersFirst)

  const listed = new Set(best.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
  const byId = new Map(profiles.map((profile) => [profile.id, profile]))
  const again = (await keptPairs(db)).filter(({ uaId, foreignId }) => !listed.has(pairKey(uaId, foreignId)))
  return [
    ...best,
    ...again.map(({ uaId, foreignId }) =>
      offeredScore({ ua: byId.get(uaId)!, foreign: byId.get(foreignId)! }, evidence, weights),
    ),
  ]
}

/** Scores every pair and offers the short-list; the reckoning happens before the one short transaction. */
export async function matchCommunities(ctx: Needs): Promise<Offered> {
  await wakePostponed(ctx)
  const scores = await shortList(ctx)
  return ctx.db.transaction().execute((trx) => offerProposals(trx, ctx, scores))
}

export const job = {
  name: 'matching',
  when: { daily: '02:15' },
  async run(ctx) {
    const offered = await matchCommunities(ctx)
    return `${offered.new} new proposals, ${offered.withdrawn} withdrawn`
  },
} as const satisfies Job

/**
 * The first run, before anybody can look: it counts as this night's. Gives how many proposals wait,
 * or undefined when there were proposals already.
 */
export async function offerFirstProposals(ctx: AppContext): Promise<number | undefined> {
  if (await hasProposals(ctx.db)) return undefined
  if (!(await runNightly(ctx, job))) await matchCommunities(ctx)
  return countProposals(ctx.db, { state: 'offered' })
}
