// What staff see of one proposal: both communities side by side, what speaks for and against, what
// nobody knows, what was decided before, and the decision.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { actorName } from '../../platform/i18n/actor.js'
import { languageTags } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { placesMap } from '../../platform/views/map.js'
import { kilometres } from '../../scoring/geo.js'
import type { Score } from '../../scoring/score.js'
import {
  timeline,
  type AskedForPair,
  type DiaryEvent,
  type Milestone,
  type OpenIntroduction,
} from '../introductions/index.js'
import {
  comparedFacts,
  endOf,
  fitInWords,
  oneSidedInWords,
  reasonsInWords,
  type CommunityFacts,
  type Wording,
} from '../pairs/index.js'
import { type IntroductionState } from '../introductions/introductions.model.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import type { Contact } from '../contacts/index.js'
import { sendingsOf, type SideLetters } from './approval-letters-for-staff.queries.js'
import type { EditedLetters } from './approval-letters.queries.js'
import type { Between } from './between.queries.js'
import {
  betweenThem,
  communityOf,
  contactsOfPair,
  earlierLines,
  fairShare,
  nextPart,
  requestsOfPair,
  wasReopened,
  whyDecided,
} from './proposal-parts.pages.js'
import { dayOf } from './proposals.forms.js'
import { withNext } from './queue.forms.js'
import {
  decisionsIn,
  postponementReasons,
  reasonKey,
  rejectionReasons,
  stateAfter,
  usualPostponement,
  type Refusal,
} from './proposals.model.js'
import { scoreInWords } from './proposals.pages.js'
import { scoreOf, type decidedPairsOf, type OneProposal } from './proposals.queries.js'
import type { Caps } from './rationale.model.js'
import { takingPart } from './taking.pages.js'
import type { nextInList } from './queue.queries.js'
import type { Taking } from './taking.queries.js'

export interface ProposalFile {
  proposal: OneProposal
  facts: ReadonlyMap<string, CommunityFacts>
  contacts: readonly Contact[]
  refusal: Refusal | undefined
  earlier: Awaited<ReturnType<typeof decidedPairsOf>>
  introduction: { id: string; standing: string; state: IntroductionState } | undefined
  /** Who asked for this introduction, from either side. */
  requests: readonly AskedForPair[]
  events: readonly DiaryEvent[]
  staff: ReadonlyMap<string, string>
  /** Communities that told us something new after the pair was scored. */
  changedWishes: readonly string[]
  between: Between | undefined
  milestones: readonly Milestone[]
  /** Open introductions of either community. */
  open: readonly OpenIntroduction[]
  caps: Caps
  /** The letters an approval would send today, and what staff made of them. */
  letters: SideLetters
  edited: EditedLetters
  taking: Taking
  /** What comes after it in the list somebody came from. */
  next: Awaited<ReturnType<typeof nextInList>>
  /** The oblast a coordinator keeps to. */
  region: string | undefined
  wording: Wording
}

export interface Shown {
  csrf: string
  /** The list somebody came from, as a query string; all addresses on the page keep it. */
  list: string
  /** Whether this person has just decided here. */
  decidedNow: boolean
  /** Whose page it is. */
  by: string
  now: Date
  typed: Typed
  errors: FieldError[]
  /** Somebody else was quicker: the page says so above everything. */
  already: boolean
  /** Sides to which an approval would have sent something else than its page had shown. */
  changed: readonly Side[]
}

/** How well each side finds what it looks for, and why it may say yes. */
function fitsOfPair(file: ProposalFile, score: Score) {
  const { region, wording } = file
  const { t, locale, names } = wording
  return sides.map((side: Side) => {
    const communityId = communityOf(file, side)
    // A coordinator records the wishes of the own oblast's communities alone.
    const mayRecord = side === 'ua' || region === undefined
    return {
      side,
      ...fitInWords(score, side, wording),
      href: mayRecord ? paths.staff.wishes(locale, communityId) : null,
      record: t('staff/proposals/show.record-wishes', { community: names.community(communityId) }),
    }
  })
}

function decisionOf(
  { proposal, refusal, next, letters, edited, wording: { t, locale } }: ProposalFile,
  { typed, now, csrf, list }: Shown,
) {
  const possible = decisionsIn(proposal.state).filter((decision) => decision !== 'approve' || !refusal)
  return {
    action: withNext(paths.staff.decide(locale, proposal.id) + list, next?.id),
    csrf,
    seen: proposal.state,
    letters: sendingsOf(letters, edited).join(' '),
    choices: possible.map((decision) => ({
      value: decision,
      label: t(`staff/proposals/show.${decision}`),
      note: t(`staff/proposals/show.${decision}-means`),
      checked: typed.decision === decision,
    })),
    canPostpone: possible.includes('postpone'),
    whyPostpone: reasonOptions('postpone', postponementReasons, typed.whyPostpone, t),
    whyReject: reasonOptions('reject', rejectionReasons, typed.whyReject, t),
    until: typed.until ?? dayOf(later(now, days(usualPostponement))),
    note: typed.note ?? '',
  }
}

