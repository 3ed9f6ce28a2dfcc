// What staff may ask of a round, as a query string. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { usualRules } from '../../scoring/round.js'
import { groups } from './rounds.model.js'

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

export const roundForm = z
  .object({
    whom: z.preprocess(blankIsMissing, z.enum(groups, message('whom')).default('seeking')),
    mostUa: whole('mostUa', 1, mostEach, usualRules.perUa),
    mostForeign: whole('mostForeign', 1, mostEach, usualRules.perForeign),
    floor: whole('floor', 0, mostEach, 0),
    cap: z.preprocess(blankIsMissing, digits('cap', 0, 100_000).optional()),
    /** Points of 100, as scores are shown. */
    least: whole('least', 0, 100, 0),
  })
  .refine(({ floor, mostUa, mostForeign }) => floor <= Math.min(mostUa, mostForeign), {
    path: ['floor'],
    message: message('floor-over'),
  })
export type RoundForm = z.output<typeof roundForm>

/** The form before anybody typed: what an empty one means. */
export const usualForm: RoundForm = roundForm.parse({})
