// The registry: countries, regions, communities, every name they are or were known by, their topics,
// and the queue of changes the search index still has to learn.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table countries (
      code text primary key check (code ~ '^[A-Z]{2}$'),
      name_en text not null,
      name_uk text not null,
      world_region text not null
    )`.execute(db)
  await sql`
    create table regions (
      code text primary key,
      country text not null references countries,
      name_en text not null,
      name_uk text
    )`.execute(db)
  await sql`create index regions_country on regions (country)`.execute(db)
  await sql`
    create table communities (
      id text primary key check (id ~ '^[a-z]{2}-[a-z0-9-]+$'),
      country text not null references countries,
      region_code text references regions,
      kind text not null check (kind in ('city', 'settlement', 'village')),
      name_en text not null,
      name_native text not null,
      name_uk text,
      katottg text unique,
      geonames_id integer unique,
      wikidata_id text unique,
      hromada_uk text,
      hromada_katottg text,
      hromada_population integer check (hromada_population > 0),
      raion_uk text,
      lat double precision not null check (lat between -90 and 90),
      lon double precision not null check (lon between -180 and 180),
      population integer check (population > 0),
      population_source text,
      elevation_m integer,
      coast_km double precision check (coast_km >= 0),
      border_km double precision check (border_km >= 0),
      features text[] not null default '{}',
      seeking boolean not null default false,
      source text not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      edited_at timestamptz
    )`.execute(db)
  await sql`create index communities_country on communities (country)`.execute(db)
  await sql`create index communities_region on communities (region_code)`.execute(db)
  await sql`
    create table community_names (
      community_id text not null references communities on delete cascade,
      name text not null check (name <> ''),
      kind text not null check (kind in ('official', 'former', 'other')),
      language text not null default '',
      script text not null check (script in ('latin', 'cyrillic', 'other')),
      source text not null,
      primary key (community_id, kind, language, name)
    )`.execute(db)
  await sql`
    create table community_topics (
      community_id text not null references communities on delete cascade,
      topic text not null,
      direction text not null check (direction in ('need', 'offer', 'both-unknown')),
      basis text not null check (basis in ('strategy', 'agreement-sphere', 'declared')),
      year integer,
      source text not null,
      primary key (community_id, topic, direction, basis)
    )`.execute(db)

  await sql`
    create table index_changes (
      seq bigint generated always as identity primary key,
      community_id text not null,
      noted_at timestamptz not null default now()
    )`.execute(db)
  // A trigger, so that no code path can change a community and forget to tell the index; one row per
  // statement and community, so that loading the registry stays quick.
  await sql`
    create function note_index_change() returns trigger language plpgsql as $$
    begin
      insert into index_changes (community_id)
        select distinct touched from (select to_jsonb(changed) as row from changed) as rows,
          unnest(array[coalesce(row->>'community_id', row->>'ua_id', row->>'id'), row->>'foreign_id']) as touched
        where touched is not null;
      return null;
    end $$`.execute(db)
  for (const table of ['communities', 'community_names', 'community_topics']) await tellIndex(db, table)
}

/** Puts the triggers on a table whose rows carry a community's id. */
export async function tellIndex(db: Kysely<unknown>, table: string): Promise<void> {
  for (const [change, rows] of [
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ] as const)
    await sql`
      create trigger ${sql.id(`note_${change}`)} after ${sql.raw(change)} on ${sql.table(table)}
      referencing ${sql.raw(rows)} table as changed
      for each statement execute function note_index_change()`.execute(db)
}
