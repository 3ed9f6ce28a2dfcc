// Pairs that scoring suggests and staff decide on, the contacts staff enter for them, and the
// introductions that follow an approval.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table proposals (
      id uuid primary key,
      ua_id text not null references communities on delete cascade,
      foreign_id text not null references communities on delete cascade,
      state text not null check (state in ('offered', 'postponed', 'approved', 'rejected')),
      total double precision not null check (total between 0 and 1),
      coverage double precision not null check (coverage between 0 and 1),
      parts jsonb not null,
      weights text not null,
      offered_at timestamptz not null,
      scored_at timestamptz not null,
      postponed_until timestamptz,
      decided_by uuid references accounts,
      decided_at timestamptz,
      note text
    )`.execute(db)
  await sql`create unique index proposals_pair on proposals (ua_id, foreign_id)`.execute(db)
  await sql`create index proposals_foreign on proposals (foreign_id)`.execute(db)
  await sql`create index proposals_decided_by on proposals (decided_by)`.execute(db)
  await sql`create index proposals_queue on proposals (state, total desc, id)`.execute(db)
  await sql`
    create table contacts (
      community_id text primary key references communities on delete cascade,
      name text not null,
      email text not null,
      language text not null,
      entered_by uuid not null references accounts,
      entered_at timestamptz not null
    )`.execute(db)
  await sql`create index contacts_entered_by on contacts (entered_by)`.execute(db)
  await sql`
    create table introductions (
      id uuid primary key,
      proposal_id uuid not null unique references proposals on delete cascade,
      state text not null check (state in ('awaiting', 'connected', 'resting', 'closed')),
      opened_at timestamptz not null,
      answers_until timestamptz not null,
      closed_at timestamptz
    )`.execute(db)
  await sql`
    create table introduction_sides (
      introduction_id uuid not null references introductions on delete cascade,
      side text not null check (side in ('ua', 'foreign')),
      community_id text not null references communities on delete cascade,
      contact_name text not null,
      contact_email text not null,
      language text not null,
      answer text check (answer in ('yes', 'not-now', 'no')),
      answered_at timestamptz,
      words text,
      share_words boolean not null default false,
      reminded_at timestamptz,
      primary key (introduction_id, side)
    )`.execute(db)
  await sql`create index introduction_sides_community on introduction_sides (community_id)`.execute(db)
}
