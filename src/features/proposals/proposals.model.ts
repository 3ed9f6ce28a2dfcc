// A proposal: a pair that scoring suggests and staff decide on. Its states, and what a score is
// called in words.
import { days } from '../../platform/kit/clock.js'
import { closedCountries } from '../../scoring/profile.js'

/** State → what staff or the night may do → the state after it. The buttons are drawn from this table. */
export const transitions = {
  offered: { approve: 'approved', postpone: 'postponed', reject: 'rejected' },
  postponed: { approve: 'approved', reject: 'rejected', wake: 'offered', reopen: 'offered' },
  approved: {},
  rejected: { reopen: 'offered' },
} as const

export type ProposalState = keyof typeof transitions
export const proposalStates = Object.keys(transitions) as ProposalState[]

export const decisions = ['approve', 'postpone', 'reject'] as const
export type Decision = (typeof decisions)[number]

/** What may happen to a proposal: a decision, its day coming, or staff who want it back in the list. */
export type ProposalStep = Decision | 'wake' | 'reopen'

/** The state after a step, or undefined when this state does not know the step. */
export const stateAfter = (state: ProposalState, step: ProposalStep): ProposalState | undefined =>
  (transitions[state] as Partial<Record<ProposalStep, ProposalState>>)[step]

/**
 * The state after a step that was checked before.
 * @throws when this state does not know the step
 */
export function move(state: ProposalState, step: Decision): ProposalState {
  const after = stateAfter(state, step)
  if (!after) throw new Error(`A proposal that is ${state} cannot ${step}`)
  return after
}

/** What staff may decide in this state, in the order of the buttons. */
export const decisionsIn = (state: ProposalState): Decision[] =>
  decisions.filter((decision) => stateAfter(state, decision) !== undefined)

/** Why a pair is turned down, and why it is put off; in words: `decision-reasons.reject-…` and `.postpone-…`. */
export const rejectionReasons = [
  'no-common-ground',
  'too-far-apart-in-size',
  'already-in-contact',
  'one-side-not-ready',
  'capacity',
  'political-or-legal',
  'duplicate-record',
  'better-match-found',
  'other',
] as const
export const postponementReasons = [
  'waiting-for-council',
  'elections',
  'contact-missing',
  'too-many-open',
  'season',
  'data-incomplete',
  'other',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]
export type PostponementReason = (typeof postponementReasons)[number]
export type DecisionReason = RejectionReason | PostponementReason

/** “Other” alone says nothing: it needs a note. */
export const needsNote = (reason: DecisionReason | undefined): boolean => reason === 'other'

/** The catalogue key of a decision's reason. */
export const reasonKey = (decision: 'postpone' | 'reject', reason: string): string =>
  `decision-reasons.${decision}-${reason}`

/** How the diary says what was decided. */
export const didOf = { approve: 'approved', postpone: 'postponed', reject: 'rejected' } as const

/** For so long a reopening takes back a slip; later it is a change of mind, and the pair waits anew. */
export const slipsWithin = days(1)

/** Days after which a postponed proposal comes back unless staff say otherwise. */
export const usualPostponement = 90

export const fits = ['strong', 'good', 'fair', 'weak'] as const
export type Fit = (typeof fits)[number]

/** A total (0 to 1) in words: one half is as good as a middling partnership that really exists. */
export function fitOf(total: number): Fit {
  if (total >= 0.75) return 'strong'
  if (total >= 0.5) return 'good'
  return total >= 0.25 ? 'fair' : 'weak'
}

/** A total as it is shown: 0 to 99 of 100, never without its word; nobody can promise a hundred. */
export const points = (total: number): number => Math.floor(total * 100)

export type Refusal = 'partnered' | 'not-a-pair' | 'closed-country' | 'occupied' | 'not-looking'

export interface Standing {
  uaCountry: string
  foreignCountry: string
  partnered: boolean
  /** Whether one of the two is occupied: it stays in the registry, and is introduced to nobody. */
  occupied: boolean
  /** Those of the two that declared they look for no partner at present. */
  silent: readonly string[]
}

/** Why a pair may not be introduced, whatever its score says; undefined when it may. */
export function refusalOf(standing: Standing): Refusal | undefined {
  const { uaCountry, foreignCountry, partnered, occupied, silent } = standing
  if (uaCountry !== 'UA' || foreignCountry === 'UA') return 'not-a-pair'
  if (closedCountries.includes(foreignCountry)) return 'closed-country'
  if (occupied) return 'occupied'
  if (partnered) return 'partnered'
  return silent.length > 0 ? 'not-looking' : undefined
}

/** Where letters go when somebody only tries the service out: a reserved address that nobody can own. */
export const trialContact = ({ id, country }: { id: string; country: string }) => ({
  email: `office.${id}@example.org`,
  language: country === 'UA' ? ('uk' as const) : ('en' as const),
})
