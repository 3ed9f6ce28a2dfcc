// Interest: a foreign municipality says it would like a partner in Ukraine. It counts only after the
// contact person confirms it by mail and the Association accepts it.
import { days, minutes } from '../../platform/kit/clock.js'
import type { RelationKind } from '../../scoring/wishes.js'

/** State → what happens → the state after it. The buttons of staff and applicants are drawn from this table. */
export const transitions = {
  unconfirmed: { confirm: 'awaiting-review' },
  'awaiting-review': {
    accept: 'accepted',
    return: 'returned',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  returned: { resend: 'awaiting-review', withdraw: 'withdrawn' },
  accepted: { pause: 'paused', withdraw: 'withdrawn' },
  paused: { resume: 'accepted', withdraw: 'withdrawn' },
  declined: { withdraw: 'withdrawn' },
  withdrawn: {},
} as const

export type InterestState = keyof typeof transitions
export const interestStates = Object.keys(transitions) as InterestState[]

type StepOf<S> = S extends InterestState ? keyof (typeof transitions)[S] : never
export type Step = StepOf<InterestState>

/** The state after a step, or undefined when this state does not know the step. */
export const stateAfter = (state: InterestState, step: Step): InterestState | undefined =>
  (transitions[state] as Partial<Record<Step, InterestState>>)[step]

/** What a municipality that knows nobody yet can look for. */
export const interestKinds = [
  'twinning',
  'friendship',
  'project',
  'solidarity',
  'trial',
] as const satisfies readonly RelationKind[]

/** How far the council is: it has decided, it is discussing, it has not been asked. */
export const backings = ['decided', 'in-discussion', 'not-yet'] as const
export type Backing = (typeof backings)[number]

/** For so long a confirmation link is good, and unconfirmed interests and half-filled forms are kept. */
export const confirmWithin = days(14)

/** What the links' signatures stand for. */
export const confirmPurpose = 'confirm-interest'
export const resumePurpose = 'continue-interest'
export const managePurpose = 'manage-interest'
export const manageLinkGoodFor = days(365)

/** What stands for a cookie in the public form: a mark that the page was opened here, not long ago. */
export const formPurpose = 'interest-form'
export const sealPurpose = 'interest-answers'
export const formGoodFor = days(2)

/** So many letters at most go to one address within the window. */
export const lettersPerAddress = 3
export const letterWindow = minutes(60)

/** The `about` of every letter about an interest or a half-filled form. */
export const letterAbout = (id: string): string => `interest:${id}`

/** The version of the consent's words that an applicant agreed to; a change of the words is a new version. */
export const consentVersion = '2026-11'
