// What applying a batch writes to the registry, and what taking it back puts there again.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Effect } from './batches.model.js'

export interface Change {
  seq: number
  rowNo: number
  tableName: Effect['table']
  key: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}
export type NewChange = Omit<Change, 'seq'>

export async function saveChanges(trx: Trx, batchId: string, changes: readonly NewChange[]): Promise<void> {
  for (let at = 0; at < changes.length; at += 2_000)
    await sql`
      insert into import_changes (batch_id, row_no, table_name, key, before, after)
      select ${batchId}, row.no, row.tab, row.key, row.before, row.after
      from jsonb_to_recordset(${JSON.stringify(
        changes
          .slice(at, at + 2_000)
          .map(({ rowNo, tableName, ...rest }) => ({ no: rowNo, tab: tableName, ...rest })),
      )}::jsonb) as row (no integer, tab text, key text, before jsonb, after jsonb)
      order by row.no`.execute(trx)
}

/** The changes that were not taken back yet, newest first. */
export const changesOf = (db: Db | Trx, batchId: string): Promise<Change[]> =>
  db
    .selectFrom('importChanges')
    .select(['seq', 'rowNo', 'tableName', 'key', 'before', 'after'])
    .where('batchId', '=', batchId)
    .where('undoneAt', 'is', null)
    .orderBy('seq', 'desc')
    .execute()

export async function markUndone(trx: Trx, seqs: readonly number[], at: Date): Promise<void> {
  await sql`update import_changes set undone_at = ${at}, before = null, after = null
    where seq = any(${[...seqs]}::bigint[])`.execute(trx)
}

export async function markApplied(trx: Trx, id: string, by: string, at: Date): Promise<void> {
  await trx
    .updateTable('importBatches')
    .set({ state: 'applied', appliedBy: by, appliedAt: at })
    .where('id', '=', id)
    .execute()
}

export async function markBatchUndone(trx: Trx, id: string, by: string, at: Date): Promise<void> {
  await trx
    .updateTable('importBatches')
    .set({ state: 'undone', undoneBy: by, undoneAt: at })
    .where('id', '=', id)
    .execute()
}

