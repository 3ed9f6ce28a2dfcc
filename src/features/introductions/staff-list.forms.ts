// What staff ask of the list of introductions, as its address carries it. Messages are catalogue keys.
import { z } from 'zod'
import {
  blankIsMissing,
  pageNumber,
  readForm,
  type FieldError,
  type Typed,
} from '../../platform/http/form.js'
import { closings, introductionStates } from './introductions.model.js'

const wrong = (name: string) => `staff/introductions/index.error-${name}`
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsMissing, schema.optional())

/** Who has to do the next thing: one side, both, or the Association itself, whose letter did not arrive. */
export const turns = ['ua', 'foreign', 'both', 'staff'] as const

/** The states, those that are closed also by how they ended. */
export const listed = [
  ...introductionStates,
  ...closings.map((each) => `closed-${each}` as const),
  'all',
] as const

export const introductionsFilter = z.object({
  state: z.preprocess(blankIsMissing, z.enum(listed, wrong('state')).default('awaiting')),
  region: optional(z.string(wrong('region')).regex(/^UA\.\d{2}$/, wrong('region'))),
  country: optional(z.string(wrong('country')).regex(/^[A-Z]{2}$/, wrong('country'))),
  turn: optional(z.enum(turns, wrong('turn'))),
  /** Somebody has been silent for at least so many days. */
  days: optional(
    z.coerce.number(wrong('days')).int(wrong('days')).min(1, wrong('days')).max(3650, wrong('days')),
  ),
  /** Those that follow from proposals of one round. */
  round: optional(z.uuid(wrong('round'))),
  page: pageNumber(wrong('page')),
})
export type IntroductionsFilter = z.output<typeof introductionsFilter>

/** The filter as an address: what is usual is left out, so that equal filters have equal addresses. */
export function queryOf(filter: Partial<IntroductionsFilter>): string {
  const usual: Record<string, unknown> = { state: 'awaiting', page: 1 }
  const query = new URLSearchParams()
  for (const name of Object.keys(introductionsFilter.shape)) {
    const value = filter[name as keyof IntroductionsFilter]
    if (value !== undefined && value !== usual[name]) query.set(name, String(value))
  }
  const text = query.toString()
  return text && `?${text}`
}

export interface ReadFilter {
  filter: IntroductionsFilter
  typed: Typed
  errors: FieldError[]
}

/** A wrong field is named and left out; the rest still filters. */
export function readIntroductionsFilter(query: unknown): ReadFilter {
  const read = readForm(introductionsFilter, query)
  if (read.ok) return { filter: read.value, typed: read.typed, errors: [] }
  const wrong = read.errors.map(({ field }) => field)
  const good = Object.entries(read.typed).filter(([field]) => !wrong.includes(field))
  return {
    filter: introductionsFilter.parse(Object.fromEntries(good)),
    typed: read.typed,
    errors: read.errors,
  }
}
