// What a side answers, and what staff filter by. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, pageNumber } from '../../platform/http/form.js'
import { answers, introductionStates } from './introductions.model.js'

const wrong = (name: string) => `introductions/answer.error-${name}`

export const answerForm = z.object({
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
})
export type AnswerForm = z.output<typeof answerForm>

/** `?change` opens the form again for somebody who has answered. */
export const answerQuery = z.object({ change: z.string().optional().catch(undefined) })

export const introductionsFilter = z.object({
  state: z.preprocess(
    blankIsMissing,
    z.enum([...introductionStates, 'all'], 'staff/introductions/index.error-state').default('awaiting'),
  ),
  page: pageNumber('staff/introductions/index.error-page'),
})
export type IntroductionsFilter = z.output<typeof introductionsFilter>
