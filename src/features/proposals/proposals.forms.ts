// What staff type about proposals. Messages are catalogue keys.
import { z } from 'zod'
import { days } from '../../platform/kit/clock.js'
import { locales } from '../../platform/i18n/locales.js'
import { needsNote, postponementReasons, proposalStates, rejectionReasons } from './proposals.model.js'

const inShow = (name: string) => `staff/proposals/show.error-${name}`
const inContact = (name: string) => `staff/proposals/contact.error-${name}`

/** The state the page showed, so that nobody overrules a decision without having seen it. */
const seen = z.enum(proposalStates, inShow('seen'))

const note = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(2000, inShow('note-long')))

/** Digests of what the page said would be sent: nothing else is. */
const letters = z
  .string()
  .default('')
  .transform((text) => text.split(' '))

const inKyiv = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short' })

/** The calendar day of a moment in Kyiv, as a date field has it: '2026-11-23'. */
export const dayOf = (moment: Date): string => inKyiv.format(moment)

/** A postponement needs its reason and a day after today, a rejection its reason; “other” needs a note. */
export function decisionForm(now: Date) {
  const furthest = dayOf(new Date(now.getTime() + days(2 * 366)))
  const until = z.iso
    .date(inShow('until'))
    .refine((day) => day > dayOf(now) && day <= furthest, inShow('until'))
    // The first hours of that day in Kyiv, so that the night job of that day finds it.
    .transform((day) => new Date(`${day}T00:00:00+02:00`))
  return z
    .discriminatedUnion(
      'decision',
      [
        z.object({ decision: z.literal('approve'), seen, note, letters }),
        z.object({
          decision: z.literal('postpone'),
          seen,
          note,
          until,
          whyPostpone: z.enum(postponementReasons, inShow('reason')),
        }),
        z.object({
          decision: z.literal('reject'),
          seen,
          note,
          whyReject: z.enum(rejectionReasons, inShow('reason')),
        }),
        // Not a decision of the form's choice: a button of its own, for what was decided already.
        z.object({ decision: z.literal('reopen'), seen }),
      ],
      inShow('decision'),
    )
    .transform((form) => {
      if (form.decision === 'approve' || form.decision === 'reopen') return form
      if (form.decision === 'reject') {
        const { whyReject: reason, ...rest } = form
        return { ...rest, reason }
      }
      const { whyPostpone: reason, ...rest } = form
      return { ...rest, reason }
    })
    .refine((form) => !('reason' in form) || !needsNote(form.reason) || form.note.length >= 3, {
      path: ['note'],
      message: inShow('note-missing'),
    })
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
