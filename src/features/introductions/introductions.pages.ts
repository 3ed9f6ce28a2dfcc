// What the pages behind a letter's link show to a side.
import { type CommunityFacts, factsOf, fitInWords, speakingFor, type Wording } from '../pairs/index.js'
import { otherSide, type Side, sides } from '../pairs/pairs.model.js'
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Score } from '../../scoring/score.js'
import { zoneName } from './call.letters.js'
import { zoneOf, zones } from './call.model.js'
import { answers, type Answer } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'
import { comesBack, dayOfMonth, monthsToRest, usualMonth } from './resting.model.js'

export interface OpenedLetter {
  introduction: Introduction
  side: Side
  /** The link is an earlier person's: the letter has gone to another one since. */
  isOld: boolean
  ua: CommunityFacts
  foreign: CommunityFacts
  score: Score
  wording: Wording
  /** The token of the link, for the address of the form. */
  token: string
}

function head({ introduction, side, ua, foreign, wording: { names } }: OpenedLetter) {
  const ours = names.community(introduction.sides[side].communityId)
  const theirs = names.community(introduction.sides[otherSide(side)].communityId)
  return {
    private: true,
    ours,
    theirs,
    contact: introduction.sides[side].contactName,
    pair: {
      ua: { code: ua.code, name: names.community(ua.id) },
      foreign: { code: foreign.code, name: names.community(foreign.id) },
    },
  }
}

interface AnswerForm {
  typed: Typed
  errors: FieldError[]
  formToken: string
  now: Date
}

/** A month as one chooses it: “May 2027”. */
const monthName = (locale: Locale, day: string) =>
  dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })(new Date(day))

/** A day in a sentence. */
export const dayName = (locale: Locale, day: string): string =>
  dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })(new Date(day))

/** The months in which one may be asked again; null when nobody will be. */
const monthsFor = ({ introduction, wording: { locale } }: OpenedLetter, now: Date, chosen: unknown) =>
  comesBack(introduction)
    ? monthsToRest(now).map((value) => ({
        value,
        label: monthName(locale, dayOfMonth(value)),
        selected: value === (chosen || usualMonth(now)),
      }))
    : null

/** The question: who is on the other side, why this pair, and the three answers. */
export function answerPage(opened: OpenedLetter, { typed, errors, formToken, now }: AnswerForm) {
  const { introduction, side, ua, foreign, score, wording, token } = opened
  const { t, locale } = wording
  const shown = head(opened)
  const fit = fitInWords(score, side, wording)
  const meaning = (answer: Answer) =>
    answer === 'not-now' && !comesBack(introduction) ? 'not-now-for-good' : `${answer}-means`
  const fits = sides.map((each) => ({
    side: each,
    ...(each === side ? fit : { ...fitInWords(score, each, wording), lines: [] }),
  }))
  return {
    ...shown,
    title: t('introductions/answer.heading', { theirs: shown.theirs, ours: shown.ours }),
    facts: factsOf(side === 'ua' ? foreign : ua, wording).filter(({ value }) => value !== undefined),
    reasons: [...fit.asWished, ...speakingFor(score, wording)],
    // Two sides that said nothing of what they look for would only be told so twice.
    judged: fits.some(({ words }) => words !== t('fits.none')),
    fits,
    months: monthsFor(opened, now, typed.until),
    call: callFields(opened, typed, now),
    until: introduction.answersUntil,
    action: paths.introduction(locale, token),
    answers: answers.map((answer) => ({
      value: answer,
      label: t(`introductions/answer.${answer}`),
      note: t(`introductions/answer.${meaning(answer)}`, { theirs: shown.theirs }),
      checked: typed.answer === answer,
    })),
    typed: { words: typed.words ?? '', shareWords: typed.shareWords === 'yes' },
    errors,
    formToken,
  }
}

/** What a side has answered before, as if it had just been typed. */
/** When one could talk for the first time; the zone is that of the country unless one chooses. */
function callFields({ side, ua, foreign }: OpenedLetter, typed: Typed, now: Date) {
  const chosen = typed.callZone || zoneOf((side === 'ua' ? ua : foreign).country)
  return {
    on: String(typed.callOn ?? ''),
    at: String(typed.callAt ?? ''),
    zones: zones.map((value) => ({ value, label: zoneName(value, now), selected: value === chosen })),
  }
}

export const answeredBefore = ({ introduction, side }: OpenedLetter, now: Date): Typed => {
  const { answer, words, shareWords, restUntil, callOn, callAt, callZone } = introduction.sides[side]
  return {
    answer: answer ?? '',
    words: words ?? '',
    shareWords: shareWords ? 'yes' : '',
    until: restUntil?.slice(0, 7) ?? usualMonth(now),
    callOn: callOn ?? '',
    callAt: callAt?.slice(0, 5) ?? '',
    callZone: callZone ?? '',
  }
}

/** How it stands, as one side sees it; the catalogues have a heading and a next step for each. */
export function standingOf({ state, sides, closedAs }: Introduction, side: Side): string {
  const { answer } = sides[side]
  if (state === 'awaiting') return `awaiting-${answer}`
  if (state !== 'closed') return state
  if (answer === 'no') return 'declined'
  return closedAs === 'expire' ? 'silence' : 'closed'
}

/** Whether this side let the time go by. */
export const endedInSilence = ({ introduction, side }: OpenedLetter): boolean =>
  standingOf(introduction, side) === 'silence' && introduction.sides[side].answer === null

/** How an introduction stands for this side, once it has answered or the introduction has ended. */
export function answeredPage(opened: OpenedLetter) {
  const { introduction, side, wording, token } = opened
  const { t, locale } = wording
  const shown = head(opened)
  const { answer, words, shareWords, restUntil } = introduction.sides[side]
  const standing = standingOf(introduction, side)
  return {
    ...shown,
    title: t(`introductions/answered.heading-${standing}`, { theirs: shown.theirs }),
    next: t(`introductions/answered.next-${standing}`, { theirs: shown.theirs, ours: shown.ours }),
    answer: answer && t(`introductions/answered.answer-${answer}`),
    again: introduction.restUntil
      ? t('introductions/answered.again', { day: dayName(locale, introduction.restUntil) })
      : null,
    chosen:
      standing === 'awaiting-not-now' && restUntil && comesBack(introduction)
        ? t('introductions/answered.chosen', { month: monthName(locale, restUntil) })
        : null,
    words,
    shared: t(`introductions/answered.${shareWords ? 'shared' : 'not-shared'}`),
    /** A no has its hour; how long any other answer can be changed is said by a day. */
    until: standing === 'awaiting-no' ? null : introduction.answersUntil,
    /** Where the answer can still be changed; null when it cannot. */
    change: introduction.state === 'awaiting' ? changeHref(locale, token) : null,
  }
}

const changeHref = (locale: Locale, token: string) => `${paths.introduction(locale, token)}?change=yes`

/** Somebody opens the link of a letter that has gone to another person since. */
export function movedPage(opened: OpenedLetter) {
  const shown = head(opened)
  return {
    ...shown,
    contact: null,
    title: opened.wording.t('introductions/moved.heading', { ours: shown.ours }),
    lead: opened.wording.t('introductions/moved.lead', { ours: shown.ours, theirs: shown.theirs }),
  }
}