const reasonOptions = (
  decision: 'postpone' | 'reject',
  reasons: readonly string[],
  chosen: Typed[string] | undefined,
  t: Wording['t'],
) => [
  { value: '', label: t('staff/proposals/show.choose-reason'), selected: !chosen },
  ...reasons.map((reason) => ({
    value: reason,
    label: t(reasonKey(decision, reason)),
    selected: reason === chosen,
  })),
]

/** Both places, the way between them, and the countries around; said in words as well. */
function mapOf({ wording: { t, names, locale } }: ProposalFile, ua: CommunityFacts, foreign: CommunityFacts) {
  const name = (community: CommunityFacts) => names.community(community.id)
  const km = new Intl.NumberFormat(languageTags[locale]).format(Math.round(kilometres(ua, foreign)))
  return placesMap({
    places: [
      { lat: ua.lat, lon: ua.lon, side: 'ua', name: name(ua) },
      { lat: foreign.lat, lon: foreign.lon, side: 'partner', name: name(foreign) },
    ],
    ways: [[0, 1]],
    label: t('staff/proposals/show.map', {
      ua: name(ua),
      foreign: name(foreign),
      country: names.country(foreign.country),
      km,
    }),
  })
}

export function proposalPage(file: ProposalFile, shown: Shown) {
  const { proposal, facts, refusal, introduction, events, staff, changedWishes, wording } = file
  const { t, locale, names } = wording
  const [ua, foreign] = [facts.get(proposal.uaId), facts.get(proposal.foreignId)]
  if (!ua || !foreign) throw new Error(`A community of proposal ${proposal.id} is missing`)
  const score = scoreOf(proposal)
  const reasons = reasonsInWords(score, wording)
  const said = (side: string) => reasons.filter((reason) => reason.side === side).map(({ words }) => words)
  const common = score.parts.find(({ key }) => key === 'commonPartners')?.values.partners
  const pair = { ua: endOf(ua.id, facts, wording), foreign: endOf(foreign.id, facts, wording) }
  const decision = decisionOf(file, shown)
  const list = paths.staff.proposals(locale) + shown.list
  const contacts = contactsOfPair(file, shown.list)
  const by = actorName(t, proposal.decidedBy)
  return {
    layout: 'staff',
    title: t('staff/proposals/show.heading', { ua: pair.ua.name, foreign: pair.foreign.name }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: list, label: t('staff/proposals/index.heading') },
    ],
    list,
    errors: shown.errors,
    already:
      shown.changed.length > 0
        ? t('staff/proposals/show.letters-changed', {
            communities: shown.changed.map((side) => pair[side].name).join(', '),
          })
        : shown.already && t(`staff/proposals/show.already-${proposal.state}`, { who: by }),
    /** What somebody typed for a decision that came too late; not lost where the form is gone. */
    unsaved: shown.already ? String(shown.typed.note ?? '').trim() : '',
    next: nextPart(file, shown, list),
    reopen: stateAfter(proposal.state, 'reopen') && {
      action: paths.staff.decide(locale, proposal.id) + shown.list,
      csrf: shown.csrf,
      seen: proposal.state,
    },
    decided: proposal.decidedAt && {
      words: t(`staff/proposals/show.decided-${wasReopened(proposal) ? 'reopened' : proposal.state}`, {
        who: by,
      }),
      at: proposal.decidedAt,
      until: proposal.postponedUntil,
      why: whyDecided(proposal, t),
      note: proposal.note,
    },
    sheet: paths.staff.proposalSheet(locale, proposal.id),
    taking: takingPart(file.taking, shown, wording),
    map: mapOf(file, ua, foreign),
    between: betweenThem(file),
    shares: fairShare(file),
    letters: paths.staff.proposalLetters(locale, proposal.id) + shown.list,
    introduction: introduction
      ? { href: paths.staff.introduction(locale, introduction.id), standing: introduction.standing }
      : null,
    refusal: refusal && decision.choices.length > 0 ? t(`staff/proposals/show.refused-${refusal}`) : null,
    pair,
    ...scoreInWords(proposal, wording),
    scoredAt: proposal.scoredAt,
    weights: proposal.weights,
    requests: requestsOfPair(file),
    fits: fitsOfPair(file, score),
    oneSided: oneSidedInWords(score, wording),
    changedWishes: changedWishes.map((id) =>
      t('staff/proposals/show.wishes-changed', { community: names.community(id) }),
    ),
    speaksFor: said('for'),
    speaksAgainst: said('against'),
    unknown: said('unknown'),
    distance: t('staff/proposals/show.km', {
      km: new Intl.NumberFormat(languageTags[locale]).format(Math.round(kilometres(ua, foreign))),
    }),
    common: Array.isArray(common)
      ? (common as readonly string[]).map((id) => ({
          href: paths.community(locale, id),
          name: names.community(id),
        }))
      : [],
    comparison: comparedFacts(ua, foreign, wording),
    earlier: earlierLines(file),
    contacts,
    ready: contacts.every(({ contact }) => contact !== null),
    overCap: fairShare(file).flatMap(({ over }) => over ?? []),
    decision,
    entries: [
      { at: proposal.offeredAt, words: t('diary.offered'), note: null },
      ...timeline(t, events, { staff, communities: { ua: pair.ua.name, foreign: pair.foreign.name } }),
    ],
  }
}
