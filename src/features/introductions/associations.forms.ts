// What staff type about a sister association. Messages are catalogue keys.
import { z } from 'zod'
import { locales } from '../../platform/i18n/locales.js'
import { addressOf, nameOf } from './tending.forms.js'

const wrong = (name: string) => `staff/associations/index.error-${name}`

/** An association with its office address. `countries`: those it may be of. */
export const associationForm = (countries: readonly string[]) =>
  z.object({
    country: z.string(wrong('country')).refine((code) => countries.includes(code), wrong('country')),
    name: nameOf(wrong('name')),
    email: addressOf(wrong('email')),
    language: z.enum(locales, wrong('language')),
  })
export type AssociationForm = z.output<ReturnType<typeof associationForm>>
