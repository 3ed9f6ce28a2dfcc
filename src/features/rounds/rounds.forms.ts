// What staff type about rounds. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, pageNumber } from '../../platform/http/form.js'
import { usualRules } from '../../scoring/round.js'
import { groups, markKinds, usualDays } from './rounds.model.js'

const message = (field: string) => `staff/rounds/index.error-${field}`

const digits = (field: string, least: number, most: number) =>
  z
    .string(message(field))
    .trim()
    .regex(/^\d{1,6}$/, message(field))
    .transform(Number)
    .refine((n) => n >= least && n <= most, message(field))

/** A whole number; `otherwise` when the field is empty. */
const whole = (field: string, least: number, most: number, otherwise: number) =>
  z.preprocess(blankIsMissing, digits(field, least, most).default(otherwise))

/** More would be no short list any more. */
const mostEach = 20

const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

const region = (wrong: string) =>
  z.preprocess(
    blankIsMissing,
    z
      .string()
      .regex(/^UA\.\d{2}$/, wrong)
      .optional(),
  )

/** What a round is asked for; a coordinator's oblast is set by the route. */
export const roundForm = z
  .object({
    name: z
      .string(message('name'))
      .trim()
      .min(2, message('name'))
      .max(120, message('name'))
      .regex(oneLine, message('name')),
    whom: z.preprocess(blankIsMissing, z.enum(groups, message('whom')).default('seeking')),
    region: region(message('region')),
    mostUa: whole('mostUa', 1, mostEach, usualRules.perUa),
    mostForeign: whole('mostForeign', 1, mostEach, usualRules.perForeign),
    floor: whole('floor', 0, mostEach, 0),
    cap: z.preprocess(blankIsMissing, digits('cap', 0, 100_000).optional()),
    /** Points of 100, as scores are shown. */
    least: whole('least', 0, 100, 0),
    remindAfterDays: whole('remindAfterDays', 1, 90, usualDays.remindAfterDays),
    closeAfterDays: whole('closeAfterDays', 2, 180, usualDays.closeAfterDays),
  })
  .refine(({ floor, mostUa, mostForeign }) => floor <= Math.min(mostUa, mostForeign), {
    path: ['floor'],
    message: message('floor-over'),
  })
  .refine(({ remindAfterDays, closeAfterDays }) => remindAfterDays < closeAfterDays, {
    path: ['closeAfterDays'],
    message: message('closeAfterDays-early'),
  })
export type RoundForm = z.output<typeof roundForm>

/** The form before anybody typed: what an empty one means, but for the name. */
export const usualForm: RoundForm = roundForm.parse({ name: '––' })

/** The new round's id travels in its form, so that pressing twice makes one round. */
export const newRoundId = z.object({ id: z.uuid() })

/** `lock=ua-x pl-y`: the button that was pressed says which pair; `free` takes a mark back. */
const pair = z
  .string()
  .regex(/^[a-z0-9-]{1,120} [a-z0-9-]{1,120}$/)
  .transform((value) => {
    const [uaId = '', foreignId = ''] = value.split(' ')
    return { uaId, foreignId }
  })
  .optional()
  .catch(undefined)

export const marksForm = z.object({
  lock: pair,
  strike: pair,
  /** A strike again, with its note. */
  note: pair,
  free: pair,
})
export type MarksForm = z.output<typeof marksForm>

/** The reason of a strike. */
export const strikeNote = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(500, 'staff/rounds/show.error-note'))

/** Two communities, each by its name or id. */
export const pairForm = z.object({
  ua: z.string('staff/rounds/marks.error-ua').trim().min(2, 'staff/rounds/marks.error-ua').max(200),
  foreign: z
    .string('staff/rounds/marks.error-foreign')
    .trim()
    .min(2, 'staff/rounds/marks.error-foreign')
    .max(200),
})

export const decisionForm = z.object({
  decision: z.enum(['accept', 'discard'], 'staff/rounds/show.error-decision'),
  /** The version the page showed, so that nobody accepts what they have not seen. */
  seen: z.string('staff/rounds/show.error-seen').max(100, 'staff/rounds/show.error-seen'),
  note: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(2000, 'staff/rounds/show.error-note-long')),
})
export type DecisionForm = z.output<typeof decisionForm>

export const only = ['all', 'new', ...markKinds] as const

/** Which of a round's pairs the page shows; a wrong word is no filter. */
export const pairsFilter = z.object({
  region: region('staff/rounds/show.error-filter').catch(undefined),
  country: z.preprocess(
    blankIsMissing,
    z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .catch(undefined),
  ),
  only: z.preprocess(blankIsMissing, z.enum(only).catch('all').default('all')),
  /** The oblast whose list stays open after a pair in it was marked. */
  open: region('staff/rounds/show.error-filter').catch(undefined),
  page: pageNumber('staff/rounds/show.error-filter').catch(1),
})
export type PairsFilter = z.output<typeof pairsFilter>
