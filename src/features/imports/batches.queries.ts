// The rows of batches: written when a file comes, judged, decided on, counted and shown.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { later } from '../../platform/kit/clock.js'
import type { BatchKind, BatchState, Decision, Fate, Mapping, Outcome, Side } from './batches.model.js'
import type { StoredRow } from './check.js'

export interface Batch {
  id: string
  fileName: string
  kind: BatchKind
  state: BatchState
  format: string
  headings: string[]
  mapping: Mapping
  total: number
  checked: number
  regionCode: string | null
  madeBy: string
  madeAt: Date
  run: string | null
  leasedUntil: Date | null
  appliedBy: string | null
  appliedAt: Date | null
  undoneBy: string | null
  undoneAt: Date | null
}

export const batchOf = (db: Db | Trx, id: string): Promise<Batch | undefined> =>
  db.selectFrom('importBatches').selectAll().where('id', '=', id).executeTakeFirst()

/** Holds a batch until the transaction ends. */
export const batchForUpdate = (trx: Trx, id: string): Promise<Batch | undefined> =>
  trx.selectFrom('importBatches').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The newest batches; a coordinator sees those of the own oblast. */
export const batchesFor = (db: Db, region: string | undefined, limit: number) =>
  db
    .selectFrom('importBatches')
    .leftJoin('accounts', 'accounts.id', 'importBatches.madeBy')
    .select(['importBatches.id', 'fileName', 'kind', 'state', 'total', 'madeAt', 'appliedAt', 'undoneAt'])
    .select('accounts.name as by')
    .$if(region !== undefined, (query) => query.where('importBatches.regionCode', '=', region!))
    .orderBy('madeAt', 'desc')
    .orderBy('importBatches.id')
    .limit(limit)
    .execute()

type NewBatch = Pick<
  Batch,
  'id' | 'fileName' | 'kind' | 'format' | 'headings' | 'mapping' | 'regionCode' | 'madeBy' | 'madeAt'
>

export async function insertBatch(
  trx: Trx,
  { mapping, ...batch }: NewBatch,
  rows: readonly { rowNo: number; cells: string[]; leftOut: string[] }[],
): Promise<void> {
  await trx
    .insertInto('importBatches')
    .values({ ...batch, mapping: JSON.stringify(mapping), state: 'mapping', total: rows.length })
    .execute()
  for (let at = 0; at < rows.length; at += 1_000)
    await sql`
      insert into import_rows (batch_id, row_no, cells, left_out)
      select ${batch.id}, row.no, row.cells,
        array(select jsonb_array_elements_text(row.left_out))
      from jsonb_to_recordset(${JSON.stringify(
        rows
          .slice(at, at + 1_000)
          .map(({ rowNo, cells, leftOut }) => ({ no: rowNo, cells, left_out: leftOut })),
      )}::jsonb) as row (no integer, cells jsonb, left_out jsonb)`.execute(trx)
}

/** Some rows after one, in the order of the file. */
export const rowsAfter = (db: Db | Trx, batchId: string, after: number, limit: number) =>
  db
    .selectFrom('importRows')
    .select(['rowNo', 'cells', 'choice', 'outcome', 'fate', 'decision'])
    .where('batchId', '=', batchId)
    .where('rowNo', '>', after)
    .orderBy('rowNo')
    .limit(limit)
    .execute() as Promise<
    (StoredRow & { outcome: Outcome | null; fate: Fate | null; decision: Decision | null })[]
  >

export interface Judged {
  rowNo: number
  fate: Fate
  outcome: Outcome
  communityId: string | null
}

export async function saveOutcomes(db: Db | Trx, batchId: string, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.map(({ rowNo, fate, outcome, communityId }) => ({
    no: rowNo,
    fate,
    outcome,
    community: communityId,
  }))
  await sql`
    update import_rows set fate = row.fate, outcome = row.outcome, community_id = row.community,
      effects = jsonb_array_length(row.outcome->'effects')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (no integer, fate text, outcome jsonb, community text)
    where batch_id = ${batchId} and row_no = row.no`.execute(db)
}

