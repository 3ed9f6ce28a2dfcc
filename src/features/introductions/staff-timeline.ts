// Everything that happened in an introduction, in one order: decisions, letters and what became of them,
// answers, reminders, what associations said, and the steps of the two communities.
import { paths } from '../../paths.js'
import { minutes } from '../../platform/kit/clock.js'
import { type Side, sides } from '../pairs/pairs.model.js'
import { timeline, type DiaryEvent } from './diary.js'
import { dayName } from './introductions.pages.js'
import { associationAbout, letterAbout } from './introductions.model.js'
import { milestoneKinds } from './milestones.model.js'
import type { IntroductionForStaff } from './staff-introductions.queries.js'

export interface Happening {
  at: Date
  /** Only the day is known. */
  day: boolean
  words: string
  note: string | null
  /** Where a letter in trouble is dealt with. */
  trouble: string | null
}

/** Events that stand in the timeline by what they brought: a row says more than its event. */
const toldByRows: readonly string[] = [...milestoneKinds, 'copied-association', 'association-answered']

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

export function happenings(found: IntroductionForStaff): Happening[] {
  const all = [
    ...fromDiary(found),
    ...fromLetters(found),
    ...fromMilestones(found),
    ...fromAssociations(found),
  ]
  return all.sort((a, b) => a.at.getTime() - b.at.getTime())
}

function fromDiary({ events, letters, staff, wording, introduction }: IntroductionForStaff): Happening[] {
  const { t, locale, names } = wording
  const reminders = letters.filter(({ letter }) => letter === 'introduction-reminder')
  const isTold = ({ did, at, what }: DiaryEvent) =>
    toldByRows.includes(did) ||
    (did === 'reminded' &&
      reminders.some(
        ({ about, queuedAt }) =>
          about === letterAbout(introduction.id, what.side as Side) &&
          Math.abs(queuedAt.getTime() - at.getTime()) < minutes(1),
      ))
  const told = events.filter((event) => !isTold(event))
  const community = (side: Side) => names.community(introduction.sides[side].communityId)
  return timeline(t, told, {
    staff,
    communities: { ua: community('ua'), foreign: community('foreign') },
    day: (day) => dayName(locale, day),
  }).map((entry) => ({ ...entry, day: false, trouble: null }))
}

function fromLetters({ letters, copies, introduction, wording }: IntroductionForStaff): Happening[] {
  const { t, locale, names } = wording
  const to = (about: string | null) => {
    if (about === associationAbout(introduction.id)) return copies.map(({ name }) => name).join(', ')
    const side = sides.find((each) => letterAbout(introduction.id, each) === about) ?? 'ua'
    return names.community(introduction.sides[side].communityId)
  }
  return letters.map(({ letter, about, state, queuedAt, sentAt }) => ({
    at: sentAt ?? queuedAt,
    day: false,
    words: t('staff/introductions/show.letter-entry', {
      letter: t(`letters.${letter}`),
      to: to(about),
      state: t(`letters.state-${state}`),
    }),
    note: null,
    trouble: state === 'failed' || state === 'bounced' ? paths.staff.letters(locale) : null,
  }))
}

function fromMilestones({ milestones, introduction, wording }: IntroductionForStaff): Happening[] {
  const { t, names } = wording
  return milestones.map(({ side, kind, onDate, note }) => ({
    at: noon(onDate),
    day: true,
    words: t('staff/introductions/show.milestone-entry', {
      what: t(`our-community/introductions/show.${kind}`),
      community: names.community(introduction.sides[side].communityId),
    }),
    note,
    trouble: null,
  }))
}

function fromAssociations({ copies, staff, wording: { t } }: IntroductionForStaff): Happening[] {
  return copies.flatMap(({ name: association, sentBy, sentAt, answer, answeredOn, words }) => [
    {
      at: sentAt,
      day: false,
      words: t('staff/introductions/show.copied', { association, who: staff.get(sentBy) ?? '' }),
      note: null,
      trouble: null,
    },
    ...(answer && answeredOn
      ? [
          {
            at: noon(answeredOn),
            day: true,
            words: t(`staff/introductions/show.association-${answer}`, { association }),
            note: words,
            trouble: null,
          },
        ]
      : []),
  ])
}
