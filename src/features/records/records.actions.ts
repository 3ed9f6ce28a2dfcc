// Changing the registry's records: each change is written down with what stood before it and why, and can be
// taken back. These run inside the caller's transaction, for whoever brings the change: a form or a sheet.
import { randomUUID } from 'node:crypto'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { kindOf } from './ids.model.js'
import { usedAmong } from './many.queries.js'
import {
  fieldsChanged,
  fieldsOf,
  nothingKnown,
  type CommunityRecord,
  type NewRecord,
  type RecordFields,
} from './records.model.js'
import {
  deleteRecord,
  freeId,
  insertRecord,
  latestVersion,
  recordForUpdate,
  saveCountry,
  saveVersion,
  updateRecord,
} from './records.queries.js'

/** Whoever makes the change: an account. */
export interface By {
  id: string
}

/** The id of a version of a record: of the change itself, or of the newest one where nothing changed ('' for none). */
export interface Kept {
  version: string
  changed: boolean
}

const newVersion = (communityId: string, at: Date, by: By, why: string | null) => ({
  id: randomUUID(),
  communityId,
  at,
  by: by.id,
  why: why || null,
  undoes: null,
  otherId: null,
  snapshot: null,
})

/**
 * Enters a community in the registry. Whether its codes are free the caller has checked (`ownersOfCodes`).
 * @returns the new record's id and the id of its first version
 */
export async function createRecord(
  trx: Trx,
  at: Date,
  by: By,
  row: NewRecord,
  why: string | null,
): Promise<{ id: string; version: string }> {
  const { id: wanted, source = 'Compiled by hand', ...given } = row
  await saveCountry(trx, row.country)
  const id = wanted ?? (await freeId(trx, row.country, row.nameEn, row.regionCode ?? null))
  const record: CommunityRecord = {
    ...nothingKnown,
    nameNative: row.country === 'UA' ? (row.nameUk ?? row.nameEn) : row.nameEn,
    kind: kindOf(row.population ?? null),
    ...given,
    id,
  }
  await insertRecord(trx, record, source, at)
  const version = newVersion(id, at, by, why)
  await saveVersion(trx, { ...version, did: 'created', before: null, after: fieldsOf(record) })
  await writeEvent(trx, at, { who: by.id, did: 'created-record', what: { community: id } })
  return { id, version: version.id }
}

/**
 * Changes some fields of a record; the same again is no change.
 * @param undoes the version this change takes back
 * @throws when there is no such record, or a code belongs to another one
 */
export async function changeRecord(
  trx: Trx,
  at: Date,
  by: By,
  id: string,
  change: Partial<RecordFields>,
  why: string | null,
  undoes: string | null = null,
): Promise<Kept> {
  const before = await recordForUpdate(trx, id)
  if (!before) throw new Error(`There is no record ${id}`)
  const after = consistent({ ...before, ...change })
  if (fieldsChanged(before, after).length === 0)
    return { version: (await latestVersion(trx, id))?.id ?? '', changed: false }
  await updateRecord(trx, after, at)
  const version = { ...newVersion(id, at, by, why), undoes }
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  await saveVersion(trx, { ...version, did: 'changed', before: was, after: is })
  await writeEvent(trx, at, { who: by.id, did: 'changed-record', what: { community: id } })
  return { version: version.id, changed: true }
}

/** Writes down a merge or a split in the history of the record that stays, with what it moved. */
export async function noteJoint(
  trx: Trx,
  at: Date,
  by: By,
  joint: {
    did: 'merged' | 'split'
    before: CommunityRecord
    after: CommunityRecord
    otherId: string
    snapshot: unknown
    why: string | null
  },
): Promise<void> {
  const { did, before, after, otherId, snapshot, why } = joint
  const version = newVersion(after.id, at, by, why)
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  await saveVersion(trx, { ...version, did, before: was, after: is, otherId, snapshot })
  const what = { community: after.id, other: otherId }
  await writeEvent(trx, at, { who: by.id, did: `${did}-records`, what })
}

/** At home a Ukrainian community is called what it is called in Ukrainian; nobody is free since a day. */
const consistent = (record: CommunityRecord): CommunityRecord => ({
  ...record,
  nameNative: record.country === 'UA' ? (record.nameUk ?? record.nameNative) : record.nameNative,
  ...(record.standing === 'free' && { standingSince: null, standingSource: null }),
  ...(record.population === null && { populationSource: null }),
})

/** Takes back the creation of a record, which its history outlives. 'used': something refers to it by now. */
export async function removeRecord(
  trx: Trx,
  at: Date,
  by: By,
  id: string,
  why: string | null,
): Promise<'removed' | 'used' | 'gone'> {
  const record = await recordForUpdate(trx, id)
  if (!record) return 'gone'
  if ((await usedAmong(trx, [id])).has(id)) return 'used'
  await deleteRecord(trx, id)
  const version = newVersion(id, at, by, why)
  await saveVersion(trx, { ...version, did: 'removed', before: fieldsOf(record), after: null })
  await writeEvent(trx, at, { who: by.id, did: 'removed-record', what: { community: id } })
  return 'removed'
}
