// What hangs on two records that are one community, and the rows that a merge moves.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { scriptOf } from './ids.model.js'
import type { CommunityRecord, FormerName } from './records.model.js'

/** What may hang on a record, in the order of the page. */
export const hangers = [
  'partnerships',
  'agreements',
  'links',
  'proposals',
  'introductions',
  'requests',
  'shortlists',
  'contacts',
  'profile',
  'interests',
  'claims',
  'accounts',
] as const
export type Hanger = (typeof hangers)[number]

/** How much of each hangs on a record. */
export async function hangingOn(db: Db | Trx, id: string): Promise<Record<Hanger, number>> {
  const { rows } = await sql<Record<Hanger, number>>`select
    (select count(*) from partnerships where ${id} in (ua_id, foreign_id)) as partnerships,
    (select count(*) from agreements where ${id} in (ua_id, foreign_id)) as agreements,
    (select count(*) from foreign_links where ${id} in (a_id, b_id)) as links,
    (select count(*) from proposals where ${id} in (ua_id, foreign_id)) as proposals,
    (select count(*) from introduction_sides where community_id = ${id}) as introductions,
    (select count(*) from introduction_requests where ${id} in (community_id, candidate_id)) as requests,
    (select count(*) from shortlist where ${id} in (community_id, candidate_id)) as shortlists,
    (select count(*) from contacts where community_id = ${id}) as contacts,
    (select count(*) from wishes where community_id = ${id})
      + (select count(*) from community_profiles where community_id = ${id}) as profile,
    (select count(*) from interests where community_id = ${id}) as interests,
    (select count(*) from claims where community_id = ${id}) as claims,
    (select count(*) from accounts where community_id = ${id}) as accounts`.execute(db)
  return rows[0]!
}

export const deleteProposals = async (trx: Trx, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0)
    await trx
      .deleteFrom('proposals')
      .where('id', 'in', [...ids])
      .execute()
}

/** Lets go of the codes that no two records may have. */
export const dropCodes = (trx: Trx, id: string) =>
  trx
    .updateTable('communities')
    .set({ katottg: null, geonamesId: null, wikidataId: null })
    .where('id', '=', id)
    .execute()

/** Facts of the registry's files that the record that stays takes over where it has none. */
export async function fillMeasures(trx: Trx, keeperId: string, duplicateId: string): Promise<void> {
  await sql`
    update communities as kept set
      hromada_katottg = coalesce(kept.hromada_katottg, other.hromada_katottg),
      hromada_population = coalesce(kept.hromada_population, other.hromada_population),
      raion_uk = coalesce(kept.raion_uk, other.raion_uk),
      elevation_m = coalesce(kept.elevation_m, other.elevation_m),
      coast_km = coalesce(kept.coast_km, other.coast_km),
      border_km = coalesce(kept.border_km, other.border_km),
      seeking = kept.seeking or other.seeking,
      source = (select string_agg(distinct tag, ';') from unnest(
        string_to_array(kept.source, ';') || string_to_array(other.source, ';')) as tag)
    from communities as other where kept.id = ${keeperId} and other.id = ${duplicateId}`.execute(trx)
}

/** The official names of the record that goes stay findable at the one that stays. */
export async function addOtherNames(trx: Trx, id: string, names: readonly FormerName[]): Promise<void> {
  const rows = names.map(({ name, language }) => ({
    communityId: id,
    name,
    kind: 'other' as const,
    language,
    script: scriptOf(name),
    source: 'Compiled by hand',
  }))
  if (rows.length > 0)
    await trx
      .insertInto('communityNames')
      .values(rows)
      .onConflict((known) => known.doNothing())
      .execute()
}

export const dropOfficialNames = (trx: Trx, id: string) =>
  trx.deleteFrom('communityNames').where('communityId', '=', id).where('kind', '=', 'official').execute()

/** Pairs with their agreements; of two records of one pair the sources are joined and the known status stays. */
export async function movePartnerships(
  trx: Trx,
  keeperId: string,
  duplicateId: string,
  at: Date,
): Promise<void> {
  for (const [own, other] of [
    ['ua_id', 'foreign_id'],
    ['foreign_id', 'ua_id'],
  ] as const) {
    const columns = [sql.ref(own), sql.ref(other)]
    await sql`
      insert into partnerships as kept (${sql.join(columns)}, status, source, created_at, updated_at, edited_at)
      select ${keeperId}, ${sql.ref(other)}, status, source, created_at, updated_at, edited_at
      from partnerships where ${sql.ref(own)} = ${duplicateId}
      on conflict (ua_id, foreign_id) do update set
        status = case when kept.status = 'unknown' then excluded.status else kept.status end,
        source = array(select distinct unnest(kept.source || excluded.source)),
        edited_at = ${at}`.execute(trx)
    await sql`update agreements set ${sql.ref(own)} = ${keeperId} where ${sql.ref(own)} = ${duplicateId}`.execute(
      trx,
    )
    await sql`delete from partnerships where ${sql.ref(own)} = ${duplicateId}`.execute(trx)
  }
}

