// The morning letter to the staff: what waits for them, on working days. What happens on the desk itself is in
// proposals; whether somebody wants the letter, in accounts.
import { days } from '../../platform/kit/clock.js'
import { momentAt } from '../../platform/kit/zones.js'

/** What the link in the letter is signed for; its subject is the account. */
export const stopPurpose = 'stop-digest'

/** An old letter that turns up in a mailbox must still be one by which the letters are stopped. */
export const stopGoodFor = days(90)

/** When the job runs, and until when a letter “this morning” is one. */
export const sentAt = '07:30'
const lastSentAt = '12:00'
const endsAt = '23:00'

const zone = 'Europe/Kyiv'
const saturday = 6
const sunday = 0

/** Under martial law public holidays are working days in Ukraine, so the weekend is all that is left out. */
const isWorkingDay = (day: string) => ![saturday, sunday].includes(new Date(`${day}T12:00:00Z`).getUTCDay())

/** Whether the letters of a day may be written now: a service that starts in the evening lets them be. */
export function isMorning(now: Date, day: string): boolean {
  const [from, to] = [momentAt(zone, day, sentAt), momentAt(zone, day, lastSentAt)]
  return isWorkingDay(day) && from <= now && now < to
}

/** The midnight with which a day begins. */
export const beginOf = (day: string): Date => momentAt(zone, day, '00:00')

/** A letter about a day that could not be sent on that day is not sent at all. */
export const endOf = (day: string): Date => momentAt(zone, day, endsAt)
