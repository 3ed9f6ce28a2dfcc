// All that the list of proposals is made of.
import type { AppContext } from '../../context.js'
import { ownRegion, type StaffMember } from '../../platform/http/access.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { communitiesIn, communityEnds, placeNames, wordingIn } from '../pairs/index.js'
import { savedFiltersOf } from './filters.queries.js'
import { roundsInQueue } from './proposals-of-rounds.queries.js'
import { scoreOf } from './proposals.queries.js'
import { chipsOf } from './queue.chips.js'
import type { ProposalsFilter } from './queue.forms.js'
import { pageSize, type ProposalList } from './queue.pages.js'
import {
  countProposals,
  placesOfProposals,
  queuedProposals,
  regionsByCode,
  type ProposalFilter,
} from './queue.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'search'>

/** The search port gives no more in one page; a name that fits more communities needs more letters. */
const communitiesSearched = 50

/** The communities a name means, found as everywhere else on the site. */
async function communitiesNamed({ search }: Needs, text: string, locale: Locale): Promise<string[]> {
  const query = {
    text,
    choice: {},
    sort: 'relevance',
    page: 1,
    pageSize: communitiesSearched,
    locale,
  } as const
  const { hits } = await search.find(query)
  return hits.map(({ community }) => community.id)
}

const takenBy = (whose: ProposalsFilter['whose'], by: StaffMember) =>
  ({ all: undefined, mine: by.id, nobody: null })[whose]

/**
 * What staff asked for on the page, as a question to the database: names become communities, ages become
 * moments, and a coordinator's questions keep to the oblast.
 */
export async function proposalFilterOf(
  ctx: Needs,
  locale: Locale,
  filter: ProposalsFilter,
  by: StaffMember,
): Promise<ProposalFilter> {
  const { state, asked, region, country, topic, least, age, whose, stuck, round, q } = filter
  return {
    state,
    asked,
    region: ownRegion(by) ?? region,
    country,
    topic,
    least,
    waitsSinceBefore: age === undefined ? undefined : later(ctx.clock.now(), -days(age)),
    takenBy: takenBy(whose, by),
    stuck,
    round,
    communities: q === undefined ? undefined : await communitiesNamed(ctx, q, locale),
  }
}

export async function proposalList(
  ctx: Needs,
  locale: Locale,
  filter: ProposalsFilter,
  by: StaffMember,
): Promise<ProposalList> {
  const { db } = ctx
  const own = ownRegion(by)
  const asked = await proposalFilterOf(ctx, locale, filter, by)
  const found = await countProposals(db, asked)
  const rows = await queuedProposals(db, asked, filter.order, pageSize, (filter.page - 1) * pageSize)
  const places = await placesOfProposals(db)
  const names = await placeNames(
    db,
    rows.flatMap((row) => communitiesIn(scoreOf(row))),
  )
  const wording = wordingIn(locale, {
    ...names,
    regions: new Map([...names.regions, ...(await regionsByCode(db, places.regions))]),
  })
  const named = (codes: readonly string[], name: (code: string) => string | undefined) =>
    codes.map((code) => ({ code, name: name(code) ?? code }))
  const list = {
    rows,
    found,
    facts: await communityEnds(
      db,
      rows.flatMap(({ uaId, foreignId }) => [uaId, foreignId]),
    ),
    regions: own === undefined ? named(places.regions, wording.regionAlone) : [],
    countries: named(places.countries, wording.names.country),
    rounds: await roundsInQueue(db, own),
    saved: await savedFiltersOf(db, by.id),
    by: by.id,
    now: ctx.clock.now(),
    wording,
  }
  return { ...list, without: found === 0 ? await foundWithout(ctx, locale, filter, by) : new Map() }
}

/** When nothing is found: how many there would be without one of the filters, by the filter's name. */
async function foundWithout(
  ctx: Needs,
  locale: Locale,
  filter: ProposalsFilter,
  by: StaffMember,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { name, rest } of chipsOf(filter))
    counts.set(name, await countProposals(ctx.db, await proposalFilterOf(ctx, locale, rest, by)))
  return counts
}
