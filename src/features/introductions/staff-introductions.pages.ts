// What staff see of introductions: whose turn it is and for how long, both answers, the letters, the diary.
import { endOf, type CommunityFacts, type Wording } from '../pairs/index.js'
import { type Side, sides } from '../pairs/pairs.model.js'
import { paths } from '../../paths.js'
import type { FieldError } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { timeline } from './diary.js'
import type { IntroductionsFilter } from './introductions.forms.js'
import { daysBetween, introductionStates, letterAbout } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'
import {
  pageSize,
  type IntroductionForStaff,
  type IntroductionsForStaff,
} from './staff-introductions.queries.js'

type Facts = ReadonlyMap<string, CommunityFacts>

const end = (introduction: Introduction, side: Side, facts: Facts, wording: Wording) =>
  endOf(introduction.sides[side].communityId, facts, wording)

/** How an introduction stands, in words: while it waits, for whom and for how many days. */
export function standingInWords(introduction: Introduction, { t, names }: Wording, now: Date): string {
  if (introduction.state !== 'awaiting') return t(`staff/introductions/show.state-${introduction.state}`)
  const silent = sides.filter((side) => introduction.sides[side].answer === null)
  const since = silent.length === 1 ? answeredLast(introduction) : introduction.openedAt
  const count = daysBetween(since, now)
  const key = silent.length === 1 ? 'awaiting-one' : 'awaiting-both'
  return t(`staff/introductions/show.${key}${count === 0 ? '-today' : ''}`, {
    count,
    community: names.community(introduction.sides[silent[0] ?? 'ua'].communityId),
  })
}

const answeredLast = ({ sides, openedAt }: Introduction) =>
  sides.ua.answeredAt ?? sides.foreign.answeredAt ?? openedAt

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

export function staffIntroductionsPage(
  t: Translate,
  locale: Locale,
  { introductions, found, facts, wording }: IntroductionsForStaff,
  { state, page }: IntroductionsFilter,
  errors: FieldError[],
  now: Date,
) {
  const href = (number: number) => `${paths.staff.introductions(locale)}?state=${state}&page=${number}`
  return {
    layout: 'staff',
    title: t('staff/introductions/index.heading'),
    errors,
    states: [...introductionStates, 'all'].map((value) => ({
      value,
      label: t(`staff/introductions/index.${value}`),
      selected: value === state,
    })),
    found: t('staff/introductions/index.found', { count: found }),
    lines: introductions.map((introduction) => introductionLine(introduction, facts, wording, now)),
    pages: pagesOf(page, Math.ceil(found / pageSize), href),
  }
}

export function staffIntroductionPage(found: IntroductionForStaff, now: Date) {
  const { introduction, facts, letters, milestones, events, staff, wording } = found
  const { t, locale, names } = wording
  const line = introductionLine(introduction, facts, wording, now)
  const sideOf = (side: Side) => {
    const { contactName, contactEmail, language, answer, answeredAt, words, shareWords, remindedAt } =
      introduction.sides[side]
    return {
      side,
      ...line[side],
      contactName,
      contactEmail,
      language: names.languages([language]),
      answer: t(`staff/introductions/show.answer-${answer ?? 'none'}`),
      answeredAt,
      remindedAt,
      words,
      shared: t(`staff/introductions/show.${shareWords ? 'shared' : 'not-shared'}`),
    }
  }
  const to = (about: string | null) =>
    sides.find((side) => letterAbout(introduction.id, side) === about) ?? 'ua'
  return {
    layout: 'staff',
    title: t('staff/introductions/show.heading', { ua: line.ua.name, foreign: line.foreign.name }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.staff.introductions(locale), label: t('staff/introductions/index.heading') },
    ],
    pair: { ua: line.ua, foreign: line.foreign },
    standing: line.standing,
    openedAt: introduction.openedAt,
    answersUntil: introduction.state === 'awaiting' ? introduction.answersUntil : null,
    proposal: paths.staff.proposal(locale, introduction.proposalId),
    sides: sides.map(sideOf),
    milestones: milestones.map(({ side, kind, onDate, note }) => ({
      words: t(`our-community/introductions/show.${kind}`),
      on: onDate,
      community: line[side].name,
      note,
    })),
    letters: letters.map(({ letter, about, state, queuedAt, sentAt }) => ({
      letter: t(`letters.${letter}`),
      to: line[to(about)].name,
      state: t(`letters.state-${state}`),
      at: sentAt ?? queuedAt,
    })),
    entries: timeline(t, events, {
      staff,
      communities: { ua: line.ua.name, foreign: line.foreign.name },
    }),
  }
}
