// Recorded relations: partnerships of a Ukrainian and a foreign community, the agreements behind
// them, and links between foreign communities (evidence for scoring: partners of partners).
import { sql, type Kysely } from 'kysely'
import { tellIndex } from './0001-communities.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table partnerships (
      ua_id text not null references communities on delete cascade,
      foreign_id text not null references communities on delete cascade,
      status text not null check (status in ('active', 'unknown', 'suspended-check', 'terminated')),
      source text[] not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      edited_at timestamptz,
      primary key (ua_id, foreign_id)
    )`.execute(db)
  await sql`create index partnerships_foreign on partnerships (foreign_id)`.execute(db)
  await tellIndex(db, 'partnerships')
  await sql`
    create table agreements (
      id text primary key,
      ua_id text not null,
      foreign_id text not null,
      kind text not null check (kind in ('twinning', 'partnership', 'cooperation', 'memorandum', 'other')),
      law_kind text check (law_kind in ('interterritorial', 'cross-border', 'both')),
      signed_year integer,
      signed_on date,
      duration_years integer check (duration_years > 0),
      unlimited boolean not null default false,
      auto_renewal boolean,
      topics text[] not null default '{}',
      source text not null,
      foreign key (ua_id, foreign_id) references partnerships on delete cascade
    )`.execute(db)
  await sql`create index agreements_pair on agreements (ua_id, foreign_id)`.execute(db)
  await sql`
    create table foreign_links (
      a_id text not null references communities on delete cascade,
      b_id text not null references communities on delete cascade,
      source text not null,
      primary key (a_id, b_id),
      check (a_id < b_id)
    )`.execute(db)
  await sql`create index foreign_links_b on foreign_links (b_id)`.execute(db)
  await sql`
    create table seed_loads (
      digest text primary key,
      loaded_at timestamptz not null,
      counts jsonb not null
    )`.execute(db)
}
