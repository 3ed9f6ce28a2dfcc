// What staff see of an introduction: whose turn it is and for how long, both answers, everything that
// happened, and what they may do.
import { endOf, type CommunityFacts, type Wording } from '../pairs/index.js'
import { type Side, sides } from '../pairs/pairs.model.js'
import { paths } from '../../paths.js'
import type { FieldError } from '../../platform/http/form.js'
import { daysBetween } from './introductions.model.js'
import { dayName } from './introductions.pages.js'
import type { Introduction } from './introductions.queries.js'
import type { IntroductionForStaff } from './staff-introductions.queries.js'
import { stepsOf, type ShownSteps } from './staff-steps.pages.js'
import { happenings } from './staff-timeline.js'
import { askedLast, type Already } from './tending.actions.js'

/** So many of the latest happenings are printed; the page has them all. */
const happeningsOnPaper = 10

type Facts = ReadonlyMap<string, CommunityFacts>

const end = (introduction: Introduction, side: Side, facts: Facts, wording: Wording) =>
  endOf(introduction.sides[side].communityId, facts, wording)

/** How an introduction stands, in words: while it waits, for whom and for how many days. */
export function standingInWords(
  introduction: Introduction,
  { t, locale, names }: Wording,
  now: Date,
): string {
  const { state, restUntil, closedAs } = introduction
  if (restUntil !== null)
    return t('staff/introductions/show.state-resting-until', { day: dayName(locale, restUntil) })
  if (state !== 'awaiting')
    return t(`staff/introductions/show.state-${closedAs ? `closed-${closedAs}` : state}`)
  const refusing = sides.find((side) => introduction.sides[side].answer === 'no')
  if (refusing)
    return t('staff/introductions/show.awaiting-refused', {
      community: names.community(introduction.sides[refusing].communityId),
    })
  const silent = sides.filter((side) => introduction.sides[side].answer === null)
  const [since = introduction.openedAt] = silent
    .map((side) => askedLast(introduction, side))
    .sort((a, b) => a.getTime() - b.getTime())
  const count = daysBetween(since, now)
  const key = silent.length === 1 ? 'awaiting-one' : 'awaiting-both'
  return t(`staff/introductions/show.${key}${count === 0 ? '-today' : ''}`, {
    count,
    community: names.community(introduction.sides[silent[0] ?? 'ua'].communityId),
  })
}

export interface IntroductionLine {
  href: string
  ua: ReturnType<typeof end>
  foreign: ReturnType<typeof end>
  standing: string
  openedAt: Date
}

/** An introduction in a list. */
export const introductionLine = (
  introduction: Introduction,
  facts: Facts,
  wording: Wording,
  now: Date,
): IntroductionLine => ({
  href: paths.staff.introduction(wording.locale, introduction.id),
  ua: end(introduction, 'ua', facts, wording),
  foreign: end(introduction, 'foreign', facts, wording),
  standing: standingInWords(introduction, wording, now),
  openedAt: introduction.openedAt,
})

/** What was just done, or who was there before. */
export interface Told {
  csrf: string
  errors: FieldError[]
  done: string | null
  already: Already | null
}

function alreadyInWords({ did, by }: Already, { staff, wording: { t } }: IntroductionForStaff): string {
  const who = by === null ? undefined : staff.get(by)
  return who
    ? t(`staff/introductions/show.already-${did}`, { who })
    : t(`staff/introductions/show.already-over`)
}

export function staffIntroductionPage(
  found: IntroductionForStaff,
  { csrf, errors, done, already, ...shown }: Told & ShownSteps,
) {
  const { introduction, facts, wording } = found
  const { t, locale, names } = wording
  const { now } = shown
  const line = introductionLine(introduction, facts, wording, now)
  const happened = happenings(found)
  const early = happened.length - happeningsOnPaper
  const sideOf = (side: Side) => {
    const {
      contactName,
      contactEmail,
      language,
      answer,
      answeredAt,
      words,
      shareWords,
      remindedAt,
      restUntil,
    } = introduction.sides[side]
    return {
      side,
      ...line[side],
      contactName,
      contactEmail,
      language: names.languages([language]),
      answer: t(`staff/introductions/show.answer-${answer ?? 'none'}`),
      answeredAt,
      restUntil,
      remindedAt,
      words,
      shared: t(`staff/introductions/show.${shareWords ? 'shared' : 'not-shared'}`),
    }
  }
  return {
    layout: 'staff',
    title: t('staff/introductions/show.heading', { ua: line.ua.name, foreign: line.foreign.name }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.staff.introductions(locale), label: t('staff/introductions/index.heading') },
    ],
    csrf,
    errors,
    done: done && t(`staff/introductions/show.done-${done}`),
    already: already && alreadyInWords(already, found),
    action: paths.staff.introduction(locale, introduction.id),
    pair: { ua: line.ua, foreign: line.foreign },
    standing: line.standing,
    openedAt: introduction.openedAt,
    answersUntil: introduction.state === 'awaiting' ? introduction.answersUntil : null,
    proposal: paths.staff.proposal(locale, introduction.proposalId),
    sides: sides.map(sideOf),
    steps: stepsOf(found, shown),
    happenings: happened.map((happening, n) => ({ ...happening, early: n < early })),
    cutOnPaper: early > 0,
  }
}
