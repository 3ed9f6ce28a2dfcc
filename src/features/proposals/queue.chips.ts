// The filters that are on, each with the list as it would be without it.
import type { ProposalsFilter } from './queue.forms.js'

/** The filters a chip can take away, in the order of the form. `round` and `stuck` come from links as well. */
export const chipNames = [
  'q',
  'state',
  'whose',
  'asked',
  'stuck',
  'region',
  'country',
  'topic',
  'least',
  'age',
  'round',
] as const
export type ChipName = (typeof chipNames)[number]

const off: Partial<ProposalsFilter> = { state: 'offered', whose: 'all', asked: false, stuck: false }

export interface ActiveFilter {
  name: ChipName
  value: string
  /** The same question without this filter, from its first page. */
  rest: ProposalsFilter
}

export const chipsOf = (filter: ProposalsFilter): ActiveFilter[] =>
  chipNames
    .filter((name) => filter[name] !== off[name])
    .map((name) => ({
      name,
      value: String(filter[name]),
      rest: { ...filter, page: 1, tick: false, [name]: off[name] },
    }))
