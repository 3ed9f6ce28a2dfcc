// What narrows a sheet of partnerships; the other sheets take the filters of their lists. Messages are
// catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'

const wrong = (name: string) => `staff/exports/index.error-${name}`

export const partnershipStatuses = ['active', 'unknown', 'suspended-check', 'terminated'] as const

const code = (pattern: RegExp, name: string) =>
  z.preprocess(blankIsMissing, z.string(wrong(name)).regex(pattern, wrong(name)).optional())

export const partnershipsFilter = z.object({
  region: code(/^UA\.\d{2}$/, 'region'),
  country: code(/^[A-Z]{2}$/, 'country'),
  status: z.preprocess(blankIsMissing, z.enum(partnershipStatuses, wrong('status')).optional()),
})
/** What the staff's list of records asks beyond the public search. */
export const recordsFilter = z.object({
  standing: z.preprocess(
    blankIsMissing,
    z.enum(['free', 'military-administration', 'occupied'], wrong('standing')).optional(),
  ),
  /** Only those about which sources contradict each other. */
  conflicts: z.literal('yes').optional().catch(undefined),
})
export type RecordsFilter = z.output<typeof recordsFilter>

/** Any query string, for what was typed. */
export const anyQuery = z.looseObject({})

export type PartnershipsFilter = z.output<typeof partnershipsFilter>
