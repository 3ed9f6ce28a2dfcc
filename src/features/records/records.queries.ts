// Questions about records and their history, and the rows that a change of a record writes.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { countryRow, idsFor, scriptOf } from './ids.model.js'
import {
  featuresWith,
  fieldsOf,
  type Change,
  type CommunityRecord,
  type FormerName,
  type RecordFields,
} from './records.model.js'

const formerNames = sql<FormerName[]>`coalesce((
  select jsonb_agg(jsonb_build_object('name', name, 'language', language) order by language desc, name)
  from community_names where community_id = communities.id and kind = 'former'), '[]')`

const records = (db: Db | Trx) =>
  db
    .selectFrom('communities')
    .select(['id', 'country', 'nameEn', 'nameNative', 'nameUk', 'kind', 'regionCode', 'katottg'])
    .select(['geonamesId', 'wikidataId', 'hromadaUk', 'population', 'populationSource', 'lat', 'lon'])
    .select([
      'standing',
      'standingSince',
      'standingSource',
      'officialSite as website',
      'fieldSources as sources',
    ])
    .select(formerNames.as('formerNames'))

/** One record; undefined when the registry has none of that id. */
export const recordOf = (db: Db | Trx, id: string): Promise<CommunityRecord | undefined> =>
  records(db).where('id', '=', id).executeTakeFirst()

