// The search form: a query string becomes a typed search, and a search becomes an address again, so
// that every result can be shared as a link.
import { z } from 'zod'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import {
  facetNames,
  maxPageSize,
  sizeBands,
  sorts,
  statuses,
  type CommunityQuery,
} from '../../platform/search/community-search.js'
import { features, topics } from './communities.model.js'

const wrong = (key: string) => `communities/index.error-${key}`
const missing = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)

const many = <S extends z.ZodType>(item: S) =>
  z.preprocess((value) => [value ?? []].flat().filter((one) => missing(one) !== undefined), z.array(item))

const one = <S extends z.ZodType>(item: S) => z.preprocess(missing, item.optional())

const word = (pattern: RegExp, key: string) => z.string(wrong(key)).trim().regex(pattern, wrong(key))

// People type "20 000", and copy "20,000".
const people = (key: string) =>
  word(/^\d{1,3}([\s,]?\d{3})*$|^\d{1,8}$/, key)
    .transform((text) => Number(text.replace(/[\s,]/g, '')))
    .refine((n) => n <= 99_999_999, wrong(key))

const whole = (key: string, highest: number) =>
  word(/^\d{1,6}$/, key)
    .transform(Number)
    .refine((n) => n >= 1 && n <= highest, wrong(key))

const fields = z
  .object({
    q: one(z.string(wrong('q')).trim().max(100, wrong('q'))),
    country: many(word(/^[A-Za-z]{2}$/, 'country').transform((code) => code.toUpperCase())),
    region: many(word(/^[A-Z]{2}\.[A-Z0-9]{1,8}$/, 'region')),
    size: many(
      z.enum(
        sizeBands.map(({ key }) => key),
        wrong('size'),
      ),
    ),
    topic: many(z.enum(topics, wrong('topic'))),
    feature: many(z.enum(features, wrong('feature'))),
    status: many(z.enum(statuses, wrong('status'))),
    min: one(people('min')),
    max: one(people('max')),
    near: one(word(/^[a-z]{2}-[a-z0-9-]{1,80}$/, 'near')),
    sort: one(z.enum(sorts, wrong('sort'))),
    page: one(whole('page', 100_000)),
    pageSize: one(whole('page-size', maxPageSize)),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    path: ['max'],
    message: wrong('range'),
  })
  .refine(({ sort, near }) => sort !== 'distance' || near !== undefined, {
    path: ['sort'],
    message: wrong('distance'),
  })

export type Search = z.output<typeof fields>

export interface ReadSearch {
  /** What can be searched for: all that was typed, without what was wrong. */
  search: Search
  typed: Typed
  errors: FieldError[]
}

/** Reads a query string. A wrong field is named and left out, and the rest is still searched for. */
export function readSearch(query: unknown): ReadSearch {
  const form = readForm(fields, query)
  if (form.ok) return { search: form.value, typed: form.typed, errors: [] }
  const wrongFields = new Set(form.errors.map(({ field }) => field))
  const kept = Object.fromEntries(Object.entries(form.typed).filter(([field]) => !wrongFields.has(field)))
  const rest = readSearch(kept)
  return { search: rest.search, typed: form.typed, errors: [...form.errors, ...rest.errors] }
}

export const pageSizeOf = ({ pageSize = 20 }: Search): number => pageSize
/** Without words nothing is more relevant than another thing: those who have most partners come first. */
export const sortOf = ({ q, sort, near }: Search) =>
  sort ?? (near === undefined ? (q ? 'relevance' : 'partners') : 'distance')

/** What the search port is asked. */
export const asQuery = (
  search: Search,
  locale: string,
  near?: { lat: number; lon: number },
): CommunityQuery => ({
  text: search.q ?? '',
  choice: Object.fromEntries(facetNames.map((facet) => [facet, search[facet]])),
  minPopulation: search.min,
  maxPopulation: search.max,
  sort: sortOf(search),
  near,
  page: search.page ?? 1,
  pageSize: pageSizeOf(search),
  locale,
})

/** The address of a search: the same search always gives the same address. */
export function searchAddress(path: string, search: Partial<Search>): string {
  const query = new URLSearchParams()
  if (search.q) query.append('q', search.q)
  for (const facet of facetNames)
    for (const value of [...(search[facet] ?? [])].sort()) query.append(facet, value)
  for (const name of ['min', 'max', 'near', 'sort', 'pageSize'] as const)
    if (search[name] !== undefined) query.append(name, String(search[name]))
  if (search.page !== undefined && search.page > 1) query.append('page', String(search.page))
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

/** Whether anything but the text narrows the search. */
export const isFiltered = (search: Search): boolean =>
  facetNames.some((facet) => search[facet].length > 0) || search.min !== undefined || search.max !== undefined
