// What staff merged or split since the registry's files were made: a record that was merged is not brought
// back, and what the files say of it goes to the record it is a part of now.
import type { Name, Table } from './imports.rows.js'

export interface Merged {
  /** Ids of records that were merged, with those they are parts of. */
  redirects: ReadonlyMap<string, string>
  /** Pairs of the files, as `ua foreign`, that belong to another pair since a split. */
  moves: ReadonlyMap<string, { uaId: string; foreignId: string }>
}

type Row = Record<string, unknown>

/** Rows that would say one thing twice are one; a row that was said of the record itself comes first. */
function distinct(table: Table, rows: { row: Row; own: boolean }[]): Row[] {
  const keyOf = (row: Row) => table.key.map((column) => String(row[column])).join(' ')
  const kept = new Map<string, Row>()
  for (const { row } of [...rows.filter(({ own }) => own), ...rows.filter(({ own }) => !own)])
    if (!kept.has(keyOf(row))) kept.set(keyOf(row), row)
  return [...kept.values()]
}

/** A table's rows as they are to be saved. */
export function afterMerges(table: Table, { redirects, moves }: Merged): Table {
  if (redirects.size === 0 && moves.size === 0) return table
  const now = (id: unknown) => redirects.get(String(id)) ?? id
  if (table.table === 'communities')
    return { ...table, rows: table.rows.filter((row) => !redirects.has(String((row as Row).id))) }
  const rows = (table.rows as Row[]).flatMap((row) => {
    const own = { row, own: true }
    if ('community_id' in row) {
      const community_id = now(row.community_id)
      return [community_id === row.community_id ? own : { row: { ...row, community_id }, own: false }]
    }
    if ('ua_id' in row) {
      const moved = moves.get(`${String(row.ua_id)} ${String(row.foreign_id)}`)
      const ua_id = moved?.uaId ?? now(row.ua_id)
      const foreign_id = moved?.foreignId ?? now(row.foreign_id)
      const same = ua_id === row.ua_id && foreign_id === row.foreign_id
      return [same ? own : { row: { ...row, ua_id, foreign_id }, own: false }]
    }
    if ('a_id' in row) {
      const [a_id, b_id] = [now(row.a_id), now(row.b_id)].map(String).sort()
      if (a_id === b_id) return []
      const same = a_id === row.a_id && b_id === row.b_id
      return [same ? own : { row: { ...row, a_id, b_id }, own: false }]
    }
    return [own]
  })
  return { ...table, rows: distinct(table, rows) }
}

/** The names of a record that was merged are kept as staff left them. */
export const namesAfterMerges = (names: Name[], { redirects }: Merged): Name[] =>
  names.filter(({ community_id }) => !redirects.has(community_id))
