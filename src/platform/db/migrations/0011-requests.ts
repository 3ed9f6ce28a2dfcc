// What a community does about the partners that fit it: its short-list with private notes, the
// introductions it asks for, and what came of an introduction. A proposal that somebody asked for says
// since when, so that staff see it first and the night leaves it alone.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table shortlist (
      community_id text not null references communities on delete cascade,
      candidate_id text not null references communities on delete cascade,
      note text,
      added_by uuid not null references accounts,
      added_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (community_id, candidate_id),
      constraint shortlist_two check (community_id <> candidate_id)
    )`.execute(db)
  await sql`create index shortlist_candidate on shortlist (candidate_id)`.execute(db)
  await sql`create index shortlist_added_by on shortlist (added_by)`.execute(db)
  await sql`
    create table introduction_requests (
      id uuid primary key,
      community_id text not null references communities on delete cascade,
      candidate_id text not null references communities on delete cascade,
      words text,
      state text not null check (state in ('asked', 'withdrawn', 'proposed', 'declined')),
      asked_by uuid not null references accounts,
      asked_at timestamptz not null,
      decided_at timestamptz,
      constraint introduction_requests_two check (community_id <> candidate_id)
    )`.execute(db)
  await sql`
    create unique index introduction_requests_open on introduction_requests (community_id, candidate_id)
      where state = 'asked'`.execute(db)
  await sql`
    create index introduction_requests_community on introduction_requests (community_id, asked_at)`.execute(
    db,
  )
  await sql`create index introduction_requests_candidate on introduction_requests (candidate_id)`.execute(db)
  await sql`create index introduction_requests_asked_by on introduction_requests (asked_by)`.execute(db)
  await sql`
    create table milestones (
      id uuid primary key,
      introduction_id uuid not null references introductions on delete cascade,
      side text not null check (side in ('ua', 'foreign')),
      kind text not null check (kind in ('met', 'letter-of-intent', 'signed')),
      on_date date not null,
      note text,
      recorded_by uuid not null references accounts,
      recorded_at timestamptz not null
    )`.execute(db)
  await sql`
    create unique index milestones_once on milestones (introduction_id, side, kind, on_date)`.execute(db)
  await sql`create index milestones_recorded_by on milestones (recorded_by)`.execute(db)
  await sql`alter table proposals add column asked_at timestamptz`.execute(db)
  await sql`drop index proposals_queue`.execute(db)
  await sql`
    create index proposals_queue on proposals (state, (asked_at is null), total desc, id)`.execute(db)
}
