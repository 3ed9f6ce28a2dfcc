// Records that may be one and the same community: one name within a few kilometres, or one place.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { recordsOf } from './records.queries.js'
import type { CommunityRecord } from './records.model.js'

/** A shared name within five kilometres, or less than one kilometre apart. */
export type Because = 'name' | 'place'

export interface LookalikePair {
  aId: string
  bId: string
  why: Because[]
}

export type Lookalike = CommunityRecord & { why: Because[] }

// A degree of latitude has 111 kilometres, one of longitude so many less towards the poles.
const within = (km: number) => sql<boolean>`(abs(a.lat - b.lat) * 111.2 <= ${km}::float8
  and abs(a.lon - b.lon) * 111.2 * cos(radians(a.lat)) <= ${km}::float8)`

// Asked of each of the few that lie near; a join would read every name of the registry.
const namesOf = (id: string) =>
  sql`array(select lower(name) from community_names where community_id = ${sql.ref(id)})`

/**
 * Pairs that look alike and were not found to be two communities. Few places lie so near to each other:
 * distance is asked first, by the index of latitudes, and names only of those.
 * @param id only pairs with this record
 * @param region only pairs with a community of that oblast
 */
export async function lookalikePairs(
  db: Db | Trx,
  { id, region }: { id?: string; region?: string | undefined } = {},
): Promise<LookalikePair[]> {
  const { rows } = await sql<LookalikePair>`
    with near as materialized (
      select least(a.id, b.id) as a_id, greatest(a.id, b.id) as b_id, ${within(1)} as close
      from communities as a
      join communities as b on b.country = a.country and b.lat between a.lat - 0.045 and a.lat + 0.045
      where ${within(5)} and ${id === undefined ? sql`b.id > a.id` : sql`a.id = ${id} and b.id <> a.id`}
        ${region === undefined ? sql`` : sql`and ${region} in (a.region_code, b.region_code)`}
    ), found as (
      select a_id, b_id, close, ${namesOf('near.a_id')} && ${namesOf('near.b_id')} as named from near
    )
    select a_id as "aId", b_id as "bId",
      array_remove(array[case when named then 'name' end, case when close then 'place' end], null) as why
    from found
    where (named or close) and not exists (
      select from kept_apart where kept_apart.a_id = found.a_id and kept_apart.b_id = found.b_id)
    order by a_id, b_id`.execute(db)
  return rows
}

/** How many pairs look alike, in an oblast or everywhere. */
export const countLookalikes = async (db: Db, region: string | undefined): Promise<number> =>
  (await lookalikePairs(db, { region })).length

/** Records that look like this one. */
export async function lookalikesOf(db: Db, id: string): Promise<Lookalike[]> {
  const pairs = await lookalikePairs(db, { id })
  const others = pairs.map(({ aId, bId, why }) => ({ id: aId === id ? bId : aId, why }))
  const found = await recordsOf(
    db,
    others.map((other) => other.id),
  )
  return others.flatMap((other) => {
    const record = found.get(other.id)
    return record ? [{ ...record, why: other.why }] : []
  })
}

/** Writes down that two records are two communities. */
export async function keepApart(
  trx: Trx,
  ids: readonly [string, string],
  by: string,
  at: Date,
): Promise<void> {
  const [aId, bId] = [...ids].sort() as [string, string]
  await trx
    .insertInto('keptApart')
    .values({ aId, bId, by, at })
    .onConflict((known) => known.doNothing())
    .execute()
}
