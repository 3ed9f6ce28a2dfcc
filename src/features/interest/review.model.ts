// What staff may decide on an interest, and what stands in the way of accepting one.
import { closedCountries } from '../../scoring/profile.js'
import { stateAfter, type InterestState, type Step } from './interest.model.js'

/** Accepting onto a community of the registry, or as a new one; the words of both other decisions go to the applicant. */
export const decisions = ['existing', 'new', 'return', 'decline'] as const
export type Decision = (typeof decisions)[number]

export const stepOf = {
  existing: 'accept',
  new: 'accept',
  return: 'return',
  decline: 'decline',
} as const satisfies Record<Decision, Step>

/** What staff may decide in this state, in the order of the buttons. */
export const decisionsIn = (state: InterestState): Decision[] =>
  decisions.filter((decision) => stateAfter(state, stepOf[decision]) !== undefined)

/** How the diary says what became of an interest. */
export const didOf = { accept: 'accepted', return: 'returned', decline: 'declined' } as const

/** States staff may look at: what nobody confirmed is nobody's business yet. */
export const statesForStaff = [
  'awaiting-review',
  'returned',
  'accepted',
  'paused',
  'declined',
  'withdrawn',
] as const satisfies readonly InterestState[]

/** Whether an interest from this country may be accepted: one abroad, and none of those closed to everybody. */
export const isOpenCountry = (country: string): boolean =>
  country !== 'UA' && !closedCountries.includes(country)

/** So long a declaration made here holds, unless the municipality extends it. */
export const declaredForYears = 1

/** The day so many years after a moment, as a date column has it. */
export function dayInYears(from: Date, years: number): string {
  const day = new Date(from)
  day.setUTCFullYear(day.getUTCFullYear() + years)
  return day.toISOString().slice(0, 10)
}
