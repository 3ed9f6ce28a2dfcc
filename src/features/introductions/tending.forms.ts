// What staff type while they care for an introduction. One page has all these forms, so every field has a
// name of its own. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { locales } from '../../platform/i18n/locales.js'
import { dayInKyiv, days, later } from '../../platform/kit/clock.js'
import { endOfDayInKyiv } from '../../platform/kit/zones.js'
import { sides } from '../pairs/pairs.model.js'
import { associationAnswers } from './associations.model.js'
import { extendAtMost } from './introductions.model.js'
import { milestoneKinds } from './milestones.model.js'

const wrong = (name: string) => `staff/introductions/show.error-${name}`

export const steps = [
  'stop',
  'extend',
  'resend',
  'again',
  'copy',
  'association',
  'milestone',
  'unmilestone',
] as const
export type StaffStep = (typeof steps)[number]

/** Which of the page's forms was sent. */
export const stepForm = z.object({ step: z.enum(steps, wrong('step')) })

const words = (most: number, name: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(most, wrong(name)))

const ticked = z
  .literal('yes')
  .optional()
  .catch(undefined)
  .transform((value) => value === 'yes')

export const stopForm = z
  .object({
    stopTell: z.enum(['both', 'answered'], wrong('stop-tell')),
    stopNote: words(2000, 'note-long').pipe(z.string().min(3, wrong('stop-note'))),
  })
  .transform(({ stopTell, stopNote }) => ({ tell: stopTell, note: stopNote }))
export type StopForm = z.output<typeof stopForm>

/** A day after the one that holds now, and not further than one can wait. */
export function extendForm(now: Date, until: Date) {
  const [least, most] = [until > now ? until : now, later(now, days(extendAtMost))].map(dayInKyiv)
  return z
    .object({
      extendUntil: z.iso
        .date(wrong('extend-until'))
        .refine((day) => day > least! && day <= most!, wrong('extend-until')),
      extendTell: ticked,
      extendNote: words(2000, 'note-long'),
      extendSeen: z.string().default(''),
    })
    .transform(({ extendUntil: day, extendTell: tell, extendNote: note, extendSeen: seen }) => ({
      day,
      until: endOfDayInKyiv(day),
      tell,
      note,
      seen,
    }))
}
export type ExtendForm = z.output<ReturnType<typeof extendForm>>

/** Letters, digits, punctuation: nothing that could break a header of a letter. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

export const nameOf = (key: string) => z.string(key).trim().min(2, key).max(200, key).regex(oneLine, key)
export const addressOf = (key: string) => z.string(key).trim().max(254, key).pipe(z.email(key))

/** The fields of one side's form: `ua-name`, `foreign-email`. */
export const resendForm = (side: (typeof sides)[number]) =>
  z
    .object({
      [`${side}-name`]: nameOf(wrong('name')),
      [`${side}-email`]: addressOf(wrong('email')),
      [`${side}-language`]: z.enum(locales, wrong('language')),
      [`${side}-keep`]: ticked,
      [`${side}-seen`]: z.string().default(''),
    })
    .transform((typed) => ({
      side,
      name: String(typed[`${side}-name`]),
      email: String(typed[`${side}-email`]),
      language: String(typed[`${side}-language`]),
      keep: typed[`${side}-keep`] === true,
      seen: String(typed[`${side}-seen`]),
    }))
export type ResendForm = z.output<ReturnType<typeof resendForm>>

export const sideForm = z.object({ side: z.enum(sides, wrong('side')) })

export const copyForm = z.object({ associationId: z.uuid(wrong('association')) })

/** What an association answered, on which day, in a few words. */
export const associationAnswerForm = (now: Date) =>
  z
    .object({
      copy: z.uuid(wrong('association')),
      associationAnswer: z.enum(associationAnswers, wrong('association-answer')),
      associationOn: z.iso
        .date(wrong('association-on'))
        .refine((day) => day <= dayInKyiv(now), wrong('association-on')),
      associationWords: words(500, 'association-words'),
    })
    .transform((typed) => ({
      copy: typed.copy,
      answer: typed.associationAnswer,
      on: typed.associationOn,
      words: typed.associationWords || null,
    }))
export type AssociationAnswerForm = z.output<ReturnType<typeof associationAnswerForm>>

/** A step of the two, recorded for one of them. */
export const milestoneForm = (opened: Date, now: Date) =>
  z
    .object({
      milestoneSide: z.enum(sides, wrong('milestone-side')),
      milestoneKind: z.enum(milestoneKinds, wrong('milestone-kind')),
      milestoneOn: z.preprocess(
        blankIsMissing,
        z.iso
          .date(wrong('milestone-on'))
          .refine((day) => day <= dayInKyiv(now) && day >= dayInKyiv(opened), wrong('milestone-on')),
      ),
      milestoneNote: words(1000, 'milestone-note'),
    })
    .transform((typed) => ({
      side: typed.milestoneSide,
      kind: typed.milestoneKind,
      on: typed.milestoneOn,
      note: typed.milestoneNote,
    }))
export type StaffMilestoneForm = z.output<ReturnType<typeof milestoneForm>>

/** Which of the recorded steps was a mistake. */
export const unmilestoneForm = z.object({ recorded: z.uuid(wrong('recorded')) })
