// Many new records brought at once by a sheet, and taken back with it: the same rules as for one record, but
// the diary says it in one line, which whoever brings them writes.
import type { Trx } from '../../platform/db/connect.js'
import { kindOf } from './ids.model.js'
import { deleteRecords, insertRecords, saveCountries, saveVersions, usedAmong } from './many.queries.js'
import type { By } from './records.actions.js'
import { fieldsOf, nothingKnown, type CommunityRecord, type NewRecord } from './records.model.js'
import { recordsOf } from './records.queries.js'

/** Enters communities under ids that the caller has found free, with codes nobody else has. */
export async function createRecords(
  trx: Trx,
  at: Date,
  by: By,
  rows: readonly (NewRecord & { id: string })[],
  { why, source }: { why: string | null; source: string },
): Promise<void> {
  await saveCountries(trx, [...new Set(rows.map(({ country }) => country))])
  const records = rows.map((row): CommunityRecord => ({
    ...nothingKnown,
    nameNative: row.country === 'UA' ? (row.nameUk ?? row.nameEn) : row.nameEn,
    kind: kindOf(row.population ?? null),
    ...row,
  }))
  await insertRecords(trx, records, source, at)
  const created = records.map((record) => ({ communityId: record.id, before: null, after: fieldsOf(record) }))
  await saveVersions(
    trx,
    at,
    by.id,
    created.map((one) => ({ ...one, did: 'created' as const })),
    why,
  )
}

/** Takes back the creation of records; those that something refers to by now stay, and are given back. */
export async function removeRecords(
  trx: Trx,
  at: Date,
  by: By,
  ids: readonly string[],
  why: string | null,
): Promise<Set<string>> {
  const used = await usedAmong(trx, ids)
  const going = ids.filter((id) => !used.has(id))
  const records = await recordsOf(trx, going)
  await deleteRecords(trx, going)
  const removed = [...records.values()].map((record) => ({
    communityId: record.id,
    did: 'removed' as const,
    before: fieldsOf(record),
    after: null,
  }))
  await saveVersions(trx, at, by.id, removed, why)
  return used
}
