// All that the page of one proposal is made of, gathered from the questions of this slice and of
// introductions.
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { Locale } from '../../platform/i18n/locales.js'
import {
  diaryOf,
  introductionOfProposal,
  milestonesOf,
  openIntroductionsOf,
  requestsForPair,
  staffNames,
  standingInWords,
} from '../introductions/index.js'
import { communitiesIn, communityFacts, placeNames, wordingIn } from '../pairs/index.js'
import { wishesChangedSince } from '../our-community/index.js'
import { contactsOf } from '../contacts/index.js'
import type { ProposalFile } from './proposal.pages.js'
import { lettersToday } from './approval-letters-for-staff.queries.js'
import { editedLetters } from './approval-letters.queries.js'
import { partnershipBetween } from './between.queries.js'
import { roundOf } from './proposals-of-rounds.queries.js'
import { decisionsIn, refusalOf, type ProposalState } from './proposals.model.js'
import { decidedPairsOf, proposalById, scoreOf, standingOf } from './proposals.queries.js'
import { proposalFilterOf } from './queue-for-staff.queries.js'
import type { ProposalsFilter } from './queue.forms.js'
import { nextInList } from './queue.queries.js'
import { capsOf, type Rationale } from './rationale.model.js'
import { groundsOf } from './rationale.queries.js'
import type { Sheet } from './sheet.pages.js'
import { takingOf } from './taking.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'search'>

const earlierShown = 20

export interface For extends StaffMember {
  /** The oblast a coordinator keeps to. */
  region: string | undefined
}

/** The list somebody came from, and what was to come next there. */
export interface CameFrom {
  filter: ProposalsFilter
  next: string | undefined
}

/** A proposal that staff may know of: to a coordinator of another oblast there is none. */
export async function proposalFor(db: Db, id: string, { region }: Pick<For, 'region'>) {
  const proposal = await proposalById(db, id)
  return region === undefined || proposal?.regionCode === region ? proposal : undefined
}

export async function proposalFile(
  ctx: Needs,
  locale: Locale,
  id: string,
  by: For,
  { filter, next: meant }: CameFrom,
): Promise<ProposalFile | undefined> {
  const { name, region } = by
  const { db, clock } = ctx
  const proposal = await proposalFor(db, id, { region })
  const taking = await takingOf(db, id)
  if (!proposal || !taking) return undefined
  const { uaId, foreignId } = proposal
  const pair = [uaId, foreignId]
  const earlier = await decidedPairsOf(db, proposal, region, earlierShown)
  const introduction = await introductionOfProposal(db, id)
  const open = await openIntroductionsOf(db, pair)
  const contacts = await contactsOf(db, pair)
  const asked = await proposalFilterOf(ctx, locale, filter, by)
  const next = await nextInList(db, asked, filter.order, id, meant)
  const named = [
    ...communitiesIn(scoreOf(proposal)),
    ...earlier.flatMap((row) => [row.uaId, row.foreignId]),
    ...open.map(({ otherId }) => otherId),
    ...(next ? [next.uaId, next.foreignId] : []),
  ]
  const wording = wordingIn(locale, await placeNames(db, named))
  return {
    proposal,
    facts: await communityFacts(db, [uaId, foreignId]),
    contacts,
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
    between: await partnershipBetween(db, uaId, foreignId),
    milestones: introduction ? await milestonesOf(db, introduction.id) : [],
    open,
    caps: capsOf(await roundOf(db, proposal.roundId)),
    letters: await lettersToday(ctx, proposal, isOpen(proposal.state) ? contacts : [], name),
    edited: await editedLetters(db, id),
    taking,
    next,
    region,
    wording,
  }
}

const isOpen = (state: ProposalState) => decisionsIn(state).length > 0

/** A proposal as it goes on paper: a decided one with what was known at the decision. */
export async function proposalSheet(
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  locale: Locale,
  id: string,
  by: Pick<For, 'region'>,
): Promise<Sheet | undefined> {
  const proposal = await proposalFor(db, id, by)
  if (!proposal) return undefined
  const kept = proposal.state === 'offered' ? null : (proposal.rationale as Rationale | null)
  const grounds = kept ?? (await groundsOf(db, proposal))
  const places = await placeNames(db, communitiesIn(grounds.score))
  for (const facts of Object.values(grounds.facts)) places.communities.set(facts.id, facts)
  return { proposal, grounds, now: clock.now(), wording: wordingIn(locale, places) }
}
