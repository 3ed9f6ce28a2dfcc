// Writes many rows with one statement, and remembers which files were loaded.
import { sql, type RawBuilder } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Name, Table } from './imports.rows.js'
import type { Merged } from './merged.js'

/** The last load, if there was one. */
export const lastLoad = (db: Db | Trx) =>
  db
    .selectFrom('seedLoads')
    .select(['digest', 'counts'])
    .orderBy('loadedAt', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What staff merged or split since the files were made. */
export async function mergedSince(db: Db | Trx): Promise<Merged> {
  const redirects = await db.selectFrom('communityRedirects').select(['oldId', 'newId']).execute()
  const moves = await db.selectFrom('partnershipMoves').selectAll().execute()
  return {
    redirects: new Map(redirects.map(({ oldId, newId }) => [oldId, newId])),
    moves: new Map(
      moves.map(({ uaId, foreignId, toUaId, toForeignId }) => [
        `${uaId} ${foreignId}`,
        { uaId: toUaId, foreignId: toForeignId },
      ]),
    ),
  }
}

/** Of two processes that start on one server, the second waits here until the first has loaded. */
export const waitForOtherLoads = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('pobratym seeds'))`.execute(trx)

export const rememberLoad = (trx: Trx, digest: string, loadedAt: Date, counts: Record<string, number>) =>
  trx
    .insertInto('seedLoads')
    .values({ digest, loadedAt, counts: JSON.stringify(counts) })
    .onConflict((already) =>
      already.column('digest').doUpdateSet({ loadedAt, counts: JSON.stringify(counts) }),
    )
    .execute()

const list = (parts: RawBuilder<unknown>[]) => sql.join(parts)

/** The rows as one JSON parameter, opened as a relation `row`. */
const opened = (types: Record<string, string>, rows: object[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as row (${list(Object.entries(types).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`))})`

/**
 * Inserts a table's rows. A row that is there already changes only when it differs, and never when
 * people have edited it (in tables with `editedAt`).
 */
export async function saveRows(
  trx: Trx,
  { table, key, types, stamped, rows }: Table,
  now: Date,
): Promise<void> {
  const columns = Object.keys(types)
  const others = columns.filter((column) => !key.includes(column))
  const of = (relation: string, names: string[]) => list(names.map((name) => sql.ref(`${relation}.${name}`)))
  const stamps = stamped ? sql`, created_at, updated_at` : sql``
  const times = stamped ? sql`, ${now}::timestamptz, ${now}::timestamptz` : sql``
  const set = others.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`)
  await sql`
    insert into ${sql.table(table)} as kept (${list(columns.map((name) => sql.ref(name)))}${stamps})
    select ${of('row', columns)}${times} from ${opened(types, rows)}
    on conflict (${list(key.map((name) => sql.ref(name)))}) do update
    set ${list(stamped ? [...set, sql`updated_at = excluded.updated_at`] : set)}
    where (${of('kept', others)}) is distinct from (${of('excluded', others)})
      ${stamped ? sql`and kept.edited_at is null` : sql``}`.execute(trx)
}

const nameTypes = Object.fromEntries(
  ['community_id', 'name', 'kind', 'language', 'script', 'source'].map((column) => [column, 'text']),
)

/**
 * Inserts names and takes away the official name that a new one of the same language replaces. A
 * community that people have edited keeps the names they left it with.
 */
export async function saveNames(trx: Trx, names: Name[]): Promise<void> {
  await sql`
    delete from community_names as old
    using ${opened(
      nameTypes,
      names.filter((name) => name.kind === 'official'),
    )}, communities
    where old.community_id = row.community_id and old.kind = 'official' and old.language = row.language
      and old.name <> row.name and communities.id = old.community_id and communities.edited_at is null`.execute(
    trx,
  )
  await sql`
    insert into community_names as kept (community_id, name, kind, language, script, source)
    select row.community_id, row.name, row.kind, row.language, row.script, row.source
    from ${opened(nameTypes, names)} join communities on communities.id = row.community_id
    where communities.edited_at is null
    on conflict (community_id, kind, language, name) do update
    set script = excluded.script, source = excluded.source
    where (kept.script, kept.source) is distinct from (excluded.script, excluded.source)`.execute(trx)
}

/** Lets the planner know how much there is; the embedded database would never find out by itself. */
export const measureTables = (trx: Trx) =>
  sql`analyze countries, regions, communities, community_names, community_topics, partnerships, agreements`.execute(
    trx,
  )
