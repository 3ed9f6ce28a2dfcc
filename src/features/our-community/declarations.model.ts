// The declaration of intent: whether a community looks for a partner, and until when. A declaration that
// nobody renews lapses: what was true two years ago would only waste the other side's time.
import { days } from '../../platform/kit/clock.js'

export const intents = ['open', 'paused', 'complete'] as const
export type Intent = (typeof intents)[number]

export interface Declared {
  state: Intent
  /** The last day it holds, such as 2027-05-01; null where no end was named. */
  until: string | null
}

/** So many days before it lapses, a community is reminded once. */
export const remindBefore = 14
/** How far ahead the end may lie, and where it lies unless another day is chosen. */
export const furthestEnd = 2 * 365
export const usualEnd = 365

const inKyiv = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short' })

/** The calendar day of a moment in Kyiv: '2026-11-23'. */
export const dayOf = (moment: Date): string => inKyiv.format(moment)

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

/** The day so many days after another. */
export const dayAfter = (day: string, n: number): string => dayOf(new Date(noon(day).getTime() + days(n)))

export const daysBetween = (from: string, to: string): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / days(1))

/** The evening of a day in Kyiv, summer and winter: a letter about that day is of use until then. */
export const eveningOf = (day: string): Date => new Date(`${day}T20:00:00Z`)

export interface Standing {
  is: 'none' | 'open' | 'lapsing' | 'lapsed' | 'paused' | 'complete'
  /** Until the last day; 0 on that day, and where no end was named. */
  daysLeft: number
}

/** How a declaration stands on a day. */
export function standingOf(declared: Declared | undefined, today: string): Standing {
  if (!declared) return { is: 'none', daysLeft: 0 }
  const { state, until } = declared
  if (state !== 'open' || until === null) return { is: state, daysLeft: 0 }
  const left = daysBetween(today, until)
  if (left < 0) return { is: 'lapsed', daysLeft: 0 }
  return { is: left <= remindBefore ? 'lapsing' : 'open', daysLeft: left }
}
