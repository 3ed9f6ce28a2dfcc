// A date for a calendar as a file that mail programs understand. The only file that knows the library.
import { createEvent, type EventAttributes } from 'ics'

export interface Appointment {
  /** The same for the same appointment, so that a calendar has it once. */
  uid: string
  title: string
  start: Date
  minutes: number
  /** When it was written. */
  at: Date
}

/** An appointment that was proposed and not agreed on: calendars show it as tentative. */
export function tentative({ uid, title, start, minutes, at }: Appointment): string {
  const event: EventAttributes & { timestamp: number } = {
    uid,
    title,
    start: [
      start.getUTCFullYear(),
      start.getUTCMonth() + 1,
      start.getUTCDate(),
      start.getUTCHours(),
      start.getUTCMinutes(),
    ],
    startInputType: 'utc',
    duration: { minutes },
    status: 'TENTATIVE',
    busyStatus: 'TENTATIVE',
    productId: '-//Pobratym//Association of Ukrainian Cities//UK',
    method: 'PUBLISH',
    timestamp: at.getTime(),
  }
  const { error, value } = createEvent(event)
  if (error || value === null) throw error ?? new Error('No calendar was written')
  return value
}
