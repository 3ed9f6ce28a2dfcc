// Many records at once, with a handful of statements however many there are: for whoever brings a sheet.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '../../platform/db/connect.js'
import { countryRow, scriptOf } from './ids.model.js'
import type { Change, CommunityRecord } from './records.model.js'
import { newRow } from './records.queries.js'

/** So many rows to a statement: the database takes 65,535 parameters. */
const atOnce = 400

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += atOnce) yield rows.slice(at, at + atOnce)
}

export async function saveCountries(trx: Trx, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  await trx
    .insertInto('countries')
    .values(codes.map(countryRow))
    .onConflict((known) => known.doNothing())
    .execute()
}

export async function insertRecords(
  trx: Trx,
  records: readonly CommunityRecord[],
  source: string,
  at: Date,
): Promise<void> {
  for (const some of chunks(records))
    await trx
      .insertInto('communities')
      .values(some.map((record) => newRow(record, source, at)))
      .execute()
  const names = records.flatMap(({ id, country, nameEn, nameNative, nameUk, formerNames }) => [
    { id, kind: 'official' as const, language: 'en', name: nameEn },
    ...(nameUk ? [{ id, kind: 'official' as const, language: 'uk', name: nameUk }] : []),
    ...(country === 'UA' ? [] : [{ id, kind: 'official' as const, language: 'native', name: nameNative }]),
    ...formerNames.map((one) => ({ id, kind: 'former' as const, ...one })),
  ])
  for (const some of chunks(names))
    await trx
      .insertInto('communityNames')
      .values(
        some.map(({ id, ...name }) => ({ communityId: id, ...name, script: scriptOf(name.name), source })),
      )
      .onConflict((known) => known.doNothing())
      .execute()
}

/** A proposal that somebody decided on, took, asked for or wrote letters for, or that a round has given. */
const dealtWith = sql`(decided_at is not null or asked_at is not null or taken_by is not null
  or round_id is not null or exists (select from proposal_letters where proposal_id = proposals.id))`

/** Which of these records something refers to, beside their own names and history. */
export async function usedAmong(trx: Trx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with ours as (select unnest(${[...ids]}::text[]) as id)
    select id from ours where
      exists (select from partnerships where ua_id = ours.id)
      or exists (select from partnerships where foreign_id = ours.id)
      or exists (select from foreign_links where a_id = ours.id)
      or exists (select from foreign_links where b_id = ours.id)
      or exists (select from proposals where ua_id = ours.id and ${dealtWith})
      or exists (select from proposals where foreign_id = ours.id and ${dealtWith})
      or exists (select from introduction_sides where community_id = ours.id)
      or exists (select from introduction_requests where community_id = ours.id)
      or exists (select from introduction_requests where candidate_id = ours.id)
      or exists (select from shortlist where community_id = ours.id)
      or exists (select from shortlist where candidate_id = ours.id)
      or exists (select from contacts where community_id = ours.id)
      or exists (select from claims where community_id = ours.id)
      or exists (select from interests where community_id = ours.id)
      or exists (select from wishes where community_id = ours.id)
      or exists (select from community_profiles where community_id = ours.id)
      or exists (select from declarations where community_id = ours.id)
      or exists (select from community_redirects where new_id = ours.id)
      or exists (select from partnership_moves where to_ua_id = ours.id or to_foreign_id = ours.id)
      or exists (select from accounts where community_id = ours.id)`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

export async function deleteRecords(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('communities')
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

export interface OneOfMany extends Change {
  communityId: string
  did: 'created' | 'removed'
}

/** Gives the id of each version, in the order of the changes. */
export async function saveVersions(
  trx: Trx,
  at: Date,
  by: string,
  changes: readonly OneOfMany[],
  why: string | null,
): Promise<string[]> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  const rows = changes.map(({ communityId, did, before, after }) => ({
    id: randomUUID(),
    communityId,
    at,
    by,
    did,
    before: json(before),
    after: json(after),
    why,
    undoes: null,
    otherId: null,
    snapshot: null,
  }))
  for (const some of chunks(rows)) await trx.insertInto('recordVersions').values(some).execute()
  return rows.map(({ id }) => id)
}
