// What a community does about a candidate: keeps it on its short-list, or asks to be introduced. One
// transaction each; notes and words never reach the diary.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Member } from '../../platform/http/access.js'
import type { Score } from '../../scoring/score.js'
import { askForIntroduction, type Asked } from '../proposals/index.js'
import { removeShortlisted, saveShortlisted } from './shortlist.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<Member, 'id' | 'communityId'>

/** Puts a candidate on the short-list, or changes the note beside it; twice is once. */
export async function shortlist(ctx: Needs, by: By, candidateId: string, note: string): Promise<void> {
  const { id, communityId } = by
  await ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    if (await saveShortlisted(trx, { communityId, candidateId, note: note || null }, id, at))
      await writeEvent(trx, at, {
        who: id,
        did: 'shortlisted',
        what: { community: communityId, candidate: candidateId },
      })
  })
}

export async function takeOffShortlist(ctx: Needs, by: By, candidateId: string): Promise<void> {
  const { id, communityId } = by
  await ctx.db.transaction().execute(async (trx) => {
    const what = { community: communityId, candidate: candidateId }
    if (await removeShortlisted(trx, communityId, candidateId))
      await writeEvent(trx, ctx.clock.now(), { who: id, did: 'took-off-shortlist', what })
  })
}

/** Asks the Association for an introduction to a candidate; the words are for its staff. */
export const askForCandidate = (
  ctx: Needs,
  by: By,
  candidateId: string,
  words: string,
  score: Score,
): Promise<Asked> =>
  ctx.db.transaction().execute((trx) => askForIntroduction(trx, ctx, by, { candidateId, words, score }))
