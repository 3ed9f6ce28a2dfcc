// An introduction: the letters to both sides of an approved pair, and their answers.
import { days } from '../../platform/kit/clock.js'
import { sides, type Side } from '../pairs/pairs.model.js'

/** State → what happens → the state after it. */
export const transitions = {
  awaiting: {
    agree: 'connected',
    rest: 'resting',
    decline: 'closed',
    expire: 'closed',
    withdraw: 'closed',
  },
  connected: {},
  resting: {},
  closed: {},
} as const

export type IntroductionState = keyof typeof transitions
export const introductionStates = Object.keys(transitions) as IntroductionState[]
export type Step = keyof (typeof transitions)['awaiting']

/** The state after a step, or undefined when this state does not know the step. */
export const stateAfter = (state: IntroductionState, step: Step): IntroductionState | undefined =>
  (transitions[state] as Partial<Record<Step, IntroductionState>>)[step]

export const answers = ['yes', 'not-now', 'no'] as const
export type Answer = (typeof answers)[number]

/**
 * What two answers lead to; undefined while there is still somebody to wait for. A no ends the
 * waiting at once: nobody should deliberate for weeks over a letter that has already been declined.
 */
export function stepAfter(one: Answer | null, other: Answer | null): Step | undefined {
  if (one === 'no' || other === 'no') return 'decline'
  if (one === null || other === null) return undefined
  return one === 'yes' && other === 'yes' ? 'agree' : 'rest'
}

/** Days after opening: when a silent side is reminded, and until when answers are awaited. */
export const remindAfter = 10
export const answersWithin = 30
/** For so much longer the links still open, so that a late reader finds out what became of it. */
const linkGrace = days(60)

export const linkExpires = (answersUntil: Date): Date => new Date(answersUntil.getTime() + linkGrace)

/** What a link's signature stands for. */
export const linkPurpose = 'introduction'
export const formPurpose = 'answer-form'
export const subjectOf = (id: string, side: Side): string => `${id}:${side}`

export function readSubject(subject: string): { id: string; side: Side } | undefined {
  const [id, side, ...rest] = subject.split(':')
  const known = sides.find((each) => each === side)
  return id && known && rest.length === 0 ? { id, side: known } : undefined
}

/** The `about` of the letters to one side. */
export const letterAbout = (id: string, side: Side): string => `introduction:${id}:${side}`

/** Whole days from one moment to another. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / days(1)))
