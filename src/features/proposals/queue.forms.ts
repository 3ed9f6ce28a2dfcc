// What staff ask of the queue: the filters of the list as its address carries them. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, pageNumber, readForm, type Read } from '../../platform/http/form.js'
import { topics } from '../communities/communities.model.js'
import { proposalStates } from './proposals.model.js'

const wrong = (name: string) => `staff/proposals/index.error-${name}`

const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsMissing, schema.optional())
const whole = (name: string, least: number, most: number) =>
  optional(z.coerce.number(wrong(name)).int(wrong(name)).min(least, wrong(name)).max(most, wrong(name)))
const ticked = z
  .literal('yes')
  .optional()
  .catch(undefined)
  .transform((value) => value === 'yes')

export const orders = ['asked', 'best', 'oldest'] as const
export const holders = ['all', 'mine', 'nobody'] as const

/** The query string of the list. */
export const proposalsFilter = z.object({
  state: z.preprocess(blankIsMissing, z.enum([...proposalStates, 'all'], wrong('state')).default('offered')),
  region: optional(z.string(wrong('region')).regex(/^UA\.\d{2}$/, wrong('region'))),
  country: optional(z.string(wrong('country')).regex(/^[A-Z]{2}$/, wrong('country'))),
  /** A topic of either side. */
  topic: optional(z.enum(topics, wrong('topic'))),
  /** At least so many points of 100. */
  least: whole('least', 0, 99),
  /** Offered for at least so many days. */
  age: whole('age', 1, 3650),
  whose: z.preprocess(blankIsMissing, z.enum(holders, wrong('whose')).default('all')),
  /** Only those a community asked for. */
  asked: ticked,
  /** Only those that somebody waits for, because they are asked for or taken, and that lack a contact. */
  stuck: ticked,
  /** Only those of one accepted round. */
  round: optional(z.uuid(wrong('round'))),
  q: optional(z.string(wrong('q')).trim().max(100, wrong('q'))),
  order: z.preprocess(blankIsMissing, z.enum(orders, wrong('order')).default('asked')),
  page: pageNumber(wrong('page')),
  /** Whether all boxes of the page are ticked to begin with. */
  tick: z
    .literal('all')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'all'),
})
export type ProposalsFilter = z.output<typeof proposalsFilter>

/** The filter as an address: what is usual is left out, so that equal filters have equal addresses. */
export function queryOf(filter: Partial<ProposalsFilter>): string {
  const usual: Record<string, unknown> = { state: 'offered', whose: 'all', order: 'asked', page: 1 }
  const query = new URLSearchParams()
  for (const name of Object.keys(proposalsFilter.shape)) {
    const value = filter[name as keyof ProposalsFilter]
    if (value === undefined || value === false || value === usual[name]) continue
    query.set(name, name === 'tick' ? 'all' : value === true ? 'yes' : String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The list somebody came from, as the addresses of what is in it carry it. */
export const listQuery = (query: unknown): string => queryOf({ ...readFilter(query).filter, tick: false })

/** What was to come next in that list, said with the address of a decision. */
export const withNext = (address: string, next: string | undefined): string =>
  `${address}${address.includes('?') ? '&' : '?'}next=${next ?? ''}`

export type ReadFilter = { filter: ProposalsFilter } & Pick<Read<unknown>, 'typed' | 'errors'>

/** A wrong field is named and left out; the rest still filters. */
export function readFilter(query: unknown): ReadFilter {
  const read = readForm(proposalsFilter, query)
  if (read.ok) return { filter: read.value, typed: read.typed, errors: [] }
  const wrong = read.errors.map(({ field }) => field)
  const good = Object.entries(read.typed).filter(([field]) => !wrong.includes(field))
  return { filter: proposalsFilter.parse(Object.fromEntries(good)), typed: read.typed, errors: read.errors }
}
