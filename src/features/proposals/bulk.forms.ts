// What staff do with several proposals at once. Messages are catalogue keys.
import { z } from 'zod'
import { listed, readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { decisionForm, type DecisionForm } from './proposals.forms.js'
import { proposalStates, type ProposalState } from './proposals.model.js'

const wrong = (name: string) => `staff/proposals/index.error-${name}`

/** In the order of the form. */
export const bulkActs = ['take', 'give-back', 'postpone', 'reject'] as const
/** Taking a decision back is offered where its result is told. */
const allActs = [...bulkActs, 'reopen'] as const
export type BulkAct = (typeof allActs)[number]

/** A ticked box: the proposal, and the state in which the page showed it. */
export interface Chosen {
  id: string
  seen: ProposalState
}

const box = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[a-z]+$/, wrong('chosen'))
  .transform((value): Chosen => {
    const [id = '', state] = value.split('.')
    return { id, seen: proposalStates.find((each) => each === state) ?? 'offered' }
  })
  .refine(({ id }) => z.uuid().safeParse(id).success, wrong('chosen'))

// As many as a page has, and no more: each is held while the others are decided.
const chosen = z.preprocess(
  listed,
  z.array(box, wrong('chosen')).min(1, wrong('chosen')).max(100, wrong('chosen')),
)

const whatForm = z.object({ chosen, decision: z.enum(allActs, wrong('decision')) })

export type ManyDecided = Exclude<DecisionForm, { decision: 'approve' }>
export type Bulk = { chosen: Chosen[] } & (
  { act: 'take' | 'give-back' } | { act: ManyDecided['decision']; form: ManyDecided }
)

export type ReadBulk = { ok: true; value: Bulk } | { ok: false; typed: Typed; errors: FieldError[] }

/** Reads both at once: which ones and what, and what a decision of that kind needs. */
export function readBulk(body: unknown, now: Date): ReadBulk {
  const what = readForm(whatForm, body)
  const { decision } = what.typed
  const decides = decision === 'postpone' || decision === 'reject' || decision === 'reopen'
  const how = decides ? readForm(decisionForm(now), { ...what.typed, seen: 'offered' }) : undefined
  if (!what.ok || how?.ok === false) {
    const errors = [...what.errors, ...(how?.errors ?? [])]
    return { ok: false, typed: what.typed, errors: errors.filter((error, i) => firstOf(errors, error) === i) }
  }
  const { chosen, decision: act } = what.value
  if (act === 'take' || act === 'give-back') return { ok: true, value: { chosen, act } }
  return { ok: true, value: { chosen, act, form: how?.value as ManyDecided } }
}

const firstOf = (errors: readonly FieldError[], { field }: FieldError) =>
  errors.findIndex((each) => each.field === field)

/** The small button beside one proposal: taken without ticking anything. */
export const oneTaken = z.object({ take: z.uuid() })
