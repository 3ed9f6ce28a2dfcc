// Whom a community lets in, and whom the Association may write to there. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { locales } from '../../platform/i18n/locales.js'

/** Letters, digits, punctuation: nothing that could break a header of a letter. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

const line = (wrong: string, least: number, most: number) =>
  z.string(wrong).trim().min(least, wrong).max(most, wrong).regex(oneLine, wrong)

const mailbox = (wrong: string) => z.string(wrong).trim().toLowerCase().max(254, wrong).pipe(z.email(wrong))

const inPeople = (name: string) => `our-community/people.error-${name}`
const inContact = (name: string) => `our-community/contact.error-${name}`

export const colleagueForm = z.object({
  name: line(inPeople('name'), 2, 120),
  email: mailbox(inPeople('email')),
  language: z.enum(locales, inPeople('language')),
})
export type ColleagueForm = z.output<typeof colleagueForm>

const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess(blankIsMissing, schema.optional()).transform((value) => (value ?? null) as z.output<S> | null)

export const ourContactForm = z.object({
  name: line(inContact('name'), 2, 120),
  office: optional(line(inContact('office'), 2, 200)),
  email: mailbox(inContact('email')),
  phone: optional(
    line(inContact('phone'), 5, 40).regex(/^(?=(?:\D*\d){5})[+\d\s()./-]+$/, inContact('phone')),
  ),
  language: z.enum(locales, inContact('language')),
})
export type OurContactForm = z.output<typeof ourContactForm>