const split = (pair: string) => {
  const [uaId = '', foreignId = ''] = pair.split(' ')
  return { uaId, foreignId }
}
const opened = (rows: readonly object[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`

export async function insertPartnerships(trx: Trx, effects: readonly Effect[], at: Date): Promise<void> {
  const rows = effects.map(({ key, after }) => {
    const { uaId, foreignId } = split(key)
    return { ua_id: uaId, foreign_id: foreignId, status: after.status, source: after.source }
  })
  if (rows.length === 0) return
  await sql`
    insert into partnerships (ua_id, foreign_id, status, source, created_at, updated_at, edited_at)
    select ua_id, foreign_id, status, array(select jsonb_array_elements_text(row.source)),
      ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
    from ${opened(rows)} as row (ua_id text, foreign_id text, status text, source jsonb)
    on conflict do nothing`.execute(trx)
}

export async function insertAgreements(trx: Trx, effects: readonly Effect[]): Promise<void> {
  const rows = effects.map(({ key, after: { pair, ...after } }) => ({
    id: key,
    ...split(String(pair)),
    ...after,
  }))
  if (rows.length === 0) return
  await sql`
    insert into agreements (id, ua_id, foreign_id, kind, law_kind, signed_year, signed_on, duration_years,
      unlimited, auto_renewal, topics, source)
    select id, "uaId", "foreignId", kind, "lawKind", "signedYear", "signedOn", "durationYears", unlimited,
      "autoRenewal", array(select jsonb_array_elements_text(row.topics)), source
    from ${opened(rows)} as row (id text, "uaId" text, "foreignId" text, kind text, "lawKind" text,
      "signedYear" integer, "signedOn" date, "durationYears" integer, unlimited boolean,
      "autoRenewal" boolean, topics jsonb, source text)`.execute(trx)
}

export async function updateAgreement(trx: Trx, id: string, set: Record<string, unknown>): Promise<void> {
  await trx.updateTable('agreements').set(set).where('id', '=', id).execute()
}

export const partnershipOf = (trx: Trx, pair: string) => {
  const { uaId, foreignId } = split(pair)
  return trx
    .selectFrom('partnerships')
    .select(['status', 'source', 'updatedAt', 'editedAt'])
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .executeTakeFirst()
}

export async function updatePartnership(
  trx: Trx,
  pair: string,
  set: { status: string; updatedAt: Date; editedAt: Date | null },
): Promise<void> {
  const { uaId, foreignId } = split(pair)
  await trx
    .updateTable('partnerships')
    .set(set as { status: 'active'; updatedAt: Date; editedAt: Date | null })
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .execute()
}

/** Tells whether a contact is still the one that was written, without keeping it a second time. */
export const contactMark = (contact: object): string => {
  const { communityId, name, email, language, office, phone } = contact as Record<string, unknown>
  const said = [communityId, name, email, language, office ?? null, phone ?? null]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}

/** Rows of the registry as they stand, by key, for all changes of one table. */
export async function currentRows(
  trx: Trx,
  table: Effect['table'],
  keys: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const any = sql<string>`any(${[...keys]}::text[])`
  const found: Record<string, unknown>[] =
    table === 'agreements'
      ? await trx.selectFrom('agreements').selectAll().select('id as key').where('id', '=', any).execute()
      : table === 'contacts'
        ? await trx
            .selectFrom('contacts')
            .selectAll()
            .select('communityId as key')
            .where('communityId', '=', any)
            .execute()
        : await trx
            .selectFrom('partnerships')
            .selectAll()
            .select(sql<string>`ua_id || ' ' || foreign_id`.as('key'))
            .where(sql<string>`ua_id || ' ' || foreign_id`, '=', any)
            .execute()
  return new Map(
    found.map(({ key, ...row }) => [
      key as string,
      table === 'contacts' ? { ...row, mark: contactMark(row) } : row,
    ]),
  )
}

/** Agreements of these pairs that are not among those given. */
export async function otherAgreements(
  trx: Trx,
  pairs: readonly string[],
  except: readonly string[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('agreements')
    .select(sql<string>`ua_id || ' ' || foreign_id`.as('pair'))
    .where(sql<string>`ua_id || ' ' || foreign_id`, '=', sql<string>`any(${[...pairs]}::text[])`)
    .where('id', '!=', sql<string>`all(${[...except]}::text[])`)
    .execute()
  return new Set(rows.map(({ pair }) => pair))
}

export async function deleteAgreements(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('agreements')
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

export async function deletePartnerships(trx: Trx, pairs: readonly string[]): Promise<void> {
  if (pairs.length === 0) return
  await sql`delete from partnerships using unnest(${[...pairs]}::text[]) as pair
    where ua_id = split_part(pair, ' ', 1) and foreign_id = split_part(pair, ' ', 2)`.execute(trx)
}

/** What of a community's row a change of its record sets beside the fields, so that all of it can be put back. */
export async function stampsOf(trx: Trx, ids: readonly string[]) {
  const any = sql<string>`any(${[...ids]}::text[])`
  const rows = await trx
    .selectFrom('communities')
    .select(['id', 'updatedAt', 'editedAt', 'features', 'nameNative', 'populationSource'])
    .select(['standingSince', 'standingSource'])
    .where('id', '=', any)
    .execute()
  const names = await trx
    .selectFrom('communityNames')
    .selectAll()
    .where('communityId', '=', any)
    .where('kind', 'in', ['official', 'former'])
    .execute()
  return new Map(
    rows.map(({ id, ...stamps }) => [
      id,
      { ...stamps, names: names.filter(({ communityId }) => communityId === id) },
    ]),
  )
}

export interface Stamps {
  updatedAt: string | Date
  editedAt: string | Date | null
  features: string[]
  nameNative: string
  populationSource: string | null
  standingSince: string | null
  standingSource: string | null
  names: {
    communityId: string
    kind: 'official' | 'former' | 'other'
    language: string
    name: string
    script: 'latin' | 'cyrillic' | 'other'
    source: string
  }[]
}

export async function putStampsBack(trx: Trx, id: string, { names, ...stamps }: Stamps): Promise<void> {
  const editedAt = stamps.editedAt === null ? null : new Date(stamps.editedAt)
  await trx
    .updateTable('communities')
    .set({ ...stamps, updatedAt: new Date(stamps.updatedAt), editedAt })
    .where('id', '=', id)
    .execute()
  await trx
    .deleteFrom('communityNames')
    .where('communityId', '=', id)
    .where('kind', 'in', ['official', 'former'])
    .execute()
  if (names.length > 0) await trx.insertInto('communityNames').values(names).execute()
}
