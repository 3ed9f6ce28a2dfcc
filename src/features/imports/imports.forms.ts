// One schema per file of the registry: what every cell must be. Cells arrive as text.
import { z } from 'zod'
import { directions, features, kinds, partnershipStatuses, topics } from '../communities/communities.model.js'

const text = z
  .string()
  .min(1, 'must not be empty')
  .refine((cell) => cell === cell.trim(), 'has spaces at its ends')
  .refine((cell) => !cell.includes('\uFFFD'), 'is not valid UTF-8')

const maybe = <S extends z.ZodType>(schema: S) =>
  z.preprocess((cell) => (cell === '' ? null : cell), schema.nullable())

const like = (pattern: RegExp, message: string) => z.string().regex(pattern, message)

const number = (lowest: number, highest: number) =>
  like(/^-?\d+(\.\d+)?$/, 'must be a number')
    .transform(Number)
    .refine((n) => n >= lowest && n <= highest, `must be from ${lowest} to ${highest}`)

const whole = (lowest: number, highest: number) =>
  like(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= lowest && n <= highest, `must be from ${lowest} to ${highest}`)

const oneOf = <const V extends readonly string[]>(values: V) =>
  z.enum(values, `must be one of: ${values.join(', ')}`)

const list = <S extends z.ZodType>(item: S) =>
  z.preprocess((cell) => (typeof cell === 'string' && cell !== '' ? cell.split(';') : []), z.array(item))

const country = like(/^[A-Z]{2}$/, 'must be two capital letters (ISO 3166-1)')
const admin1 = like(/^[A-Z]{2}\.[A-Z0-9]+$/, 'must look like UA.15')
const id = like(/^[a-z]{2}-[a-z0-9-]+$/, 'must look like ua-lviv')
// The two cities with special status stand in the source with the beginning of their code only.
const katottg = like(/^UA(\d{17}|80\d|85\d)$/, 'must be UA and 17 digits (KATOTTG)')
const geonames = whole(1, 99_999_999)
const lat = number(-90, 90)
const lon = number(-180, 180)
const people = whole(1, 40_000_000)
const year = whole(1900, 2100)

const isDay = (day: string) => {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}
const dayOrYear = like(/^\d{4}(-\d{2}-\d{2})?$/, 'must be a date (2009-08-24) or a year (2009)')
  .refine((when) => when.length === 4 || isDay(when), 'is no day of the calendar')
  .refine((when) => Number(when.slice(0, 4)) >= 1900, 'must not be before 1900')

/** Keys are the columns of the file's header line. */
export const rowForms = {
  countries: z.object({ iso2: country, name_en: text, name_uk: text, region: text }),
  regionsUa: z.object({
    admin1_code: like(/^UA\.\d{2}$/, 'must look like UA.15'),
    name_en: text,
    name_uk: text,
  }),
  regionsAbroad: z.object({ admin1_code: admin1, name_uk: text }),
  communities: z.object({
    id,
    role: oneOf(['partnered', 'seeking', 'both']),
    country,
    name_en: text,
    name_native: maybe(text),
    name_uk: maybe(text),
    former_names: maybe(text),
    admin1_code: admin1,
    admin1_name: maybe(text),
    kind: oneOf(kinds),
    lat,
    lon,
    population: maybe(people),
    population_source: maybe(text),
    geonames_id: maybe(geonames),
    wikidata_id: maybe(like(/^Q[1-9]\d*$/, 'must look like Q36036')),
    features: list(oneOf(features)),
    source: text,
    name_uk_source: maybe(text),
  }),
  uaAdmin: z.object({
    id,
    katottg,
    hromada_katottg: maybe(katottg),
    hromada_uk: maybe(text),
    raion_uk: maybe(text),
    oblast_uk: text,
    hromada_population_2022: maybe(people),
  }),
  measures: z.object({
    id,
    elevation_m: maybe(whole(-500, 9_000)),
    coast_km: maybe(number(0, 20_000)),
    border_km: maybe(number(0, 20_000)),
    geonames_feature: maybe(text),
  }),
  seekers: z.object({ auc_name: text, side: oneOf(['UA', 'foreign']), id, note: maybe(text) }),
  altNames: z.object({ community_id: id, name: text, script: oneOf(['latin', 'cyrillic']) }),
  interests: z.object({
    community_id: id,
    topic: oneOf(topics),
    direction: oneOf(directions),
    basis: oneOf(['strategy', 'agreement-sphere']),
    year: maybe(year),
    source: text,
  }),
  partnerships: z.object({
    ua_id: id,
    foreign_id: id,
    status: oneOf(partnershipStatuses),
    source: list(text).refine((sources) => sources.length > 0, 'must not be empty'),
  }),
  agreements: z.object({
    agreement_id: text,
    ua_id: id,
    foreign_id: id,
    kind: oneOf(['twinning', 'partnership', 'cooperation', 'memorandum', 'other']),
    law_kind: maybe(oneOf(['interterritorial', 'cross-border', 'both'])),
    signed_on: maybe(dayOrYear),
    duration_years: maybe(like(/^(unlimited|[1-9]\d?)$/, 'must be a number of years, unlimited or empty')),
    auto_renewal: maybe(oneOf(['yes', 'no'])),
    topics: list(oneOf(topics)),
    source: text,
  }),
  worldPairs: z.object({
    id1: geonames,
    name1: text,
    country1: country,
    admin1_1: maybe(text),
    lat1: lat,
    lon1: lon,
    population1: maybe(people),
    id2: geonames,
    name2: text,
    country2: country,
    admin1_2: maybe(text),
    lat2: lat,
    lon2: lon,
    population2: maybe(people),
    source: text,
  }),
}

export type Rows = { [Name in keyof typeof rowForms]: z.output<(typeof rowForms)[Name]> }
