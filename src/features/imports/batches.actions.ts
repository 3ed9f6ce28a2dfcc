// A file comes in, its columns are named, its rows are judged little by little while others are served, and
// staff decide on them.
import { randomUUID } from 'node:crypto'
import { setImmediate as others } from 'node:timers/promises'
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { later } from '../../platform/kit/clock.js'
import {
  fateOf,
  mayTake,
  type BatchKind,
  type Decision,
  type Fate,
  type Mapping,
  type Side,
} from './batches.model.js'
import {
  batchForUpdate,
  claimBatch,
  decideRows,
  deleteBatch,
  insertBatch,
  placesOf,
  rowOf,
  rowsAfter,
  saveChoice,
  saveOutcomes,
  saveProgress,
  setState,
  type Batch,
  type Judged,
} from './batches.queries.js'
import { checkRow, type StoredRow } from './check.js'
import { guessKind, guessMapping } from './headings.js'
import { knownOf } from './known.js'
import { knownData } from './known.queries.js'
import type { CheckContext } from './place.js'
import { redacted } from './redact.js'
import { readUpload, type Sheet, type Unreadable } from './sheet.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id'> & { region: string | undefined }

export type Received = { outcome: 'received'; id: string } | { outcome: 'unreadable'; why: Unreadable }

/** Reads a file into a batch. What names or reaches a person is left out before anything is written. */
export async function receiveFile(
  { db, clock }: Needs,
  by: By,
  file: { name: string; bytes: Buffer },
  wanted: BatchKind | undefined,
): Promise<Received> {
  const read = await readUpload(file.bytes)
  if (!read.ok) return { outcome: 'unreadable', why: read.why }
  const { sheet } = read
  const kind = wanted ?? guessKind(sheet.headings)
  const mapping = guessMapping(kind, sheet.headings)
  const rows = await withoutPersonalData(sheet, kind, mapping)
  const id = randomUUID()
  await db.transaction().execute(async (trx) => {
    const batch = { id, fileName: safeName(file.name), kind, mapping, format: sheet.format }
    const made = { regionCode: by.region ?? null, madeBy: by.id, madeAt: clock.now() }
    await insertBatch(trx, { ...batch, headings: sheet.headings, ...made }, rows)
    await writeEvent(trx, clock.now(), {
      who: by.id,
      did: 'brought-file',
      what: { import: id, rows: rows.length },
    })
  })
  return { outcome: 'received', id }
}

const safeName = (name: string) => redacted(name.replace(/^.*[\\/]/, '').slice(0, 120)).text || 'file'

/** In a list of contacts only what belongs to the contact stays. */
async function withoutPersonalData({ rows, headings }: Sheet, kind: BatchKind, mapping: Mapping) {
  const personal = new Set(
    kind === 'contacts'
      ? ['contactName', 'email', 'office', 'phone'].flatMap((field) => mapping[field] ?? [])
      : [],
  )
  const read: { rowNo: number; cells: string[]; leftOut: string[] }[] = []
  for (const { no, cells } of rows) {
    const leftOut = new Set<string>()
    const kept = headings.map((_, column) => {
      const cell = cells[column] ?? ''
      if (personal.has(column)) return cell
      const { text, leftOut: found } = redacted(cell)
      for (const one of found) leftOut.add(one)
      return text
    })
    read.push({ rowNo: no, cells: kept, leftOut: [...leftOut] })
    if (no % 100 === 0) await others()
  }
  return read
}

/** The columns are named: from here the rows are judged. 'late': it was applied meanwhile. */
export const nameColumns = (
  { db }: Needs,
  id: string,
  kind: BatchKind,
  mapping: Mapping,
): Promise<'named' | 'late'> =>
  db.transaction().execute(async (trx) => {
    const batch = await batchForUpdate(trx, id)
    if (!batch || !mayTake(batch.state, 'check')) return 'late'
    await setState(trx, id, 'checking', { kind, mapping })
    return 'named'
  })

const lease = 60_000
const inOneGo = 250

