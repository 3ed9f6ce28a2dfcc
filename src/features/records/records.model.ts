// A record: what the registry says of one community, as staff edit it. Pure rules: which fields there
// are, what differs between two states of a record, and which changes may still be taken back.
import { sizeClasses, type Kind } from '../communities/communities.model.js'
import { sizeClassOf } from './ids.model.js'

/** Free, run by a military administration, or occupied: only the state as such, from official sources. */
export const standings = ['free', 'military-administration', 'occupied'] as const
export type Standing = (typeof standings)[number]

export interface FormerName {
  name: string
  /** 'uk', 'en' and the like; '' where nobody says. */
  language: string
}

export interface RecordFields {
  nameEn: string
  nameNative: string
  nameUk: string | null
  formerNames: FormerName[]
  kind: Kind
  regionCode: string | null
  katottg: string | null
  geonamesId: number | null
  wikidataId: string | null
  hromadaUk: string | null
  population: number | null
  /** Who counted, and when: 'Державна служба статистики, 2022'. */
  populationSource: string | null
  lat: number
  lon: number
  standing: Standing
  /** A day, as 2022-03-02. */
  standingSince: string | null
  standingSource: string | null
  website: string | null
  /** Where a field's value comes from, by the field's name. */
  sources: Record<string, string>
}

/** A community of the registry as staff see it. */
export interface CommunityRecord extends RecordFields {
  id: string
  country: string
}

/** What the creator of a record must say; the rest is unknown, and the standing free. */
export type NewRecord = Pick<CommunityRecord, 'country' | 'nameEn' | 'lat' | 'lon'> &
  Partial<Omit<RecordFields, 'nameEn' | 'lat' | 'lon'>> & {
    /** The registry's own id; made from country and name when left out. */
    id?: string
    /** The tag of where the whole record comes from; 'Compiled by hand' when left out. */
    source?: string
  }

/** The fields as people speak of them, in the order of the pages. */
export const recordFields = [
  'nameUk',
  'nameEn',
  'nameNative',
  'formerNames',
  'kind',
  'regionCode',
  'hromadaUk',
  'katottg',
  'geonamesId',
  'wikidataId',
  'population',
  'populationSource',
  'lat',
  'lon',
  'standing',
  'standingSince',
  'standingSource',
  'website',
  'sources',
] as const satisfies readonly (keyof RecordFields)[]
export type RecordField = (typeof recordFields)[number]

/** The fields with one plain value, on which two sources can contradict each other. */
export const plainFields = [
  'nameUk',
  'nameEn',
  'nameNative',
  'kind',
  'regionCode',
  'hromadaUk',
  'katottg',
  'geonamesId',
  'wikidataId',
  'population',
  'lat',
  'lon',
  'website',
] as const satisfies readonly RecordField[]
export type PlainField = (typeof plainFields)[number]

const ordered = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value

const written = (record: Partial<RecordFields>, field: RecordField) =>
  field === 'formerNames'
    ? JSON.stringify((record.formerNames ?? []).map(({ name, language }) => `${language}:${name}`).sort())
    : JSON.stringify(ordered(record[field] ?? null))

/** Which fields differ. */
export const fieldsChanged = (before: Partial<RecordFields>, after: Partial<RecordFields>): RecordField[] =>
  recordFields.filter((field) => written(before, field) !== written(after, field))

/** Only the fields of a record, without its id and country. */
export const fieldsOf = (record: RecordFields): RecordFields =>
  Object.fromEntries(recordFields.map((field) => [field, record[field]])) as unknown as RecordFields

/** What a record is when nothing but its place and name is known. */
export const nothingKnown: Omit<RecordFields, 'nameEn' | 'nameNative' | 'kind' | 'lat' | 'lon'> = {
  nameUk: null,
  formerNames: [],
  regionCode: null,
  katottg: null,
  geonamesId: null,
  wikidataId: null,
  hromadaUk: null,
  population: null,
  populationSource: null,
  standing: 'free',
  standingSince: null,
  standingSource: null,
  website: null,
  sources: {},
}

/** A community's features after its population became known to be this. */
export const featuresWith = (features: readonly string[], population: number | null): string[] => [
  ...features.filter((one) => !(sizeClasses as readonly string[]).includes(one)),
  ...sizeClassOf(population),
]

export interface Change {
  before: RecordFields | null
  after: RecordFields | null
}

/** What taking a change back would write. */
export type Reversal =
  | { ok: true; change: Partial<RecordFields> }
  /** These fields were changed again since. */
  | { ok: false; overlapping: RecordField[] }

/** Takes one change back, if what it wrote still stands. */
export function reversalOf({ before, after }: Change, now: RecordFields): Reversal {
  if (!before || !after) return { ok: false, overlapping: [] }
  const touched = fieldsChanged(before, after).filter((field) => field !== 'sources')
  const since = new Set(fieldsChanged(after, now))
  const overlapping = touched.filter((field) => since.has(field))
  if (overlapping.length > 0) return { ok: false, overlapping }
  // Each value goes back together with where it came from; other sources stay.
  const isTouched = (field: string) => (touched as string[]).includes(field)
  const kept = Object.entries(now.sources).filter(([field]) => !isTouched(field))
  const old = Object.entries(before.sources).filter(([field]) => isTouched(field))
  const values = Object.fromEntries(touched.map((field) => [field, before[field]]))
  return { ok: true, change: { ...values, sources: Object.fromEntries([...kept, ...old]) } }
}
