// Taking an applied batch back: each row as a whole, unless somebody has changed what it wrote. Those rows
// are named, and the rest can be taken back without them.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { forgetContact, saveContact, type Contact } from '../contacts/index.js'
import {
  changeRecord,
  recordsOf,
  removeRecords,
  takeConflictsBack,
  usedAmong,
  type RecordFields,
} from '../records/index.js'
import { batchForUpdate } from './batches.queries.js'
import {
  changesOf,
  currentRows,
  deleteAgreements,
  deletePartnerships,
  markBatchUndone,
  markUndone,
  otherAgreements,
  putStampsBack,
  updateAgreement,
  updatePartnership,
  type Change,
  type Stamps,
} from './changes.queries.js'
import { mayTake, sourceOf, type Effect } from './batches.model.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export type Undone =
  | { outcome: 'undone'; rows: number; kept: number[] }
  /** Rows that people changed afterwards; nothing was taken back. */
  | { outcome: 'changed-since'; rows: number[]; others: number }
  | { outcome: 'already'; by: string | null }
  | { outcome: 'late' }

/** @param rest take back what can be, and leave the rows that people changed */
export const undoBatch = (
  { db, clock }: Needs,
  by: { id: string },
  id: string,
  rest: boolean,
): Promise<Undone> =>
  db.transaction().execute(async (trx): Promise<Undone> => {
    const batch = await batchForUpdate(trx, id)
    if (batch?.state === 'undone') return { outcome: 'already', by: batch.undoneBy }
    if (!batch || !mayTake(batch.state, 'undo')) return { outcome: 'late' }
    const changes = await changesOf(trx, id)
    const kept = await changedSince(trx, changes)
    const going = changes.filter(({ rowNo }) => !kept.has(rowNo))
    const rows = new Set(going.map(({ rowNo }) => rowNo)).size
    if (kept.size > 0 && !rest) return { outcome: 'changed-since', rows: inOrder(kept), others: rows }
    const now = clock.now()
    await takeBack(trx, now, by, batch.fileName, going)
    if (batch.appliedAt) await takeConflictsBack(trx, sourceOf(batch), batch.appliedAt)
    await markUndone(
      trx,
      going.map(({ seq }) => seq),
      now,
    )
    await markBatchUndone(trx, id, by.id, now)
    await writeEvent(trx, now, {
      who: by.id,
      did: 'undid-import',
      what: { import: id, rows, kept: kept.size },
    })
    return { outcome: 'undone', rows, kept: inOrder(kept) }
  })

const inOrder = (rows: ReadonlySet<number>) => [...rows].sort((a, b) => a - b)
const ofTable = (changes: readonly Change[], table: Effect['table']) =>
  changes.filter(({ tableName }) => tableName === table)

/** Rows of the file whose traces are no longer as they were written, or are used by others. */
async function changedSince(trx: Trx, changes: readonly Change[]): Promise<Set<number>> {
  const kept = new Set<number>()
  for (const table of ['partnerships', 'agreements', 'contacts'] as const) {
    const own = ofTable(changes, table)
    const now = await currentRows(
      trx,
      table,
      own.map(({ key }) => key),
    )
    for (const change of own) if (!stands(change.after, now.get(change.key))) kept.add(change.rowNo)
  }
  const communities = ofTable(changes, 'communities')
  const records = await recordsOf(
    trx,
    communities.map(({ key }) => key),
  )
  const made = communities.filter(({ before }) => before === null)
  const used = await usedAmong(
    trx,
    made.map(({ key }) => key),
  )
  for (const { key, after, rowNo } of communities)
    if (used.has(key) || !stands(after, records.get(key) as Record<string, unknown> | undefined))
      kept.add(rowNo)
  // A partnership stays while an agreement stands on it that does not go.
  for (;;) {
    const going = changes.filter(({ rowNo }) => !kept.has(rowNo))
    const pairs = ofTable(going, 'partnerships').filter(({ before }) => before === null)
    const agreements = ofTable(going, 'agreements').filter(({ before }) => before === null)
    const needed = await otherAgreements(
      trx,
      pairs.map(({ key }) => key),
      agreements.map(({ key }) => key),
    )
    const more = pairs.filter(({ key }) => needed.has(key))
    if (more.length === 0) return kept
    for (const { rowNo } of more) kept.add(rowNo)
  }
}

/** Whether everything that was written still stands. */
function stands(after: Record<string, unknown> | null, now: Record<string, unknown> | undefined): boolean {
  if (!now) return false
  return Object.entries(after ?? {}).every(([field, value]) => {
    if (field === 'pair' || !(field in now)) return true
    return JSON.stringify(now[field]) === JSON.stringify(value)
  })
}

async function takeBack(
  trx: Trx,
  at: Date,
  by: { id: string },
  why: string,
  changes: readonly Change[],
): Promise<void> {
  const keysOf = (table: Effect['table']) =>
    ofTable(changes, table)
      .filter(({ before }) => before === null)
      .map(({ key }) => key)
  await deleteAgreements(trx, keysOf('agreements'))
  await deletePartnerships(trx, keysOf('partnerships'))
  await removeRecords(trx, at, by, keysOf('communities'), why)
  for (const key of keysOf('contacts')) await forgetContact(trx, key)
  for (const { tableName, key, before } of changes) {
    // Nothing stood there before, or who stood there has been forgotten since.
    if (before === null) continue
    if (tableName === 'agreements') await updateAgreement(trx, key, before)
    else if (tableName === 'partnerships')
      await updatePartnership(trx, key, {
        status: String(before.status),
        updatedAt: new Date(String(before.updatedAt)),
        editedAt: before.editedAt === null ? null : new Date(String(before.editedAt)),
      })
    else if (tableName === 'communities') {
      const { stamps, ...fields } = before
      await changeRecord(trx, at, by, key, fields as Partial<RecordFields>, why)
      await putStampsBack(trx, key, stamps as Stamps)
    } else {
      const { mark: _, enteredBy, enteredAt, ...contact } = before
      await saveContact(trx, contact as unknown as Contact, String(enteredBy), new Date(String(enteredAt)))
    }
  }
}
