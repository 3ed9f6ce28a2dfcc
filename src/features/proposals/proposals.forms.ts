// What staff type about proposals. Messages are catalogue keys.
import { z } from 'zod'
import { days } from '../../platform/kit/clock.js'
import { locales } from '../../platform/i18n/locales.js'
import { blankIsMissing, pageNumber } from '../../platform/http/form.js'
import { proposalStates } from './proposals.model.js'

const inList = (name: string) => `staff/proposals/index.error-${name}`
const inShow = (name: string) => `staff/proposals/show.error-${name}`
const inContact = (name: string) => `staff/proposals/contact.error-${name}`

/** The query string of the list. */
export const proposalsFilter = z.object({
  state: z.preprocess(blankIsMissing, z.enum([...proposalStates, 'all'], inList('state')).default('offered')),
  region: z.preprocess(
    blankIsMissing,
    z
      .string()
      .regex(/^UA\.\d{2}$/, inList('region'))
      .optional(),
  ),
  country: z.preprocess(
    blankIsMissing,
    z
      .string()
      .regex(/^[A-Z]{2}$/, inList('country'))
      .optional(),
  ),
  /** Only those a community asked for. */
  asked: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'yes'),
  q: z.preprocess(blankIsMissing, z.string(inList('q')).trim().max(100, inList('q')).optional()),
  page: pageNumber(inList('page')),
})
export type ProposalsFilter = z.output<typeof proposalsFilter>

/** The state the page showed, so that nobody overrules a decision without having seen it. */
const seen = z.enum(proposalStates, inShow('seen'))

const note = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(2000, inShow('note-long')))

const inKyiv = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short' })

/** The calendar day of a moment in Kyiv, as a date field has it: '2026-11-23'. */
export const dayOf = (moment: Date): string => inKyiv.format(moment)

/** A decision: a postponement needs a day after today, a rejection needs its reason. */
export function decisionForm(now: Date) {
  const furthest = dayOf(new Date(now.getTime() + days(2 * 366)))
  const until = z.iso
    .date(inShow('until'))
    .refine((day) => day > dayOf(now) && day <= furthest, inShow('until'))
    // The first hours of that day in Kyiv, so that the night job of that day finds it.
    .transform((day) => new Date(`${day}T00:00:00+02:00`))
  return z.discriminatedUnion(
    'decision',
    [
      z.object({ decision: z.literal('approve'), seen, note }),
      z.object({ decision: z.literal('postpone'), seen, note, until }),
      z.object({
        decision: z.literal('reject'),
        seen,
        note: note.pipe(z.string().min(3, inShow('note-missing'))),
      }),
    ],
    inShow('decision'),
  )
}
export type DecisionForm = z.output<ReturnType<typeof decisionForm>>

/** Letters, digits, punctuation: nothing that could break a header of a letter. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

/** A community's contact: its office, not somebody's private address. */
export const contactForm = z.object({
  name: z
    .string(inContact('name'))
    .trim()
    .min(2, inContact('name'))
    .max(200, inContact('name'))
    .regex(oneLine, inContact('name')),
  email: z
    .string(inContact('email'))
    .trim()
    .max(254, inContact('email'))
    .pipe(z.email(inContact('email'))),
  language: z.enum(locales, inContact('language')),
})
export type ContactForm = z.output<typeof contactForm>