export const contextOf = (batch: Batch, known: CheckContext['known']): CheckContext => ({
  known,
  ownRegion: batch.regionCode ?? undefined,
  seen: new Map(),
  source: batch.kind === 'register' ? 'register-3668' : `file: ${batch.fileName}`,
  batchId: batch.id,
})

export function judge(batch: Batch, context: CheckContext, row: StoredRow): Judged {
  const outcome = checkRow(batch.kind, batch.mapping, context, row)
  const communityId = batch.kind === 'contacts' ? (outcome.placed.community ?? null) : null
  return { rowNo: row.rowNo, fate: fateOf(outcome), outcome, communityId }
}

/**
 * Judges all rows of a batch, a few at a time. Nothing but the batch is written, so that one that breaks off is
 * simply begun again. 'busy': another process has it in hand, or it was called back.
 */
export async function checkBatch({ db, clock }: Needs, id: string): Promise<'checked' | 'busy'> {
  const run = randomUUID()
  const batch = await claimBatch(db, id, run, clock.now(), lease)
  if (!batch) return 'busy'
  const context = contextOf(batch, await knownOf(await knownData(db)))
  let [after, checked] = [0, 0]
  for (;;) {
    const rows = await rowsAfter(db, id, after, inOneGo)
    if (rows.length === 0) break
    const judged: Judged[] = []
    for (const row of rows) {
      judged.push(judge(batch, context, row))
      if (judged.length % 50 === 0) await others()
    }
    after = rows.at(-1)?.rowNo ?? after
    checked += rows.length
    const goesOn = await db.transaction().execute(async (trx) => {
      if (!(await saveProgress(trx, { id, run }, checked, later(clock.now(), lease)))) return false
      await saveOutcomes(trx, id, judged)
      return true
    })
    if (!goesOn) return 'busy'
  }
  await db.transaction().execute(async (trx) => {
    const now = await batchForUpdate(trx, id)
    if (now?.run === run) await setState(trx, id, 'ready')
  })
  return 'checked'
}

export type Decided = { outcome: 'decided'; count: number } | { outcome: 'late' }

export const decide = (
  { db }: Needs,
  id: string,
  which: { rowNo: number } | { fate: Fate },
  decision: Decision,
): Promise<Decided> =>
  db.transaction().execute(async (trx): Promise<Decided> => {
    const batch = await batchForUpdate(trx, id)
    if (batch?.state !== 'ready') return { outcome: 'late' }
    return { outcome: 'decided', count: await decideRows(trx, id, which, decision) }
  })

/** Staff say which community a row means; from here the batch is judged anew, with all that the row may repeat. */
export const choosePlace = (
  { db }: Needs,
  id: string,
  rowNo: number,
  chosen: Partial<Record<Side, string>>,
): Promise<'chosen' | 'late' | 'gone' | 'unknown'> =>
  db.transaction().execute(async (trx) => {
    const batch = await batchForUpdate(trx, id)
    if (batch?.state !== 'ready') return 'late'
    const row = await rowOf(trx, id, rowNo)
    if (!row) return 'gone'
    const places = await placesOf(trx, Object.values(chosen))
    const exists = ([side, id]: [string, string]) =>
      places.some(
        (place) => place.id === id && (side === 'community' || (place.country === 'UA') === (side === 'ua')),
      )
    if (!Object.entries(chosen).every(exists)) return 'unknown'
    await saveChoice(trx, id, rowNo, { ...row.choice, ...chosen })
    await setState(trx, id, 'checking')
    return 'chosen'
  })

/** A batch that was not applied goes with all its rows. */
export const discard = ({ db, clock }: Needs, by: By, id: string): Promise<'discarded' | 'late'> =>
  db.transaction().execute(async (trx) => {
    const batch = await batchForUpdate(trx, id)
    if (!batch || !mayTake(batch.state, 'check')) return 'late'
    await deleteBatch(trx, id)
    await writeEvent(trx, clock.now(), { who: by.id, did: 'discarded-file', what: { import: id } })
    return 'discarded'
  })
