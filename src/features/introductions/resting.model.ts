// “Not now” comes back by itself: until when, and how often.
import { dayInKyiv } from '../../platform/kit/clock.js'
import { sides } from '../pairs/pairs.model.js'
import type { End } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'

/** After so many times nobody is asked again unless a person of the Association wants it. */
export const followUpsAtMost = 2

/** Whoever answers “not now” may choose one of so many months; this many ahead unless they do. */
const monthsAhead = 12
const usualMonths = 6

const monthAfter = (now: Date, months: number): string => {
  const [year = 0, month = 1] = dayInKyiv(now).split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The months one may choose, such as '2027-05', the next one first. */
export const monthsToRest = (now: Date): string[] =>
  Array.from({ length: monthsAhead }, (_, i) => monthAfter(now, i + 1))

export const usualMonth = (now: Date): string => monthAfter(now, usualMonths)

/** On the first day of the month the service asks again. */
export const dayOfMonth = (month: string): string => `${month}-01`

type Rest = Pick<Introduction, 'sides' | 'followUps'>

/** Whether both will be asked again when one of them answers “not now”. */
export const comesBack = ({ followUps }: Pick<Rest, 'followUps'>): boolean => followUps < followUpsAtMost

/** The day on which both are asked again: the later one when both said “not now”; null for never. */
export function restsUntil(introduction: Rest): string | null {
  if (!comesBack(introduction)) return null
  const wished = sides.flatMap((side) => {
    const { answer, restUntil } = introduction.sides[side]
    return answer === 'not-now' && restUntil !== null ? [restUntil] : []
  })
  return wished.sort().at(-1) ?? null
}

/** What it comes to when the time is over and a side is silent: the answer of the other one still counts. */
export function stepInSilence(introduction: Rest): End {
  const given = sides.map((side) => introduction.sides[side].answer)
  if (given.includes('no')) return 'decline'
  return given.includes('not-now') && comesBack(introduction) ? 'rest' : 'expire'
}
