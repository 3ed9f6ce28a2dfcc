// What may move from one record to a new one, and the rows that move.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { CommunityRecord } from './records.model.js'

/** Former and other names; the official ones stay. */
export const movableNames = (db: Db | Trx, id: string) =>
  db
    .selectFrom('communityNames')
    .select(['name', 'kind', 'language'])
    .where('communityId', '=', id)
    .where('kind', '!=', 'official')
    .orderBy('kind')
    .orderBy('name')
    .execute()
export type MovableName = Awaited<ReturnType<typeof movableNames>>[number]

export async function moveNames(
  trx: Trx,
  from: string,
  to: string,
  names: readonly MovableName[],
): Promise<void> {
  for (const { name, kind, language } of names.filter((one) => one.kind === 'other')) {
    await sql`
      insert into community_names (community_id, name, kind, language, script, source)
      select ${to}, name, kind, language, script, source from community_names
      where community_id = ${from} and kind = ${kind} and language = ${language} and name = ${name}
      on conflict do nothing`.execute(trx)
    await trx
      .deleteFrom('communityNames')
      .where('communityId', '=', from)
      .where('kind', '=', kind)
      .where('language', '=', language)
      .where('name', '=', name)
      .execute()
  }
}

/** Moves partnerships with their agreements; the registry's files are told by a note. Gives the partners moved. */
export async function movePairs(
  trx: Trx,
  { id, country }: Pick<CommunityRecord, 'id' | 'country'>,
  newId: string,
  partners: readonly string[],
  at: Date,
): Promise<string[]> {
  const [own, other] = country === 'UA' ? ['ua_id', 'foreign_id'] : ['foreign_id', 'ua_id']
  const [mine, theirs] = [sql.ref(own!), sql.ref(other!)]
  const { rows } = await sql<{ partner: string }>`
    insert into partnerships (${mine}, ${theirs}, status, source, created_at, updated_at, edited_at)
    select ${newId}, ${theirs}, status, source, created_at, ${at}, ${at} from partnerships
    where ${mine} = ${id} and ${theirs} = any(${[...partners]}::text[])
    returning ${theirs} as partner`.execute(trx)
  for (const { partner } of rows) {
    await sql`update agreements set ${mine} = ${newId} where ${mine} = ${id} and ${theirs} = ${partner}`.execute(
      trx,
    )
    await sql`delete from partnerships where ${mine} = ${id} and ${theirs} = ${partner}`.execute(trx)
    const [was, is] = [
      [id, partner],
      [newId, partner],
    ].map((pair) => (country === 'UA' ? pair : [...pair].reverse())) as [string[], string[]]
    // A pair that was moved before goes on to where it belongs now.
    await sql`
      update partnership_moves set to_ua_id = ${is[0]}, to_foreign_id = ${is[1]}
      where to_ua_id = ${was[0]} and to_foreign_id = ${was[1]}`.execute(trx)
    await sql`
      insert into partnership_moves (ua_id, foreign_id, to_ua_id, to_foreign_id)
      values (${was[0]}, ${was[1]}, ${is[0]}, ${is[1]})
      on conflict (ua_id, foreign_id) do update
      set to_ua_id = excluded.to_ua_id, to_foreign_id = excluded.to_foreign_id`.execute(trx)
  }
  return rows.map(({ partner }) => partner)
}
