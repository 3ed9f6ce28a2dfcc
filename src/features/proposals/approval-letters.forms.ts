// What staff type into a side's letter before it is sent. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { faultIn } from '../../platform/mail/written-letter.js'
import { sides } from '../pairs/pairs.model.js'

const wrong = (name: string) => `staff/proposals/letters.error-${name}`

const lines = z.string(wrong('body')).transform((text) => text.replaceAll('\r\n', '\n').trim())

/** What the two forms of the page hold, each for one side. */
export const letterForm = z.object({
  side: z.enum(sides),
  do: z.enum(['save', 'look', 'restore']),
  /** When the letter the page showed was edited; empty when it was the original. */
  seen: z.string().default(''),
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

/** Which side's original is wanted back; nothing else of the form matters. */
export const restoreForm = letterForm.pick({ side: true, do: true })
