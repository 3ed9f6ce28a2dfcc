// The diary of an interest in words, for the staff's timeline and for its owner.
import type { eventsAbout } from '../../platform/db/events.js'
import { actorName } from '../../platform/i18n/actor.js'
import type { Translate } from '../../platform/i18n/translate.js'

type DiaryEvent = Awaited<ReturnType<typeof eventsAbout>>[number]

/** What is told; who looked at the contact is for the person themself, not for this list. */
export const told = [
  'registered',
  'confirmed',
  'returned',
  'resent',
  'accepted',
  'declined',
  'changed',
  'paused',
  'resumed',
  'extended',
  'asked-for-account',
  'withdrew',
  'forgot',
] as const

/** @param staff names by account id */
export const interestTimeline = (
  t: Translate,
  events: readonly DiaryEvent[],
  staff: ReadonlyMap<string, string>,
) =>
  events
    .filter(({ did }) => told.some((each) => each === did))
    .map(({ at, who, did }) => ({
      at,
      words: t(`interest-diary.${did}`, {
        who: who === 'applicant' ? t('interest-diary.applicant') : actorName(t, staff.get(who)),
      }),
      note: null,
    }))
