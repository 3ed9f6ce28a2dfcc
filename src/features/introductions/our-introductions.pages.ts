// What a community sees of its introductions: how each stands, what happens next, and after both said
// yes the other side's contact. While answers are awaited nothing tells what the other side thinks.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { endOf, type CommunityFacts, type Wording } from '../pairs/index.js'
import { otherSide, type Side } from '../pairs/pairs.model.js'
import { dayName, standingOf } from './introductions.pages.js'
import type { Introduction } from './introductions.queries.js'
import { sideIn } from './milestones.actions.js'
import { milestoneKinds } from './milestones.model.js'
import type { Milestone } from './milestones.queries.js'
import type { OurIntroduction, OurIntroductions } from './our-introductions.queries.js'
import type { RequestRow } from './requests.queries.js'

type Facts = ReadonlyMap<string, CommunityFacts>

/** How it stands for one side, as a key of the catalogues. */
const standingFor = (introduction: Introduction, side: Side) =>
  standingOf(introduction, side).replace(/^awaiting-null$/, 'awaiting-ours')

const pairOf = ({ sides }: Introduction, facts: Facts, wording: Wording) => ({
  ua: endOf(sides.ua.communityId, facts, wording),
  foreign: endOf(sides.foreign.communityId, facts, wording),
})

function introductionLine(introduction: Introduction, { communityId, facts, wording }: OurIntroductions) {
  const { t, locale } = wording
  const side = sideIn(introduction, communityId) ?? 'ua'
  return {
    href: paths.our.introduction(locale, introduction.id),
    pair: pairOf(introduction, facts, wording),
    them: endOf(introduction.sides[otherSide(side)].communityId, facts, wording),
    standing: t(`our-community/introductions/show.standing-${standingFor(introduction, side)}`),
    openedAt: introduction.openedAt,
    until: introduction.state === 'awaiting' ? introduction.answersUntil : null,
  }
}

function requestLine(request: RequestRow, { facts, wording }: OurIntroductions) {
  const { t, locale } = wording
  const { candidateId, state, words, askedAt, decidedAt } = request
  const candidate = endOf(candidateId, facts, wording)
  return {
    ...candidate,
    href: paths.our.partner(locale, candidateId),
    askedAt,
    decidedAt,
    words,
    state: t(`our-community/introductions/index.request-${state}`),
    next: t(`our-community/introductions/index.request-${state}-next`),
    withdraw: state === 'asked' ? paths.our.withdrawRequest(locale, request.id) : null,
  }
}

export function ourIntroductionsPage(file: OurIntroductions, csrf: string) {
  const { introductions, requests, wording } = file
  const { t, locale } = wording
  return {
    layout: 'member',
    title: t('our-community/introductions/index.heading'),
    csrf,
    // What became an introduction stands below as one.
    requests: requests.filter(({ state }) => state !== 'proposed').map((each) => requestLine(each, file)),
    introductions: introductions.map((each) => introductionLine(each, file)),
    partners: paths.our.partners(locale),
  }
}

interface Shown {
  csrf: string
  now: Date
  typed: Typed
  errors: FieldError[]
}

function milestoneLine(milestone: Milestone, { side, introduction, wording }: OurIntroduction) {
  const { id, kind, onDate, note } = milestone
  const own = milestone.side === side
  const { t, names } = wording
  const words = t(`our-community/introductions/show.${kind}`)
  return {
    id,
    words,
    on: onDate,
    by: t('our-community/introductions/show.recorded-by', {
      community: names.community(introduction.sides[milestone.side].communityId),
    }),
    note: own ? note : null,
    own,
    removeLabel: t('our-community/introductions/show.remove-which', { what: words }),
  }
}

export function ourIntroductionPage(file: OurIntroduction, { csrf, now, typed, errors }: Shown) {
  const { introduction, side, office, milestones, facts, wording } = file
  const { t, locale } = wording
  const { state, openedAt, answersUntil, closedAt, sides } = introduction
  const [ours, theirs] = [sides[side], sides[otherSide(side)]]
  const pair = pairOf(introduction, facts, wording)
  const them = pair[otherSide(side)]
  const standing = standingFor(introduction, side)
  const say = (key: string, values: Record<string, unknown> = {}) =>
    t(`our-community/introductions/show.${key}`, values)
  return {
    layout: 'member',
    title: say('heading', { community: them.name }),
    crumbs: [
      { href: paths.our.community(locale), label: t('partials/member-header.community') },
      { href: paths.our.introductions(locale), label: t('our-community/introductions/index.heading') },
    ],
    errors,
    csrf,
    pair,
    them,
    standing: say(`standing-${standing}`),
    next: introduction.restUntil
      ? say('next-resting-again', { day: dayName(locale, introduction.restUntil) })
      : say(`next-${standing}`, { community: them.name }),
    letterAt:
      standing === 'awaiting-ours' ? say(office ? 'letter-at-office' : 'letter-at', { office }) : null,
    openedAt,
    answersUntil: state === 'awaiting' ? answersUntil : null,
    settled: say(state === 'connected' ? 'agreed' : 'settled'),
    closedAt: state === 'awaiting' ? null : closedAt,
    answer: ours.answer && say(`answer-${ours.answer}`),
    contact:
      state === 'connected'
        ? { gone: theirs.contactEmail === '', name: theirs.contactName, email: theirs.contactEmail }
        : null,
    milestones: milestones.map((each) => milestoneLine(each, file)),
    record:
      state === 'connected'
        ? {
            action: paths.our.milestone(locale, introduction.id),
            kinds: milestoneKinds.map((kind) => ({
              value: kind,
              label: say(kind),
              checked: typed.kind === kind,
            })),
            on: typed.on ?? dayInKyiv(now),
            note: typed.note ?? '',
          }
        : null,
    partner: paths.our.partner(locale, theirs.communityId),
  }
}
