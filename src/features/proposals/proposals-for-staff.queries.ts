// All that a staff page about proposals is made of, gathered from the questions of this slice and of
// introductions.
import type { AppContext } from '../../context.js'
import type { Locale } from '../../platform/i18n/locales.js'
import {
  countIntroductions,
  diaryOf,
  introductionLine,
  introductionOfProposal,
  introductionsIn,
  requestsForPair,
  staffNames,
  standingInWords,
} from '../introductions/index.js'
import { communitiesIn, communityFacts, placeNames, wordingIn } from '../pairs/index.js'
import { countClaims } from '../claims/index.js'
import { countInterests } from '../interest/index.js'
import { countLettersInTrouble } from '../letters/index.js'
import { wishesChangedSince } from '../our-community/index.js'
import { contactsOf } from '../contacts/index.js'
import type { ProposalFile } from './proposal.pages.js'
import type { ProposalsFilter } from './proposals.forms.js'
import { refusalOf } from './proposals.model.js'
import { pageSize, type Desk, type ProposalList } from './proposals.pages.js'
import {
  bestProposals,
  countProposals,
  decidedPairsOf,
  placesOfProposals,
  proposalById,
  regionsByCode,
  scoreOf,
  standingOf,
} from './proposals.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'search'>

const introductionsOnDesk = 10
const earlierShown = 20
/** The search port gives no more in one page; a name that fits more communities needs more letters. */
const communitiesSearched = 50

export async function desk({ db, clock }: Needs, locale: Locale): Promise<Desk> {
  const introductions = await introductionsIn(db, 'awaiting', introductionsOnDesk, 0)
  const ids = introductions.flatMap(({ sides }) => [sides.ua.communityId, sides.foreign.communityId])
  const facts = await communityFacts(db, ids)
  const wording = wordingIn(locale, await placeNames(db, ids))
  return {
    offered: await countProposals(db, { state: 'offered' }),
    asked: await countProposals(db, { state: 'offered', asked: true }),
    postponed: await countProposals(db, { state: 'postponed' }),
    awaiting: await countIntroductions(db, 'awaiting'),
    inTrouble: await countLettersInTrouble(db),
    interests: await countInterests(db, 'awaiting-review'),
    claims: await countClaims(db),
    waiting: introductions.map((each) => introductionLine(each, facts, wording, clock.now())),
  }
}

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

export async function proposalList(
  ctx: Needs,
  locale: Locale,
  filter: ProposalsFilter,
): Promise<ProposalList> {
  const { db } = ctx
  const { state, asked: onlyAsked, region, country, q, page } = filter
  const communities = q === undefined ? undefined : await communitiesNamed(ctx, q, locale)
  const asked = { state, asked: onlyAsked, region, country, communities }
  const rows = await bestProposals(db, asked, pageSize, (page - 1) * pageSize)
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
  return {
    rows,
    found: await countProposals(db, asked),
    facts: await communityFacts(
      db,
      rows.flatMap(({ uaId, foreignId }) => [uaId, foreignId]),
    ),
    regions: named(places.regions, wording.names.region),
    countries: named(places.countries, wording.names.country),
    wording,
  }
}

export async function proposalFile(
  { db, clock }: Needs,
  locale: Locale,
  id: string,
): Promise<ProposalFile | undefined> {
  const proposal = await proposalById(db, id)
  if (!proposal) return undefined
  const { uaId, foreignId } = proposal
  const earlier = await decidedPairsOf(db, uaId, foreignId, earlierShown)
  const introduction = await introductionOfProposal(db, id)
  const named = [...communitiesIn(scoreOf(proposal)), ...earlier.flatMap((row) => [row.uaId, row.foreignId])]
  const wording = wordingIn(locale, await placeNames(db, named))
  return {
    proposal,
    facts: await communityFacts(db, [uaId, foreignId]),
    contacts: await contactsOf(db, [uaId, foreignId]),
    refusal: refusalOf(await standingOf(db, uaId, foreignId)),
    earlier,
    introduction: introduction && {
      id: introduction.id,
      state: introduction.state,
      standing: standingInWords(introduction, wording, clock.now()),
    },
    events: await diaryOf(db, id, introduction?.id),
    requests: await requestsForPair(db, uaId, foreignId),
    staff: await staffNames(db),
    changedWishes: await wishesChangedSince(db, [uaId, foreignId], proposal.scoredAt),
    wording,
  }
}
