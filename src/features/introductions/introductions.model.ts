// An introduction: the letters to both sides of an approved pair, and their answers.
import { dayInKyiv, days, later, minutes } from '../../platform/kit/clock.js'
import { endOfDayInKyiv } from '../../platform/kit/zones.js'
import { sides, type Side } from '../pairs/pairs.model.js'

/** State → what happens → the state after it. What rests comes back by itself, or nothing more happens. */
export const transitions = {
  awaiting: {
    agree: 'connected',
    rest: 'resting',
    decline: 'closed',
    expire: 'closed',
    stop: 'closed',
    withdraw: 'closed',
  },
  connected: {},
  resting: { wake: 'awaiting', stop: 'closed', withdraw: 'closed' },
  closed: {},
} as const

export type IntroductionState = keyof typeof transitions
export const introductionStates = Object.keys(transitions) as IntroductionState[]
/** What ends the waiting; `wake` begins it anew. */
export type End = keyof (typeof transitions)['awaiting']
/** What closes one for good, as its row keeps it. */
export const closings = ['decline', 'expire', 'stop', 'withdraw'] as const satisfies readonly End[]
export type Closing = (typeof closings)[number]
export type Step = End | keyof (typeof transitions)['resting']

/** The state after a step, or undefined when this state does not know the step. */
export const stateAfter = (state: IntroductionState, step: Step): IntroductionState | undefined =>
  (transitions[state] as Partial<Record<Step, IntroductionState>>)[step]

export const answers = ['yes', 'not-now', 'no'] as const
export type Answer = (typeof answers)[number]

/** What two answers lead to; undefined while there is still somebody to wait for. */
export function stepAfter(one: Answer | null, other: Answer | null): End | undefined {
  if (one === null || other === null) return undefined
  if (one === 'no' || other === 'no') return 'decline'
  return one === 'yes' && other === 'yes' ? 'agree' : 'rest'
}

/**
 * So long a no may be taken back while the other side is silent. Then it ends the waiting: nobody should
 * deliberate for weeks over a letter that has already been declined.
 */
export const graceOfNo = minutes(60)

/** Days after opening: when a silent side is reminded, and until when answers are awaited. */
export const remindAfter = 10
export const answersWithin = 30

/** Answers are awaited until the last of these days is over in Kyiv: letters and pages name the day alone. */
export const lastAnswers = (from: Date, within: number): Date =>
  endOfDayInKyiv(dayInKyiv(later(from, days(within))))

/** When staff give more time, it is so many days at most: a question that is open for longer is none. */
export const extendAtMost = 120

/**
 * For so much longer the links still open, so that a late reader finds out what became of it, also when more
 * time was given after the letter.
 */
const linkGrace = days(60 + extendAtMost)

/** Whoever is asked late has so many days at least, and some after a reminder. */
export const answersWithinAtLeast = 14
const daysAfterReminder = 4

/** Until when answers are awaited once a side is asked anew. */
export function awaitedAfterAsking(
  { answersUntil, remindAfterDays }: { answersUntil: Date; remindAfterDays: number },
  at: Date,
): Date {
  const needed = lastAnswers(at, Math.max(answersWithinAtLeast, remindAfterDays + daysAfterReminder))
  return needed > answersUntil ? needed : answersUntil
}

export const linkExpires = (answersUntil: Date): Date => new Date(answersUntil.getTime() + linkGrace)

/** What a link's signature stands for. */
export const linkPurpose = 'introduction'
export const formPurpose = 'answer-form'
/** Letters of the first generation were sent before there was a second, and say nothing of it. */
export const subjectOf = (id: string, side: Side, generation = 1): string =>
  generation === 1 ? `${id}:${side}` : `${id}:${side}:${generation}`

export function readSubject(subject: string): { id: string; side: Side; generation: number } | undefined {
  const [id, side, generation = '1', ...rest] = subject.split(':')
  const known = sides.find((each) => each === side)
  const right = id && known && rest.length === 0 && /^\d{1,4}$/.test(generation)
  return right ? { id, side: known, generation: Number(generation) } : undefined
}

/** The `about` of the letters to one side. */
export const letterAbout = (id: string, side: Side): string => `introduction:${id}:${side}`

/** The `about` of the letter to an association. */
export const associationAbout = (id: string): string => `introduction:${id}:association`

/** Whole days from one moment to another. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / days(1)))
