// What administrators type about people. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { locales } from '../../platform/i18n/locales.js'
import { emailAddress } from './accounts.forms.js'
import { roles } from './accounts.model.js'

const wrong = (name: string) => `staff/people/index.error-${name}`

/** Letters, digits, punctuation: nothing that could break a header of a letter. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

const name = z
  .string(wrong('name'))
  .trim()
  .min(2, wrong('name'))
  .max(120, wrong('name'))
  .regex(oneLine, wrong('name'))

/** What somebody may do, and where: an official of a community is its member or partner by its country. */
export const roomForm = z.discriminatedUnion(
  'role',
  [
    z.object({ role: z.literal('staff') }),
    z.object({ role: z.literal('admin') }),
    z.object({
      role: z.literal('coordinator'),
      region: z.string(wrong('region')).regex(/^UA\.\d{2}$/, wrong('region')),
    }),
    z.object({
      role: z.literal('official'),
      community: z.string(wrong('community')).trim().min(2, wrong('community')).max(200, wrong('community')),
    }),
  ],
  wrong('role'),
)
export type RoomForm = z.output<typeof roomForm>

export const inviteForm = z
  .object({ name, email: emailAddress, language: z.enum(locales, wrong('language')) })
  .and(roomForm)
export type InviteForm = z.output<typeof inviteForm>

export const personForm = z.object({
  change: z.enum(['role', 'disable', 'enable', 'invite-again'], wrong('change')),
})

export const peopleFilter = z.object({
  shown: z.preprocess(blankIsMissing, z.enum([...roles, 'all']).default('all')).catch('all'),
  page: z.preprocess(blankIsMissing, z.coerce.number().int().min(1).max(100_000).default(1)).catch(1),
})
export type PeopleFilter = z.output<typeof peopleFilter>
