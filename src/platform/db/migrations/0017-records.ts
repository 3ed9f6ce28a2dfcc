// The registry's records in the hands of people: how a community stands, every change with what stood
// before it, contradictions between sources, records that were merged, and those that stay apart.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table communities
      add column standing text not null default 'free'
        check (standing in ('free', 'military-administration', 'occupied')),
      add column standing_since date,
      add column standing_source text,
      add column official_site text,
      add column field_sources jsonb not null default '{}',
      add constraint communities_standing_in_ukraine check (standing = 'free' or country = 'UA')`.execute(db)
  // For finding two records of one place: those that lie close together.
  await sql`create index communities_latitude on communities (country, lat)`.execute(db)
  await sql`create index communities_standing on communities (standing) where standing <> 'free'`.execute(db)
  // No foreign key to communities: a record that was merged into another has gone, its history has not.
  await sql`
    create table record_versions (
      id uuid primary key,
      seq bigint generated always as identity,
      community_id text not null,
      at timestamptz not null,
      by uuid not null references accounts,
      did text not null check (did in ('created', 'changed', 'removed', 'merged', 'split')),
      before jsonb,
      after jsonb,
      why text,
      undoes uuid references record_versions on delete set null,
      other_id text,
      snapshot jsonb
    )`.execute(db)
  await sql`create index record_versions_community on record_versions (community_id, seq)`.execute(db)
  await sql`create index record_versions_by on record_versions (by)`.execute(db)
  await sql`create index record_versions_undoes on record_versions (undoes)`.execute(db)
  await sql`
    create table record_conflicts (
      id uuid primary key,
      community_id text not null references communities on delete cascade,
      field text not null,
      ours jsonb,
      ours_source text,
      theirs jsonb,
      theirs_source text not null,
      noted_at timestamptz not null,
      decision text check (decision in ('ours', 'theirs', 'other')),
      decided_value jsonb,
      decided_by uuid references accounts,
      decided_at timestamptz,
      constraint record_conflicts_decided check ((decision is null) = (decided_at is null))
    )`.execute(db)
  await sql`create index record_conflicts_community on record_conflicts (community_id, field)`.execute(db)
  await sql`
    create index record_conflicts_open on record_conflicts (noted_at, id) where decided_at is null`.execute(
    db,
  )
  await sql`create index record_conflicts_decided_by on record_conflicts (decided_by)`.execute(db)
  await sql`
    create table community_redirects (
      old_id text primary key,
      new_id text not null references communities on delete cascade,
      at timestamptz not null
    )`.execute(db)
  await sql`create index community_redirects_new on community_redirects (new_id)`.execute(db)
  // What the registry's files still say of a pair that a split gave to another record.
  await sql`
    create table partnership_moves (
      ua_id text not null,
      foreign_id text not null,
      to_ua_id text not null references communities on delete cascade,
      to_foreign_id text not null references communities on delete cascade,
      primary key (ua_id, foreign_id)
    )`.execute(db)
  await sql`create index partnership_moves_to_ua on partnership_moves (to_ua_id)`.execute(db)
  await sql`create index partnership_moves_to_foreign on partnership_moves (to_foreign_id)`.execute(db)
  await sql`
    create table kept_apart (
      a_id text not null references communities on delete cascade,
      b_id text not null references communities on delete cascade,
      by uuid not null references accounts,
      at timestamptz not null,
      primary key (a_id, b_id),
      constraint kept_apart_two check (a_id < b_id)
    )`.execute(db)
  await sql`create index kept_apart_b on kept_apart (b_id)`.execute(db)
  await sql`create index kept_apart_by on kept_apart (by)`.execute(db)
  // A merge points everything at the record that stays. Rows that would then say the same thing twice go.
  await sql`
    create function repoint_community(tbl regclass, col name, old_id text, new_id text) returns integer
    language plpgsql as $$
    declare
      one tid;
      moved integer := 0;
    begin
      for one in execute format('select ctid from %s where %I = $1', tbl, col) using old_id loop
        begin
          execute format('update %s set %I = $1 where ctid = $2', tbl, col) using new_id, one;
          moved := moved + 1;
        exception when unique_violation or check_violation then
          execute format('delete from %s where ctid = $1', tbl) using one;
        end;
      end loop;
      return moved;
    end $$`.execute(db)
}