/** Several records at once, by id. */
export async function recordsOf(db: Db | Trx, ids: readonly string[]): Promise<Map<string, CommunityRecord>> {
  const rows = await records(db)
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Holds a record until the transaction ends: whoever comes second sees what the first wrote. */
export async function recordForUpdate(trx: Trx, id: string): Promise<CommunityRecord | undefined> {
  await trx.selectFrom('communities').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return recordOf(trx, id)
}

/** A free id for a new record; whoever enters another one at the same moment waits. */
export async function freeId(
  trx: Trx,
  country: string,
  nameEn: string,
  regionCode: string | null,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('pobratym new community'))`.execute(trx)
  const region = await trx
    .selectFrom('regions')
    .select('nameEn')
    .where('code', '=', regionCode)
    .executeTakeFirst()
  for (const id of idsFor(country, nameEn, region?.nameEn ?? null)) if (!(await isTaken(trx, id))) return id
  throw new Error('There is always one more number')
}

/** An id that a record has, or had before it was merged into another. */
async function isTaken(trx: Trx, id: string): Promise<boolean> {
  const { taken } = await trx
    .selectNoFrom(
      sql<boolean>`exists (select from communities where id = ${id})
        or exists (select from community_redirects where old_id = ${id})`.as('taken'),
    )
    .executeTakeFirstOrThrow()
  return taken
}

export const saveCountry = (trx: Trx, code: string) =>
  trx
    .insertInto('countries')
    .values(countryRow(code))
    .onConflict((known) => known.doNothing())
    .execute()

/** A record's fields as the table's columns. */
const columnsOf = ({ formerNames: _, sources, website, ...fields }: RecordFields) => ({
  ...fields,
  officialSite: website,
  fieldSources: JSON.stringify(sources),
})

/** The whole row of a record that is new to the registry. */
export const newRow = (record: CommunityRecord, source: string, at: Date) => ({
  id: record.id,
  country: record.country,
  ...columnsOf(fieldsOf(record)),
  hromadaKatottg: null,
  hromadaPopulation: null,
  raionUk: null,
  elevationM: null,
  coastKm: null,
  borderKm: null,
  features: featuresWith([], record.population),
  source,
  createdAt: at,
  updatedAt: at,
  editedAt: at,
})

export async function insertRecord(
  trx: Trx,
  record: CommunityRecord,
  source: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('communities')
    .values(newRow(record, source, at))
    .execute()
  await saveNames(trx, record)
}

/** Writes a record as it is to be; from then on the registry's files leave it alone. */
export async function updateRecord(trx: Trx, record: CommunityRecord, at: Date): Promise<void> {
  const kept = await trx
    .selectFrom('communities')
    .select('features')
    .where('id', '=', record.id)
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('communities')
    .set({
      ...columnsOf(fieldsOf(record)),
      features: featuresWith(kept.features, record.population),
      updatedAt: at,
      editedAt: at,
    })
    .where('id', '=', record.id)
    .execute()
  await saveNames(trx, record)
}

const byHand = 'Compiled by hand'

/** Official and former names as the record has them; a name that stays keeps its source, others are found as before. */
async function saveNames(trx: Trx, record: CommunityRecord): Promise<void> {
  const { id, country, nameEn, nameNative, nameUk, sources } = record
  const name = (kind: 'official' | 'former', language: string, text: string, field: string) => ({
    communityId: id,
    name: text,
    kind,
    language,
    script: scriptOf(text),
    source: sources[field] ?? byHand,
  })
  const names = [
    name('official', 'en', nameEn, 'nameEn'),
    ...(nameUk ? [name('official', 'uk', nameUk, 'nameUk')] : []),
    ...(country === 'UA' ? [] : [name('official', 'native', nameNative, 'nameNative')]),
    ...record.formerNames.map((one) => name('former', one.language, one.name, 'formerNames')),
  ]
  await sql`
    delete from community_names where community_id = ${id} and kind in ('official', 'former')
      and (kind, language, name) not in (
        select * from unnest(${names.map(({ kind }) => kind)}::text[],
          ${names.map(({ language }) => language)}::text[], ${names.map((one) => one.name)}::text[]))`.execute(
    trx,
  )
  await trx
    .insertInto('communityNames')
    .values(names)
    .onConflict((known) => known.columns(['communityId', 'kind', 'language', 'name']).doNothing())
    .execute()
}

export async function deleteRecord(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('communities').where('id', '=', id).execute()
}

/** Deletes the history of a record, and of those merged into it; for a community that leaves the registry. */
export async function forgetHistory(trx: Trx, communityId: string): Promise<void> {
  await sql`
    delete from record_versions where community_id = ${communityId}
      or community_id in (select old_id from community_redirects where new_id = ${communityId})`.execute(trx)
}

export interface Version extends Change {
  id: string
  communityId: string
  at: Date
  by: string
  did: 'created' | 'changed' | 'removed' | 'merged' | 'split'
  why: string | null
  undoes: string | null
  otherId: string | null
  snapshot: unknown
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

export async function saveVersion(trx: Trx, version: Version): Promise<void> {
  const { before, after, snapshot, ...rest } = version
  await trx
    .insertInto('recordVersions')
    .values({ ...rest, before: json(before), after: json(after), snapshot: json(snapshot) })
    .execute()
}

/** The newest change of a record; undefined while nobody has changed it. */
export const latestVersion = (db: Db | Trx, communityId: string) =>
  db
    .selectFrom('recordVersions')
    .select(['id', 'seq'])
    .where('communityId', '=', communityId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The community whose record has one of these codes already, by the code's field. */
export async function ownersOfCodes(
  db: Db | Trx,
  { katottg, geonamesId, wikidataId }: Pick<RecordFields, 'katottg' | 'geonamesId' | 'wikidataId'>,
) {
  const rows = await db
    .selectFrom('communities')
    .select(['id', 'country', 'nameUk', 'nameEn', 'nameNative', 'katottg', 'geonamesId', 'wikidataId'])
    .where(({ eb, or }) =>
      or([eb('katottg', '=', katottg), eb('geonamesId', '=', geonamesId), eb('wikidataId', '=', wikidataId)]),
    )
    .execute()
  const owner = (field: 'katottg' | 'geonamesId' | 'wikidataId', value: string | number | null) =>
    value === null ? undefined : rows.find((row) => row[field] === value)
  return {
    katottg: owner('katottg', katottg),
    geonamesId: owner('geonamesId', geonamesId),
    wikidataId: owner('wikidataId', wikidataId),
  }
}
