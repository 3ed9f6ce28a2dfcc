// What staff type into a side's letter before it is sent. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { locales } from '../../platform/i18n/locales.js'
import { faultIn } from '../../platform/mail/written-letter.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { asKept } from './approval-letters.model.js'

const wrong = (name: string) => `staff/proposals/letters.error-${name}`

const lines = z.string(wrong('body')).transform(asKept)

/** What the form holds of one side's letter, without the side before the names. */
export const letterForm = z.object({
  /** When the letter the page showed was edited; empty when it was the original. */
  seen: z.string().default(''),
  /** The language the page asked for. */
  language: z.enum(locales).optional().catch(undefined),
  subject: z
    .string(wrong('subject'))
    .trim()
    .min(1, wrong('subject'))
    .max(120, wrong('subject'))
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}{}]*$/u, wrong('subject')),
  body: lines.pipe(
    z
      .string()
      .min(1, wrong('body'))
      .max(8000, wrong('body'))
      .superRefine((text, problem) => {
        const fault = faultIn(text)
        if (fault) problem.addIssue({ code: 'custom', message: wrong(fault) })
      }),
  ),
  personal: lines.default('').pipe(
    z
      .string()
      .max(600, wrong('personal'))
      .regex(/^[^{}]*$/, wrong('personal-place')),
  ),
  signer: z.preprocess(blankIsMissing, z.uuid(wrong('signer')).optional()),
})
export type LetterForm = z.output<typeof letterForm>

const acts = ['save', 'look', 'restore'] as const
type Act = (typeof acts)[number]

/** Which button was pressed, and under whose letter: 'save-ua'. */
export const pressedForm = z.object({
  do: z.templateLiteral([z.enum(acts), '-', z.enum(sides)]).transform((pressed) => {
    const [act, side] = pressed.split('-') as [Act, Side]
    return { act, side }
  }),
})
