// The name of a filter that somebody saves. Messages are catalogue keys.
import { z } from 'zod'

const wrong = (name: string) => `staff/proposals/index.error-${name}`

export const filterForm = z.object({
  filterName: z
    .string(wrong('filter-name'))
    .transform((name) => name.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1, wrong('filter-name')).max(60, wrong('filter-name'))),
  /** The name somebody was told is taken, and saves over. */
  over: z.string().optional().catch(undefined),
})
export type FilterForm = z.output<typeof filterForm>