export async function moveLinks(trx: Trx, keeperId: string, duplicateId: string): Promise<void> {
  await sql`
    insert into foreign_links (a_id, b_id, source)
    select least(other, ${keeperId}::text), greatest(other, ${keeperId}::text), source from (
      select case when a_id = ${duplicateId} then b_id else a_id end as other, source
      from foreign_links where ${duplicateId} in (a_id, b_id)) as links
    where other <> ${keeperId}
    on conflict do nothing`.execute(trx)
  await sql`delete from foreign_links where ${duplicateId} in (a_id, b_id)`.execute(trx)
}

/** What the community says of itself is one thing: that of the record that stays, or else the other's. */
export async function settleProfile(trx: Trx, keeperId: string, duplicateId: string): Promise<void> {
  const { told } = await trx
    .selectNoFrom(
      sql<boolean>`exists (select from wishes where community_id = ${keeperId})
        or exists (select from community_profiles where community_id = ${keeperId})
        or exists (select from profile_versions where community_id = ${keeperId})`.as('told'),
    )
    .executeTakeFirstOrThrow()
  if (!told) return
  for (const table of ['wishes', 'communityProfiles', 'profileVersions'] as const)
    await trx.deleteFrom(table).where('communityId', '=', duplicateId).execute()
  await trx
    .deleteFrom('communityTopics')
    .where('communityId', '=', duplicateId)
    .where('basis', '=', 'declared')
    .execute()
}

/** Requests and notes that both records have about one partner. */
export async function settleRequests(
  trx: Trx,
  keeperId: string,
  duplicateId: string,
  at: Date,
): Promise<void> {
  await sql`
    update introduction_requests as other set state = 'withdrawn', decided_at = ${at}
    where state = 'asked' and ${duplicateId} in (community_id, candidate_id) and exists (
      select from introduction_requests as kept where kept.state = 'asked'
        and kept.community_id = case when other.community_id = ${duplicateId} then ${keeperId} else other.community_id end
        and kept.candidate_id = case when other.candidate_id = ${duplicateId} then ${keeperId} else other.candidate_id end)`.execute(
    trx,
  )
  await sql`
    update shortlist as kept set note = other.note from shortlist as other
    where kept.note is null and other.note is not null
      and ((kept.community_id = ${keeperId} and other.community_id = ${duplicateId} and kept.candidate_id = other.candidate_id)
        or (kept.candidate_id = ${keeperId} and other.candidate_id = ${duplicateId} and kept.community_id = other.community_id))`.execute(
    trx,
  )
  await trx
    .deleteFrom('recordConflicts')
    .where('communityId', '=', duplicateId)
    .where('decidedAt', 'is', null)
    .execute()
  await sql`delete from kept_apart where ${duplicateId} in (a_id, b_id)`.execute(trx)
}

/** Points every other row that names the record that goes at the one that stays; a row too many goes. */
export async function repointAll(trx: Trx, keeperId: string, duplicateId: string): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select k.conrelid::regclass::text as table, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'communities'::regclass and array_length(k.conkey, 1) = 1
    order by 1, 2`.execute(trx)
  for (const { table, column } of rows)
    await sql`select repoint_community(${table}::regclass, ${column}::name, ${duplicateId}, ${keeperId})`.execute(
      trx,
    )
}

/** Reasons and figures that were kept name communities, too; a draft they change is out of date. */
export async function renameInReasons(trx: Trx, keeperId: string, duplicateId: string): Promise<void> {
  const [was, is] = [`"${duplicateId}"`, `"${keeperId}"`]
  const names = (column: string) => sql`${sql.ref(column)}::text like ${`%${was}%`}`
  const renamed = (column: string) => sql`replace(${sql.ref(column)}::text, ${was}, ${is})::jsonb`
  await sql`
    update proposals set parts = ${renamed('parts')}, sides = ${renamed('sides')},
      rationale = ${renamed('rationale')}
    where ${names('parts')} or ${names('sides')} or ${names('rationale')}`.execute(trx)
  await sql`
    update rounds set basis = '' where state = 'draft' and computed_at is not null and exists (
      select from round_pairs where round_id = rounds.id and ${duplicateId} in (ua_id, foreign_id))`.execute(
    trx,
  )
  await sql`update round_pairs set score = ${renamed('score')} where ${names('score')}`.execute(trx)
  await sql`update rounds set summary = ${renamed('summary')} where ${names('summary')}`.execute(trx)
}

/** Lets the old address lead to the record that stays. */
export const saveRedirect = (trx: Trx, oldId: string, newId: string, at: Date) =>
  trx.insertInto('communityRedirects').values({ oldId, newId, at }).execute()

/** What the history keeps of a record that goes: names, pairs and the ids of what moved, nothing of people. */
export async function snapshotOf(trx: Trx, record: CommunityRecord) {
  const { id } = record
  const { rows } = await sql<Record<string, unknown>>`select
    (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'kind', kind, 'language', language)), '[]')
      from community_names where community_id = ${id}) as names,
    (select coalesce(jsonb_agg(jsonb_build_object('ua', ua_id, 'foreign', foreign_id, 'status', status)), '[]')
      from partnerships where ${id} in (ua_id, foreign_id)) as partnerships,
    (select coalesce(jsonb_agg(id), '[]') from agreements where ${id} in (ua_id, foreign_id)) as agreements,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'ua', ua_id, 'foreign', foreign_id, 'state', state)), '[]')
      from proposals where ${id} in (ua_id, foreign_id)) as proposals`.execute(trx)
  return { record, ...rows[0]!, counts: await hangingOn(trx, id) }
}
