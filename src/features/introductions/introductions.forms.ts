// What a side answers. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { dayInKyiv, days, later } from '../../platform/kit/clock.js'
import { callAtMost, zones } from './call.model.js'
import { answers } from './introductions.model.js'
import { dayOfMonth, monthsToRest, usualMonth } from './resting.model.js'

const wrong = (name: string) => `introductions/answer.error-${name}`

const month = (now: Date) =>
  z.preprocess(blankIsMissing, z.enum(monthsToRest(now), wrong('until')).default(usualMonth(now)))

/** A time for a first talk: both fields or none. */
const callFields = (now: Date) => ({
  callOn: z.preprocess(
    blankIsMissing,
    z.iso
      .date(wrong('call-on'))
      .refine(
        (day) => day > dayInKyiv(now) && day <= dayInKyiv(later(now, days(callAtMost))),
        wrong('call-on'),
      )
      .nullable()
      .default(null),
  ),
  callAt: z.preprocess(
    blankIsMissing,
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, wrong('call-at'))
      .nullable()
      .default(null),
  ),
  callZone: z.preprocess(blankIsMissing, z.enum(zones, wrong('call-zone')).default('Europe/Kyiv')),
})
const noCall = { callOn: null, callAt: null, callZone: null }

export const answerForm = (now: Date) =>
  z
    .object({
      answer: z.enum(answers, wrong('answer')),
      words: z
        .string()
        .default('')
        .transform((text) => text.replaceAll('\r\n', '\n').trim())
        .pipe(z.string().max(1000, wrong('words'))),
      /** Whether the other side may read the words. */
      shareWords: z
        .literal('yes')
        .optional()
        .catch(undefined)
        .transform((value) => value === 'yes'),
      /** The month in which to ask again. */
      until: month(now),
      ...callFields(now),
    })
    .superRefine(({ callOn, callAt }, { addIssue }) => {
      if ((callOn === null) === (callAt === null)) return
      const [path, message] =
        callOn === null ? (['callOn', wrong('call-on')] as const) : (['callAt', wrong('call-at')] as const)
      addIssue({ code: 'custom', path: [path], message })
    })
    .transform(({ until, callOn, callAt, callZone, ...told }) => ({
      ...told,
      call:
        told.answer === 'yes' && callOn !== null && callAt !== null
          ? { callOn, callAt: `${callAt}:00`, callZone }
          : noCall,
      restUntil: told.answer === 'not-now' ? dayOfMonth(until) : null,
    }))
export type AnswerForm = z.output<ReturnType<typeof answerForm>>

/** `?change` opens the form again for somebody who has answered. */
export const answerQuery = z.object({ change: z.string().optional().catch(undefined) })
