// Applying a batch: all the rows that are to be taken, in one transaction, exactly as they were shown; and
// every change with what stood there before.
import { isDeepStrictEqual } from 'node:util'
import { setImmediate as others } from 'node:timers/promises'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { saveContact, type Contact } from '../contacts/index.js'
import {
  changeRecord,
  createRecords,
  noteConflict,
  type NewRecord,
  type RecordFields,
} from '../records/index.js'
import type { PlainField } from '../records/records.model.js'
import { contextOf, judge } from './batches.actions.js'
import {
  canBeTaken,
  mayTake,
  sourceOf,
  usualDecision,
  type Decision,
  type Effect,
  type Outcome,
} from './batches.model.js'
import {
  batchForUpdate,
  emptyRows,
  rowsAfter,
  saveOutcomes,
  type Batch,
  type Judged,
} from './batches.queries.js'
import {
  contactMark,
  currentRows,
  insertAgreements,
  insertPartnerships,
  markApplied,
  partnershipOf,
  saveChanges,
  stampsOf,
  updateAgreement,
  updatePartnership,
  type NewChange,
} from './changes.queries.js'
import { knownOf } from './known.js'
import { holdRegistry, knownData } from './known.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export type Applied =
  | { outcome: 'applied'; rows: number }
  | { outcome: 'nothing' }
  /** The registry changed since the rows were shown; these many rows are no longer what they were. */
  | { outcome: 'changed'; rows: number }
  | { outcome: 'already'; by: string | null }
  | { outcome: 'late' }

interface Taken {
  rowNo: number
  effects: Effect[]
}

export const applyBatch = ({ db, clock }: Needs, by: { id: string }, id: string): Promise<Applied> =>
  db.transaction().execute(async (trx): Promise<Applied> => {
    const batch = await batchForUpdate(trx, id)
    if (batch?.state === 'applied') return { outcome: 'already', by: batch.appliedBy }
    if (!batch || !mayTake(batch.state, 'apply')) return { outcome: 'late' }
    await holdRegistry(trx)
    const { taken, left, changed } = await rejudged(trx, batch)
    if (changed.length > 0) {
      await saveOutcomes(trx, id, changed)
      return { outcome: 'changed', rows: changed.length }
    }
    if (taken.length === 0) return { outcome: 'nothing' }
    const now = clock.now()
    await saveChanges(trx, id, await write(trx, now, by, batch, taken))
    await noteContradictions(trx, now, batch, left)
    await markApplied(trx, id, by.id, now)
    if (batch.kind === 'contacts') await emptyRows(trx, id)
    await writeEvent(trx, now, {
      who: by.id,
      did: 'applied-import',
      what: { import: id, rows: taken.length },
    })
    return { outcome: 'applied', rows: taken.length }
  })

/** Judges all rows again by the registry as it is held now. */
async function rejudged(trx: Trx, batch: Batch) {
  const context = contextOf(batch, await knownOf(await knownData(trx)))
  const taken: Taken[] = []
  const left: Outcome[] = []
  const changed: Judged[] = []
  for (let after = 0; ;) {
    const rows = await rowsAfter(trx, batch.id, after, 500)
    if (rows.length === 0) return { taken, left, changed }
    for (const row of rows) {
      const now = judge(batch, context, row)
      const decision: Decision = row.decision ?? usualDecision(now.fate)
      const wasToBeTaken = (row.decision ?? usualDecision(row.fate ?? 'ignored')) === 'take'
      const { effects } = now.outcome
      if (!isDeepStrictEqual(JSON.parse(JSON.stringify(now.outcome)), row.outcome)) {
        if (wasToBeTaken || decision === 'take') changed.push(now)
      } else if (decision === 'take' && canBeTaken(now.fate, effects))
        taken.push({ rowNo: row.rowNo, effects })
      else left.push(now.outcome)
    }
    after = rows.at(-1)?.rowNo ?? after
    await others()
  }
}

async function write(
  trx: Trx,
  at: Date,
  by: { id: string },
  batch: Batch,
  taken: readonly Taken[],
): Promise<NewChange[]> {
  const seen = new Set<string>()
  const all = taken.flatMap(({ rowNo, effects }) =>
    effects.flatMap((effect) => {
      // Two agreements of one new pair make one partnership.
      const key = `${effect.table} ${effect.key}`
      if (effect.table === 'partnerships' && seen.has(key)) return []
      seen.add(key)
      return [{ rowNo, ...effect }]
    }),
  )
  const of = (table: Effect['table'], isNew: boolean) =>
    all.filter((one) => one.table === table && (one.before === null) === isNew)
  const changes: NewChange[] = []
  const note = ({ rowNo, table, key, after }: (typeof all)[number], before: NewChange['before']) =>
    changes.push({ rowNo, tableName: table, key, before, after })

  await createRecords(
    trx,
    at,
    by,
    of('communities', true).map(({ key, after }) => ({ ...(after as unknown as NewRecord), id: key })),
    { why: batch.fileName, source: sourceOf(batch) },
  )
  for (const effect of of('communities', true)) note(effect, null)
  const changed = of('communities', false)
  const stamps = await stampsOf(
    trx,
    changed.map(({ key }) => key),
  )
  for (const effect of changed) {
    await changeRecord(trx, at, by, effect.key, effect.after as Partial<RecordFields>, batch.fileName)
    note(effect, { ...effect.before, stamps: stamps.get(effect.key) })
  }

  await insertPartnerships(trx, of('partnerships', true), at)
  for (const effect of of('partnerships', true)) note(effect, null)
  for (const effect of of('partnerships', false)) {
    const { updatedAt, editedAt } = (await partnershipOf(trx, effect.key)) ?? {
      updatedAt: at,
      editedAt: null,
    }
    await updatePartnership(trx, effect.key, {
      status: String(effect.after.status),
      updatedAt: at,
      editedAt: at,
    })
    note(effect, { ...effect.before, updatedAt, editedAt })
  }
  await insertAgreements(trx, of('agreements', true))
  for (const effect of of('agreements', true)) note(effect, null)
  for (const effect of of('agreements', false)) {
    await updateAgreement(trx, effect.key, effect.after)
    note(effect, effect.before)
  }
  const contacts = all.filter(({ table }) => table === 'contacts')
  const kept = await currentRows(
    trx,
    'contacts',
    contacts.map(({ key }) => key),
  )
  for (const { rowNo, key, after } of contacts) {
    const contact = { communityId: key, ...(after as Omit<Contact, 'communityId'>) }
    await saveContact(trx, contact, by.id, at)
    changes.push({
      rowNo,
      tableName: 'contacts',
      key,
      before: kept.get(key) ?? null,
      after: { mark: contactMark(contact) },
    })
  }
  return changes
}

/** What a file says of a community against its record, and nobody took over, waits as a contradiction. */
async function noteContradictions(trx: Trx, at: Date, batch: Batch, left: readonly Outcome[]): Promise<void> {
  for (const { why, placed } of left)
    for (const { key, values } of why) {
      if (key !== 'field-differs' || !placed.community || !values) continue
      await noteConflict(trx, at, {
        communityId: placed.community,
        field: String(values.field) as PlainField,
        ours: values.ours ?? null,
        theirs: values.theirs ?? null,
        source: sourceOf(batch),
      })
    }
}
