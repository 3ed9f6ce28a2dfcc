// The diary of one proposal and its introduction in words, for the staff's timeline.
import type { eventsAbout } from '../../platform/db/events.js'
import { actorName } from '../../platform/i18n/actor.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { type Side, sides } from '../pairs/pairs.model.js'

export type DiaryEvent = Awaited<ReturnType<typeof eventsAbout>>[number]

export interface TimelineEntry {
  at: Date
  words: string
  note: string | null
}

/**
 * Looks at contacts stand in the diary for whoever asks about them; among the steps they would only hide
 * these. What staff stopped is said once.
 */
const isStep = ({ did, note }: DiaryEvent) => did !== 'saw-contact' && !(did === 'closed' && note === 'stop')

/** Whose notes are codes that say more than the deed. */
const withCode = ['answered', 'closed']

/** What staff wrote about a decision; the notes of other events are codes. */
const withNote = ['approved', 'postponed', 'rejected', 'stopped', 'extended']

/**
 * The events in order, as sentences.
 * @param names of staff members by account id, and of the two communities by side
 */
export function timeline(
  t: Translate,
  events: readonly DiaryEvent[],
  names: {
    staff: ReadonlyMap<string, string>
    communities: Record<Side, string>
    /** A day such as '2027-05-01' in the language of the page. */
    day?: (day: string) => string
  },
): TimelineEntry[] {
  const day = (until: string | number | undefined) =>
    until === undefined ? '' : (names.day ?? String)(String(until))
  const who = (name: string) => {
    const side = sides.find((each) => name === `side:${each}`)
    return side ? names.communities[side] : actorName(t, names.staff.get(name))
  }
  return events
    .filter(isStep)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, who: actor, did, what, note }) => {
      const reminded = sides.find((side) => side === what.side)
      const key = withCode.includes(did) && note ? `${did}-${note}` : did
      const community = reminded ? names.communities[reminded] : ''
      return {
        at,
        words: t(`diary.${key}`, { who: who(actor), community, day: day(what.until) }),
        note: withNote.includes(did) ? note : null,
      }
    })
}
