// All that the page of a round is made of: the round, the scores of its pairs with their reasons, and
// the names it speaks of.
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { pairOf } from '../../scoring/profile.js'
import { offeredScore } from '../../scoring/reciprocity.js'
import type { Solver } from '../../scoring/round.js'
import type { Score } from '../../scoring/score.js'
import { currentWeights } from '../../scoring/weights.js'
import { communitiesIn, placeNames, wordingIn, type Wording } from '../pairs/index.js'
import type { RoundForm } from './rounds.forms.js'
import { idsIn } from './rounds.model.js'
import { previewRound, type RoundPreview, type RoundSources } from './rounds.preview.js'

export interface RoundFile {
  preview: RoundPreview
  /** Of the pairs that were chosen, best first. */
  scores: readonly Score[]
  wording: Wording
}

/** @throws Unsolved when the solver gives no proven answer */
export async function roundForStaff(
  db: Db,
  sources: RoundSources,
  { whom, mostUa, mostForeign, floor, cap, least }: RoundForm,
  solve: Solver,
  locale: Locale,
): Promise<RoundFile> {
  const options = {
    taking: (communities: RoundPreview['communities']) => idsIn(whom, communities),
    rules: { perUa: mostUa, perForeign: mostForeign, least: least / 100 },
    floor,
    cap: () => cap,
  }
  const preview = await previewRound(db, sources, options, solve)
  const scores = scoresOf(preview)
  const named = [...preview.none.map(({ id }) => id), ...scores.flatMap(communitiesIn)]
  return { preview, scores, wording: wordingIn(locale, await placeNames(db, named)) }
}

function scoresOf({ chosen, profiles, evidence }: RoundPreview): Score[] {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]))
  return chosen.map(({ uaId, foreignId }) =>
    offeredScore(pairOf(byId.get(uaId)!, byId.get(foreignId)!)!, evidence, currentWeights),
  )
}
