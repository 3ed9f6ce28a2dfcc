// What an official tells who asks to speak for a community, and what staff decide. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { reviewStates } from './claims.model.js'

const wrong = (name: string) => `claims/new.error-${name}`
const inShow = (name: string) => `staff/claims/show.error-${name}`

/** Letters, digits, punctuation: nothing that could break a header of a letter. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

const line = (name: string, least: number, most: number) =>
  z.string(wrong(name)).trim().min(least, wrong(name)).max(most, wrong(name)).regex(oneLine, wrong(name))

const several = (most: number, key: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(most, key))

export const claimForm = z.object({
  name: line('name', 2, 120),
  office: line('office', 2, 200),
  email: z
    .string(wrong('email'))
    .trim()
    .toLowerCase()
    .max(254, wrong('email'))
    .pipe(z.email(wrong('email'))),
  phone: z.preprocess(
    blankIsMissing,
    z
      .string(wrong('phone'))
      .trim()
      .max(40, wrong('phone'))
      .regex(/^(?=(?:\D*\d){5})[+\d\s()./-]+$/, wrong('phone'))
      .optional(),
  ),
  words: several(1000, wrong('words')),
})
export type ClaimForm = z.output<typeof claimForm>

/** The state the page showed, so that nobody overrules a decision without having seen it. */
const seen = z.enum(reviewStates, inShow('seen'))
const note = several(1000, inShow('note-long'))

export const decisionForm = z.discriminatedUnion(
  'decision',
  [
    z.object({ decision: z.literal('accept'), seen }),
    z.object({
      decision: z.literal('decline'),
      seen,
      note: note.pipe(z.string().min(3, inShow('note-missing'))),
    }),
  ],
  inShow('decision'),
)
export type DecisionForm = z.output<typeof decisionForm>

export const claimsFilter = z.object({
  state: z
    .preprocess(blankIsMissing, z.enum([...reviewStates, 'all']).default('awaiting-review'))
    .catch('awaiting-review'),
  page: z.preprocess(blankIsMissing, z.coerce.number().int().min(1).max(100_000).default(1)).catch(1),
})
export type ClaimsFilter = z.output<typeof claimsFilter>

export const oblastQuery = z.object({
  region: z
    .string()
    .regex(/^UA\.\d{2}$/)
    .optional()
    .catch(undefined),
})
