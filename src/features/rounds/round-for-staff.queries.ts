// All that the page of one round is made of.
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { pairKey } from '../../scoring/profile.js'
import type { Score } from '../../scoring/score.js'
import { nameIn } from '../communities/index.js'
import { communitiesIn, placeNames, wordingIn, type Wording } from '../pairs/index.js'
import { pairsOf, scoresOfRound, type Round, type RoundPair } from './drafts.queries.js'
import { marksOf, type Mark } from './marks.queries.js'
import { nothingCame, outcomesOf, pairsWithOutcome } from './outcomes.queries.js'
import { groupsOf, type Group } from './round.groups.js'
import type { PairsFilter } from './rounds.forms.js'
import { versionOf, type Crowded, type RoundCommunities } from './rounds.model.js'
import {
  basisToday,
  communitiesForRound,
  crowdedToday,
  decidedAmongPairs,
  oblastsForRounds,
  type DecidedMeanwhile,
} from './rounds.queries.js'

export interface DraftFile {
  round: Round
  communities: RoundCommunities
  /** Every pair of the round, without scores. */
  pairs: readonly RoundPair[]
  marks: readonly Mark[]
  /** Those that are shown, with their scores by `pairKey`. */
  groups: readonly Group<RoundPair>[]
  scores: ReadonlyMap<string, Score>
  filter: PairsFilter
  pages: number
  /** Pairs that were decided on after the computation. */
  meanwhile: readonly DecidedMeanwhile[]
  outOfDate: boolean
  /** Who would be promised too often by now. */
  crowded: Crowded
  /** What whoever accepts has seen. */
  version: string
  wording: Wording
}

export async function draftFile(
  db: Db,
  locale: Locale,
  round: Round,
  filter: PairsFilter,
): Promise<DraftFile> {
  const communities = await communitiesForRound(db)
  const pairs = await pairsOf(db, round.id)
  const marks = await marksOf(db, round.id)
  const marked = new Map(marks.map((mark) => [pairKey(mark.uaId, mark.foreignId), mark.kind]))
  const wanted = pairs.filter(({ uaId, foreignId, country, isNew }) => {
    const { region, only } = filter
    if (region !== undefined && communities.get(uaId)?.regionCode !== region) return false
    if (filter.country !== undefined && country !== filter.country) return false
    if (only === 'all') return true
    return only === 'new' ? isNew : marked.get(pairKey(uaId, foreignId)) === only
  })
  const oblasts = await regionsInWords(db, locale)
  const nameOf = (id: string) => {
    const found = communities.get(id)
    return found ? nameIn(locale, found).text : id
  }
  const { groups, page, pages } = groupsOf(
    wanted,
    {
      regionOf: (uaId) => communities.get(uaId)?.regionCode ?? null,
      regionName: oblasts.regionAlone,
      communityName: nameOf,
      compare: new Intl.Collator(locale).compare,
    },
    filter.page,
  )
  const shown = groups.flatMap((group) => group.communities.map(({ uaId }) => uaId))
  const scores = await scoresOfRound(db, round.id, shown)
  const meanwhile = await decidedAmongPairs(db, round.id)
  const none = round.summary?.none.map(({ id }) => id) ?? []
  const gone = round.summary?.gone ?? []
  const named = [...pairs, ...marks, ...gone, ...meanwhile].flatMap(({ uaId, foreignId }) => [
    uaId,
    foreignId,
  ])
  const names = await placeNames(db, [...named, ...none, ...scores.flatMap(communitiesIn)])
  const basis = await basisToday(db, round.regionCode)
  return {
    round,
    communities,
    pairs,
    marks,
    groups,
    scores: new Map(scores.map((score) => [pairKey(score.uaId, score.foreignId), score])),
    filter: { ...filter, page },
    pages,
    meanwhile,
    outOfDate: round.computedAt !== null && round.basis !== basis,
    crowded: await crowdedToday(db, round),
    version: versionOf(round, basis),
    wording: wordingIn(locale, { ...names, regions: new Map([...names.regions, ...oblasts.regions]) }),
  }
}

export async function pastFile(db: Db, locale: Locale, round: Round) {
  const pairs = await pairsWithOutcome(db, round.id)
  const communities = await communitiesForRound(db)
  const none = round.summary?.none.map(({ id }) => id) ?? []
  const ids = [...none, ...pairs.flatMap(({ uaId, foreignId }) => [uaId, foreignId])]
  const { regions } = await regionsInWords(db, locale)
  const names = await placeNames(db, ids)
  return {
    round,
    communities,
    pairs,
    outcome: (await outcomesOf(db, [round.id])).get(round.id) ?? nothingCame,
    wording: wordingIn(locale, { ...names, regions: new Map([...names.regions, ...regions]) }),
  }
}
export type PastFile = Awaited<ReturnType<typeof pastFile>>

/** Every oblast, for lists that name those without a community in sight. */
async function regionsInWords(db: Db, locale: Locale) {
  const oblasts = await oblastsForRounds(db)
  const regions = new Map(oblasts.map(({ code, nameUk, nameEn }) => [code, { nameUk, nameEn }]))
  const { regionAlone } = wordingIn(locale, { communities: new Map(), countries: new Map(), regions })
  return { regions, regionAlone }
}
