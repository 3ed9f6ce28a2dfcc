// What staff see on the desk: what waits for them, the longest first, and who holds the next step of each
// open introduction.
import { paths } from '../../paths.js'
import { daysBetween } from '../introductions/introductions.model.js'
import { daysBetween as daysUntil } from '../our-community/declarations.model.js'
import { endOf, type CommunityEnd, type Wording } from '../pairs/index.js'
import type { CameAnswer, OpenStep, Waiting } from './desk.queries.js'
import { queryOf } from './queue.forms.js'

type Facts = ReadonlyMap<string, CommunityEnd>

/** The kinds of things that wait, in the order in which an empty desk names them. */
const kinds = [
  'asked',
  'mine',
  'offered',
  'stuck',
  'interests',
  'answers',
  'claims',
  'letters',
  'conflicts',
  'duplicates',
  'declarations',
] as const
export type Kind = (typeof kinds)[number]

export interface Desk {
  /** A kind that this person does not deal with is left out. */
  waiting: Partial<Record<Kind, Waiting | { count: number; oldest: Date | null }>>
  /** The oldest of the new answers, or all of them. */
  answers: CameAnswer[]
  steps: OpenStep[]
  /** How many introductions are open in all. */
  open: number
  facts: Facts
  wording: Wording
  now: Date
}

/** Where a kind of thing is dealt with; answers on the desk itself. */
export function addressOf(kind: Kind, locale: Wording['locale']): string {
  const { staff } = paths
  const proposals = (filter: Parameters<typeof queryOf>[0]) => staff.proposals(locale) + queryOf(filter)
  switch (kind) {
    case 'asked':
      return proposals({ asked: true, order: 'oldest' })
    case 'mine':
      return proposals({ whose: 'mine' })
    case 'offered':
      return proposals({})
    case 'stuck':
      return proposals({ stuck: true })
    case 'interests':
      return staff.interests(locale)
    case 'answers':
      return '#answers'
    case 'claims':
      return staff.claims(locale)
    case 'letters':
      return staff.letters(locale)
    case 'conflicts':
      return staff.conflicts(locale)
    case 'duplicates':
      return `${staff.conflicts(locale)}?show=duplicates`
    case 'declarations':
      return staff.declarations(locale)
  }
}

const ago = (t: Wording['t'], count: number) =>
  count === 0 ? t('staff/index.today') : t('staff/index.days', { count })

/** One kind of thing: what, how many, since when the oldest, and where it is dealt with. */
function waitingLine(
  kind: Kind,
  { count, oldest }: Waiting,
  { wording: { t, locale }, now }: Pick<Desk, 'wording' | 'now'>,
) {
  const age = oldest instanceof Date ? daysBetween(oldest, now) : null
  return {
    count,
    words: t(`staff/index.${kind}`, { count }),
    href: addressOf(kind, locale),
    /** A day to come for what lapses, a moment that has passed for everything else; null when that was today. */
    since: age === 0 ? null : oldest,
    label: t(`staff/index.${kind === 'declarations' ? 'lapses' : 'since'}`),
    ago: age === null ? null : ago(t, age),
  }
}

const timeOf = ({ oldest }: Waiting) => (oldest === null ? Infinity : new Date(oldest).getTime())

function stepLine(step: OpenStep, { facts, wording, now }: Desk) {
  const { t, locale, names } = wording
  const { holder, uaId, foreignId, since, openedAt, id } = step
  const side = holder === 'ua' || holder === 'foreign' ? holder : null
  return {
    href: paths.staff.introduction(locale, id),
    ua: endOf(uaId, facts, wording),
    foreign: endOf(foreignId, facts, wording),
    holder,
    turn: t(`staff/index.turn-${side ? 'one' : holder}`, {
      community: names.community(side === 'foreign' ? foreignId : uaId),
    }),
    days: daysBetween(since, now),
    daysWords: t('staff/index.day-words', { count: daysBetween(since, now) }),
    openedAt,
  }
}

function answerLine(
  { introductionId, communityId, otherId, answer, answeredAt, side }: CameAnswer,
  { wording: { t, locale, names } }: Desk,
) {
  return {
    href: paths.staff.introduction(locale, introductionId),
    side,
    community: names.community(communityId),
    words: t(`staff/index.answered-${answer}`, { other: names.community(otherId) }),
    at: answeredAt,
  }
}

const knownIn = (waiting: Desk['waiting']) =>
  kinds.flatMap((kind) => {
    const found = waiting[kind]
    return found ? [{ kind, waiting: found }] : []
  })

/** The kinds of which something waits, the longest first. */
export const longestFirst = (waiting: Desk['waiting']) =>
  knownIn(waiting)
    .filter(({ waiting: { count } }) => count > 0)
    .sort((a, b) => timeOf(a.waiting) - timeOf(b.waiting))

export function deskPage(desk: Desk, csrf: string) {
  const { t, locale } = desk.wording
  const full = longestFirst(desk.waiting)
  const empty = knownIn(desk.waiting).filter(({ waiting }) => waiting.count === 0)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const more = desk.open - desk.steps.length
  const moreAnswers = (desk.waiting.answers?.count ?? 0) > desk.answers.length
  return {
    layout: 'staff',
    title: t('staff/index.heading'),
    waiting: full.map(({ kind, waiting }) => waitingLine(kind, waiting, desk)),
    /** What is done with, said in one breath. */
    clear:
      empty.length > 0
        ? t('staff/index.clear', { kinds: list.format(empty.map(({ kind }) => t(`staff/index.no-${kind}`))) })
        : null,
    answers: desk.answers.map((answer) => answerLine(answer, desk)),
    allAnswers: moreAnswers ? `${paths.staff.desk(locale)}?answers=all#answers` : null,
    answersRead: {
      action: paths.staff.answersRead(locale),
      csrf,
      at: desk.answers.at(-1)?.answeredAt.toISOString(),
    },
    steps: desk.steps.map((step) => stepLine(step, desk)),
    more:
      more > 0
        ? { href: paths.staff.introductions(locale), words: t('staff/index.more', { count: desk.open }) }
        : null,
  }
}

export interface LapsingDeclarations {
  rows: { communityId: string; until: string | null; remindedAt: Date | null }[]
  today: string
  facts: Facts
  wording: Wording
}

/** Whose declarations of intent end within a month, the soonest first. */
export function declarationsPage({ rows, today, facts, wording }: LapsingDeclarations) {
  const { t, locale } = wording
  return {
    layout: 'staff',
    title: t('staff/declarations/index.heading'),
    crumbs: [{ href: paths.staff.desk(locale), label: t('staff/index.heading') }],
    lines: rows.map(({ communityId, until, remindedAt }) => {
      const end = endOf(communityId, facts, wording)
      return {
        ...end,
        until,
        left: t('staff/declarations/index.left', { count: daysUntil(today, until ?? today) }),
        remindedAt,
      }
    }),
  }
}
