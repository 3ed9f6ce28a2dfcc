// What staff see of one proposal: both communities side by side, what speaks for and against, what
// nobody knows, what was decided before, and the decision.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { actorName } from '../../platform/i18n/actor.js'
import { languageTags, localeNames, type Locale } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { kilometres } from '../../scoring/geo.js'
import type { Score } from '../../scoring/score.js'
import { timeline, type AskedForPair, type DiaryEvent } from '../introductions/index.js'
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
import { dayOf } from './proposals.forms.js'
import { decisionsIn, usualPostponement, type Refusal } from './proposals.model.js'
import { scoreInWords } from './proposals.pages.js'
import { scoreOf, type decidedPairsOf, type proposalById } from './proposals.queries.js'

export interface ProposalFile {
  proposal: NonNullable<Awaited<ReturnType<typeof proposalById>>>
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
  wording: Wording
}

interface Shown {
  csrf: string
  now: Date
  typed: Typed
  errors: FieldError[]
  /** Somebody else was quicker: the page says so above everything. */
  already: boolean
}

function earlierLines({ proposal, earlier, wording: { t, locale, names } }: ProposalFile) {
  return earlier.map((row) => ({
    href: paths.staff.proposal(locale, row.id),
    pair: t('staff/proposals/show.pair', {
      ua: names.community(row.uaId),
      foreign: names.community(row.foreignId),
    }),
    whose: names.community(row.uaId === proposal.uaId ? row.uaId : row.foreignId),
    became: row.introductionState
      ? t(`staff/introductions/show.became-${row.introductionState}`)
      : t(`staff/proposals/index.is-${row.state}`),
    at: row.decidedAt,
    note: row.note,
  }))
}

/** How well each side finds what it looks for, and why it may say yes. */
function fitsOfPair({ proposal, wording }: ProposalFile, score: Score) {
  const { t, locale, names } = wording
  return sides.map((side: Side) => {
    const communityId = side === 'ua' ? proposal.uaId : proposal.foreignId
    return {
      side,
      ...fitInWords(score, side, wording),
      href: paths.staff.wishes(locale, communityId),
      record: t('staff/proposals/show.record-wishes', { community: names.community(communityId) }),
    }
  })
}

/** Who asked for this introduction, when, in which words, and what became of it. */
function requestsOfPair({ requests, wording: { t, names } }: ProposalFile) {
  return requests.map(({ communityId, askedBy, askedAt, words, state, decidedAt }) => ({
    who: t(askedBy === '' ? 'staff/proposals/show.asked' : 'staff/proposals/show.asked-by', {
      community: names.community(communityId),
      who: askedBy,
    }),
    at: askedAt,
    words,
    open: state === 'asked',
    state: t(`staff/proposals/show.request-${state}`),
    decidedAt,
  }))
}

/** Where each side's contact is shown, or asked for when there is none yet. */
function contactsOfPair({ proposal, contacts, wording: { t, locale, names } }: ProposalFile) {
  return sides.map((side: Side) => {
    const communityId = side === 'ua' ? proposal.uaId : proposal.foreignId
    const contact = contacts.find((each) => each.communityId === communityId)
    return {
      id: `contact-${side}`,
      side,
      community: names.community(communityId),
      contact: contact ? { ...contact, language: names.languages([contact.language]) } : null,
      href: paths.staff.contact(locale, proposal.id, side),
      enter: t(`staff/proposals/show.contact-${contact ? 'change' : 'enter'}`, {
        community: names.community(communityId),
      }),
    }
  })
}

function decisionOf(
  { proposal, refusal, wording: { t, locale } }: ProposalFile,
  { typed, now, csrf }: Shown,
) {
  const possible = decisionsIn(proposal.state).filter((decision) => decision !== 'approve' || !refusal)
  return {
    action: paths.staff.decide(locale, proposal.id),
    csrf,
    seen: proposal.state,
    choices: possible.map((decision) => ({
      value: decision,
      label: t(`staff/proposals/show.${decision}`),
      note: t(`staff/proposals/show.${decision}-means`),
      checked: typed.decision === decision,
    })),
    canPostpone: possible.includes('postpone'),
    until: typed.until ?? dayOf(later(now, days(usualPostponement))),
    note: typed.note ?? '',
  }
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
  const by = actorName(t, proposal.decidedBy)
  return {
    layout: 'staff',
    title: t('staff/proposals/show.heading', { ua: pair.ua.name, foreign: pair.foreign.name }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.staff.proposals(locale), label: t('staff/proposals/index.heading') },
    ],
    errors: shown.errors,
    already: shown.already && t(`staff/proposals/show.already-${proposal.state}`, { who: by }),
    decided: proposal.decidedAt && {
      words: t(`staff/proposals/show.decided-${proposal.state}`, { who: by }),
      at: proposal.decidedAt,
      until: proposal.postponedUntil,
    },
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
    contacts: contactsOfPair(file),
    ready: contactsOfPair(file).every(({ contact }) => contact !== null),
    decision,
    entries: [
      { at: proposal.offeredAt, words: t('diary.offered'), note: null },
      ...timeline(t, events, { staff, communities: { ua: pair.ua.name, foreign: pair.foreign.name } }),
    ],
  }
}

interface ContactShown {
  community: string
  proposal: string
  action: string
  csrf: string
  typed: Typed
  errors: FieldError[]
  /** The fields hold reserved addresses for trying out. */
  suggested: boolean
  languages: readonly Locale[]
}

export function contactPage({ t, locale }: Wording, shown: ContactShown) {
  const { community, proposal, typed, errors, languages, ...rest } = shown
  return {
    layout: 'staff',
    title: t('staff/proposals/contact.heading', { community }),
    crumbs: [
      { href: paths.staff.proposals(locale), label: t('staff/proposals/index.heading') },
      { href: proposal, label: t('staff/proposals/contact.back') },
    ],
    community,
    back: proposal,
    name: typed.name ?? '',
    email: typed.email ?? '',
    languages: languages.map((language) => ({
      value: language,
      label: localeNames[language],
      checked: typed.language === language,
    })),
    errors,
    ...rest,
  }
}
