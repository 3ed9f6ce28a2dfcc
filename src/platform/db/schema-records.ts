// The registry's records and the tables about them: their history, contradictions, what was merged or split.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Json } from './schema-people.js'

export interface CommunitiesTable {
  id: string
  country: string
  regionCode: string | null
  kind: 'city' | 'settlement' | 'village'
  nameEn: string
  nameNative: string
  nameUk: string | null
  katottg: string | null
  geonamesId: number | null
  wikidataId: string | null
  hromadaUk: string | null
  hromadaKatottg: string | null
  hromadaPopulation: number | null
  raionUk: string | null
  lat: number
  lon: number
  population: number | null
  populationSource: string | null
  elevationM: number | null
  coastKm: number | null
  borderKm: number | null
  features: Generated<string[]>
  seeking: Generated<boolean>
  source: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  editedAt: Date | null
  standing: Generated<'free' | 'military-administration' | 'occupied'>
  standingSince: ColumnType<string | null, string | null | undefined, string | null>
  standingSource: ColumnType<string | null, string | null | undefined, string | null>
  /** As staff recorded it; what the community itself says is in its profile. */
  officialSite: ColumnType<string | null, string | null | undefined, string | null>
  /** Where a field's value comes from, by the field's name in `RecordFields`. */
  fieldSources: ColumnType<Record<string, string>, string | undefined, string>
}

export interface RecordVersionsTable {
  id: string
  seq: GeneratedAlways<number>
  communityId: string
  at: Date
  by: string
  did: 'created' | 'changed' | 'removed' | 'merged' | 'split'
  before: ColumnType<unknown, string | null, string | null>
  after: ColumnType<unknown, string | null, string | null>
  why: string | null
  /** The change this one takes back. */
  undoes: string | null
  /** The record that was merged into this one, or made out of it. */
  otherId: string | null
  /** What a merge or a split moved: facts and ids of the registry, nothing personal. */
  snapshot: ColumnType<unknown, string | null, string | null>
}

export interface RecordConflictsTable {
  id: string
  communityId: string
  field: string
  ours: Json<unknown>
  oursSource: string | null
  theirs: Json<unknown>
  theirsSource: string
  notedAt: Date
  decision: 'ours' | 'theirs' | 'other' | null
  decidedValue: ColumnType<unknown, string | null, string | null>
  decidedBy: string | null
  decidedAt: Date | null
}

/** Where the address of a record that was merged leads; chains are flattened. */
export interface CommunityRedirectsTable {
  oldId: string
  newId: string
  at: Date
}

/** A pair that the registry's files have and that a split gave to another record. */
export interface PartnershipMovesTable {
  uaId: string
  foreignId: string
  toUaId: string
  toForeignId: string
}

/** Two records that look alike and were found to be two communities. */
export interface KeptApartTable {
  aId: string
  bId: string
  by: string
  at: Date
}
