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

/** Looks at contacts stand in the diary for whoever asks about them; among the steps they would only hide these. */
const isStep = ({ did }: DiaryEvent) => did !== 'saw-contact'

/** What staff wrote about a decision; the notes of other events are codes. */
const withNote = ['approved', 'postponed', 'rejected']

/**
 * The events in order, as sentences.
 * @param names of staff members by account id, and of the two communities by side
 */
export function timeline(
  t: Translate,
  events: readonly DiaryEvent[],
  names: { staff: ReadonlyMap<string, string>; communities: Record<Side, string> },
): TimelineEntry[] {
  const who = (name: string) => {
    const side = sides.find((each) => name === `side:${each}`)
    return side ? names.communities[side] : actorName(t, names.staff.get(name))
  }
  return events
    .filter(isStep)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, who: actor, did, what, note }) => {
      const reminded = sides.find((side) => side === what.side)
      const key = did === 'answered' ? `answered-${note}` : did
      const community = reminded ? names.communities[reminded] : ''
      return {
        at,
        words: t(`diary.${key}`, { who: who(actor), community }),
        note: withNote.includes(did) ? note : null,
      }
    })
}
