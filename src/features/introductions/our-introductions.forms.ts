// What a community records after an introduction. Messages are catalogue keys.
import { z } from 'zod'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { milestoneKinds } from './milestones.model.js'

const wrong = (name: string) => `our-community/introductions/show.error-${name}`

/** A step with its day: not before the introduction, and not in the future. */
export const milestoneForm = (opened: Date, now: Date) =>
  z.object({
    kind: z.enum(milestoneKinds, wrong('kind')),
    on: z.iso
      .date(wrong('date'))
      .refine((day) => day <= dayInKyiv(now), wrong('future'))
      .refine((day) => day >= dayInKyiv(opened), wrong('before')),
    note: z
      .string()
      .default('')
      .transform((text) => text.replaceAll('\r\n', '\n').trim())
      .pipe(z.string().max(1000, wrong('note'))),
  })
export type MilestoneForm = z.output<ReturnType<typeof milestoneForm>>
