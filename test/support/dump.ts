// Every row of some tables as text, to compare what was with what is.
import { sql } from 'kysely'
import type { Db } from '../../src/platform/db/connect.js'

// The service knows moments to the millisecond; a database's own clock may be finer.
const toTheMillisecond = (row: string) =>
  row.replace(
    /(?<=T\d\d:\d\d:\d\d)\.(\d+)(?=[+Z])/g,
    (_, digits: string) => `.${digits.padEnd(3, '0').slice(0, 3)}`,
  )

/** Table → its rows, in one order whatever the order they lie in. */
export async function dumpOf(db: Db, tables: readonly string[]): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {}
  for (const table of tables) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) as row from ${sql.table(table)} as t order by to_jsonb(t)::text`.execute(db)
    dump[table] = rows.map(({ row }) => toTheMillisecond(JSON.stringify(row)))
  }
  return dump
}
