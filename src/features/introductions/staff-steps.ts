// Which form of the page was sent, what it says, and the action it leads to.
import type { StaffMember } from '../../platform/http/access.js'
import { readForm, type FieldError, type Read, type Typed } from '../../platform/http/form.js'
import { copyToAssociation, noteAssociationAnswer } from './associations.actions.js'
import type { Needs } from './introductions.actions.js'
import type { Introduction } from './introductions.queries.js'
import { recordMilestoneFor, removeMilestoneOfStaff } from './milestones.actions.js'
import { resendLetter } from './resending.actions.js'
import {
  askBothAgain,
  extendIntroduction,
  stopIntroduction,
  type Already,
  type Tended,
} from './tending.actions.js'
import {
  associationAnswerForm,
  copyForm,
  extendForm,
  milestoneForm,
  resendForm,
  sideForm,
  stepForm,
  stopForm,
  unmilestoneForm,
  type StaffStep,
} from './tending.forms.js'

export type Taken =
  | { outcome: 'done'; step: StaffStep }
  | { outcome: 'already'; already: Already }
  | { outcome: 'wrong'; typed: Typed; errors: FieldError[] }

type Act = () => Promise<Tended | undefined>
type Reading = { act: Act } | { errors: FieldError[] }

/** Reads the form that was sent and does what it says; undefined when there is no such introduction. */
export async function takeStep(
  ctx: Needs,
  introduction: Introduction,
  by: StaffMember,
  body: unknown,
): Promise<Taken | undefined> {
  const { typed, ...first } = readForm(stepForm, body)
  if (!first.ok) return { outcome: 'wrong', typed, errors: first.errors }
  const { step } = first.value
  const read = reading(ctx, introduction, by, step, body)
  if ('errors' in read) return { outcome: 'wrong', typed, errors: read.errors }
  const tended = await read.act()
  if (!tended) return undefined
  if (tended.outcome === 'already') return { outcome: 'already', already: tended }
  if (tended.outcome === 'done') return { outcome: 'done', step }
  return { outcome: 'wrong', typed, errors: [nobodyFor[step] ?? nobody] }
}

const wrong = (field: string, name: string): FieldError => ({
  field,
  key: `staff/introductions/show.error-${name}`,
})
const nobody = wrong('step', 'no-contact')
const nobodyFor: Partial<Record<StaffStep, FieldError>> = {
  again: wrong('step-again', 'no-contact'),
  copy: wrong('associationId', 'association'),
  association: wrong('copy', 'association'),
}

function reading(
  ctx: Needs,
  introduction: Introduction,
  by: StaffMember,
  step: StaffStep,
  body: unknown,
): Reading {
  const { id } = introduction
  const now = ctx.clock.now()
  const read = <T>(form: Read<T>, act: (value: T) => Promise<Tended | undefined>): Reading =>
    form.ok ? { act: () => act(form.value) } : { errors: form.errors }
  switch (step) {
    case 'stop':
      return read(readForm(stopForm, body), (form) => stopIntroduction(ctx, id, by, form))
    case 'extend': {
      const form = readForm(extendForm(now, whatWasSeen(introduction, body)), body)
      return read(form, (value) => extendIntroduction(ctx, id, by, value))
    }
    case 'resend': {
      const side = readForm(sideForm, body)
      if (!side.ok) return { errors: side.errors }
      const form = readForm(resendForm(side.value.side), body)
      // The records of communities abroad are the office's.
      const mayKeep = by.role !== 'coordinator' || side.value.side === 'ua'
      return read(form, (value) => resendLetter(ctx, id, by, { ...value, keep: value.keep && mayKeep }))
    }
    case 'again':
      return { act: () => askBothAgain(ctx, id, by) }
    case 'copy':
      return read(readForm(copyForm, body), ({ associationId }) =>
        copyToAssociation(ctx, id, by, associationId),
      )
    case 'association':
      return read(readForm(associationAnswerForm(now), body), (form) =>
        noteAssociationAnswer(ctx, id, by, form),
      )
    case 'milestone': {
      const form = readForm(milestoneForm(introduction.openedAt, now), body)
      return read(form, async (value) =>
        (await recordMilestoneFor(ctx, id, by, value))
          ? { outcome: 'done' }
          : { outcome: 'already', did: 'over', by: null },
      )
    }
    case 'unmilestone':
      return read(readForm(unmilestoneForm, body), async ({ recorded }) =>
        (await removeMilestoneOfStaff(ctx, id, by, recorded)) ? { outcome: 'done' } : undefined,
      )
  }
}

/** Until when the page that was sent said answers are awaited: a second press is no shorter time. */
function whatWasSeen({ answersUntil }: Introduction, body: unknown): Date {
  const seen = new Date(String((body as { extendSeen?: unknown }).extendSeen))
  return seen < answersUntil ? seen : answersUntil
}