/** Takes a batch in hand to judge its rows, unless another process has it. */
export const claimBatch = (
  db: Db,
  id: string,
  run: string,
  now: Date,
  leaseMs: number,
): Promise<Batch | undefined> =>
  db
    .updateTable('importBatches')
    .set({ run, leasedUntil: later(now, leaseMs), checked: 0 })
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .where(({ eb, or }) => or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', now)]))
    .returningAll()
    .executeTakeFirst()

/** How far a run has come; false when it was called back or another one has begun. */
export async function saveProgress(
  db: Db | Trx,
  { id, run }: { id: string; run: string },
  checked: number,
  until: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('importBatches')
    .set({ checked, leasedUntil: until })
    .where('id', '=', id)
    .where('run', '=', run)
    .executeTakeFirst()
  return Number(numUpdatedRows) > 0
}

/** Batches that were being judged when their process ended. */
export const forsakenBatches = (db: Db, now: Date) =>
  db
    .selectFrom('importBatches')
    .select('id')
    .where('state', '=', 'checking')
    .where(({ eb, or }) => or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', now)]))
    .execute()

export async function setState(
  db: Db | Trx,
  id: string,
  state: BatchState,
  more: { kind?: BatchKind; mapping?: Mapping } = {},
): Promise<void> {
  const { mapping, ...rest } = more
  await db
    .updateTable('importBatches')
    .set({
      state,
      run: null,
      leasedUntil: null,
      ...rest,
      ...(mapping && { mapping: JSON.stringify(mapping) }),
    })
    .where('id', '=', id)
    .execute()
}

/** Rows by fate and by what staff decided. */
export const countRows = (db: Db | Trx, batchId: string) =>
  db
    .selectFrom('importRows')
    .select(['fate', 'decision'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .select(sql<number>`count(*) filter (where effects > 0)`.as('withEffects'))
    .where('batchId', '=', batchId)
    .groupBy(['fate', 'decision'])
    .execute()

export const pageOfRows = (
  db: Db,
  batchId: string,
  fate: Fate | 'left-out' | undefined,
  limit: number,
  offset: number,
) =>
  db
    .selectFrom('importRows')
    .selectAll()
    .where('batchId', '=', batchId)
    .$if(fate === 'left-out', (query) => query.where(sql<boolean>`cardinality(left_out) > 0`))
    .$if(fate !== undefined && fate !== 'left-out', (query) => query.where('fate', '=', fate as Fate))
    .orderBy('rowNo')
    .limit(limit)
    .offset(offset)
    .execute()
export type ShownRow = Awaited<ReturnType<typeof pageOfRows>>[number]

export async function countLeftOut(db: Db, batchId: string): Promise<number> {
  const { count } = await db
    .selectFrom('importRows')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batchId', '=', batchId)
    .where(sql<boolean>`cardinality(left_out) > 0`)
    .executeTakeFirstOrThrow()
  return count
}

/** One row, or all rows of a fate, are to be taken or left; gives how many that are. */
export async function decideRows(
  trx: Trx,
  batchId: string,
  which: { rowNo: number } | { fate: Fate },
  decision: Decision,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('importRows')
    .set({ decision })
    .where('batchId', '=', batchId)
    .$if('rowNo' in which, (query) => query.where('rowNo', '=', (which as { rowNo: number }).rowNo))
    .$if('fate' in which, (query) => query.where('fate', '=', (which as { fate: Fate }).fate))
    .$if(decision === 'take', (query) =>
      query.where('fate', 'in', ['new', 'change', 'conflict']).where('effects', '>', 0),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function saveChoice(
  trx: Trx,
  batchId: string,
  rowNo: number,
  choice: Partial<Record<Side, string>>,
): Promise<void> {
  await trx
    .updateTable('importRows')
    .set({ choice: JSON.stringify(choice), decision: null })
    .where('batchId', '=', batchId)
    .where('rowNo', '=', rowNo)
    .execute()
}

export const rowOf = (db: Db | Trx, batchId: string, rowNo: number) =>
  db
    .selectFrom('importRows')
    .selectAll()
    .where('batchId', '=', batchId)
    .where('rowNo', '=', rowNo)
    .executeTakeFirst()

/** What the columns hold, for the mapping's page. */
export const sampleRows = (db: Db, batchId: string) =>
  db
    .selectFrom('importRows')
    .select(['rowNo', 'cells'])
    .where('batchId', '=', batchId)
    .orderBy('rowNo')
    .limit(3)
    .execute()

export const deleteBatch = async (db: Db | Trx, id: string): Promise<void> => {
  await db.deleteFrom('importBatches').where('id', '=', id).execute()
}

/** Contacts are kept where contacts are kept, and nowhere else. */
export async function emptyRows(trx: Trx, batchId: string): Promise<void> {
  await trx
    .updateTable('importRows')
    .set({ cells: '[]', outcome: sql<string>`outcome - 'effects'` })
    .where('batchId', '=', batchId)
    .execute()
}

/** Batches that nobody applied since a moment. */
export async function deleteUnappliedBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('importBatches')
    .where('state', 'in', ['mapping', 'checking', 'ready'])
    .where('madeAt', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Where communities lie, to tell namesakes apart. */
export const placesOf = (db: Db | Trx, ids: readonly string[]) =>
  db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode'])
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
