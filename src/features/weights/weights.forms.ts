// What staff type to make a new version of a set, or to put one in use. Messages are catalogue keys.
import { z } from 'zod'
import { criterionNames, type CriterionName } from '../../scoring/criteria/index.js'
import type { Weights } from '../../scoring/weights.js'
import { ranges } from './weights.model.js'

const message = (name: string) => `staff/weights/show.error-${name}`

/** Names of fields, which are also their ids. */
export const pointsField = (name: CriterionName, knot: number) => `points-${name}-${knot}`
export const strengthField = (name: CriterionName) => `strength-${name}`

/** A number as people type it: with a comma or a point, with any of the signs that stand for minus. */
const number = ({ least, most }: { least: number; most: number }, wrong: string) =>
  z
    .string(wrong)
    .trim()
    .regex(/^[-−–]?\d{1,3}([.,]\d{1,3})?$/, wrong)
    .transform((text) => Number(text.replace(/[−–]/, '-').replace(',', '.')))
    .refine((n) => n >= least && n <= most, wrong)

const why = (wrong: string, long: string) =>
  z
    .string(wrong)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(3, wrong).max(1000, long))

/** A form with a field for every knot of every curve of this set. */
export function weightsForm({ curves }: Weights) {
  const fields: Record<string, z.ZodType<number>> = {}
  for (const name of criterionNames) {
    const wrong = message(name)
    fields[strengthField(name)] = number(ranges.strength, wrong)
    curves[name].points.forEach((_, knot) => {
      fields[pointsField(name, knot)] = number(ranges.points, wrong)
    })
  }
  return z
    .object({
      ...fields,
      name: z
        .string(message('name'))
        .trim()
        .regex(/^[a-z][a-z0-9-]{0,29}$/, message('name')),
      why: why(message('why'), message('why-long')),
      rescale: z.literal('yes', message('rescale')).optional(),
      middle: number(ranges.middle, message('middle')),
      spread: number(ranges.spread, message('spread')),
    })
    .transform(({ name, why, rescale, middle, spread, ...numbers }) => {
      const typed = numbers as unknown as Record<string, number>
      const each = <T>(of: (criterion: CriterionName) => T) =>
        Object.fromEntries(criterionNames.map((criterion) => [criterion, of(criterion)])) as Record<
          CriterionName,
          T
        >
      return {
        name,
        why,
        rescale: rescale === 'yes',
        changes: {
          points: each((criterion) =>
            curves[criterion].points.map((_, knot) => typed[pointsField(criterion, knot)]!),
          ),
          strength: each((criterion) => typed[strengthField(criterion)]!),
          middle,
          spread,
        },
      }
    })
}
export type WeightsForm = z.output<ReturnType<typeof weightsForm>>

export const chooseForm = z.object({
  /** The set in use when the page was made, so that nobody overrules a choice without having seen it. */
  seen: z.string('staff/weights/preview.error-seen').max(100, 'staff/weights/preview.error-seen'),
  why: why('staff/weights/preview.error-why', 'staff/weights/show.error-why-long'),
})
export type ChooseForm = z.output<typeof chooseForm>
