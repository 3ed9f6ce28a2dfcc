// What the pages behind a letter's link show to a side.
import { type CommunityFacts, factsOf, fitInWords, speakingFor, type Wording } from '../pairs/index.js'
import { otherSide, type Side, sides } from '../pairs/pairs.model.js'
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Score } from '../../scoring/score.js'
import { answers } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'

export interface OpenedLetter {
  introduction: Introduction
  side: Side
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
}

/** The question: who is on the other side, why this pair, and the three answers. */
export function answerPage(opened: OpenedLetter, { typed, errors, formToken }: AnswerForm) {
  const { introduction, side, ua, foreign, score, wording, token } = opened
  const { t, locale } = wording
  const shown = head(opened)
  const fit = fitInWords(score, side, wording)
  return {
    ...shown,
    title: t('introductions/answer.heading', { theirs: shown.theirs, ours: shown.ours }),
    facts: factsOf(side === 'ua' ? foreign : ua, wording).filter(({ value }) => value !== undefined),
    reasons: [...fit.asWished, ...speakingFor(score, wording)],
    fits: sides.map((each) => ({
      side: each,
      ...(each === side ? fit : { ...fitInWords(score, each, wording), lines: [] }),
    })),
    until: introduction.answersUntil,
    action: paths.introduction(locale, token),
    answers: answers.map((answer) => ({
      value: answer,
      label: t(`introductions/answer.${answer}`),
      note: t(`introductions/answer.${answer}-means`, { theirs: shown.theirs }),
      checked: typed.answer === answer,
    })),
    typed: { words: typed.words ?? '', shareWords: typed.shareWords === 'yes' },
    errors,
    formToken,
  }
}

/** What a side has answered before, as if it had just been typed. */
export const answeredBefore = ({ introduction, side }: OpenedLetter): Typed => {
  const { answer, words, shareWords } = introduction.sides[side]
  return { answer: answer ?? '', words: words ?? '', shareWords: shareWords ? 'yes' : '' }
}

/** How it stands, as one side sees it; the catalogues have a heading and a next step for each. */
export function standingOf({ state, sides, closedAt, answersUntil }: Introduction, side: Side): string {
  const { answer } = sides[side]
  if (state === 'awaiting') return `awaiting-${answer}`
  if (state !== 'closed') return state
  if (answer === 'no') return 'declined'
  // Before its time it is closed by a no of the other side, or because one of the two left.
  return closedAt !== null && closedAt < answersUntil ? 'closed' : 'silence'
}

/** Whether it ended because nobody answered in time. */
export const endedInSilence = ({ introduction, side }: OpenedLetter): boolean =>
  standingOf(introduction, side) === 'silence'

/** How an introduction stands for this side, once it has answered or the introduction has ended. */
export function answeredPage(opened: OpenedLetter) {
  const { introduction, side, wording, token } = opened
  const { t, locale } = wording
  const shown = head(opened)
  const { answer, words, shareWords } = introduction.sides[side]
  const standing = standingOf(introduction, side)
  return {
    ...shown,
    title: t(`introductions/answered.heading-${standing}`, { theirs: shown.theirs }),
    next: t(`introductions/answered.next-${standing}`, { theirs: shown.theirs, ours: shown.ours }),
    answer: answer && t(`introductions/answered.answer-${answer}`),
    words,
    shared: t(`introductions/answered.${shareWords ? 'shared' : 'not-shared'}`),
    until: introduction.answersUntil,
    /** Where the answer can still be changed; null when it cannot. */
    change: introduction.state === 'awaiting' ? changeHref(locale, token) : null,
  }
}

const changeHref = (locale: Locale, token: string) => `${paths.introduction(locale, token)}?change=yes`
