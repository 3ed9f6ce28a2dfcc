// Rounds: the best set of introductions for many communities, kept as a draft that staff adjust by locking
// and striking pairs, then accepted into the queue. Proposals of an accepted round say which it was, and an
// introduction that follows from one keeps the round's days.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rounds (
      id uuid primary key,
      name text not null,
      state text not null check (state in ('draft', 'accepted', 'discarded')),
      region_code text references regions,
      options jsonb not null,
      remind_after_days integer not null check (remind_after_days > 0),
      close_after_days integer not null check (close_after_days > remind_after_days),
      made_by uuid not null references accounts,
      made_at timestamptz not null,
      computing_since timestamptz,
      computed_at timestamptz,
      marked_at timestamptz,
      basis text,
      summary jsonb,
      decided_by uuid references accounts,
      decided_at timestamptz,
      note text
    )`.execute(db)
  await sql`create index rounds_region on rounds (region_code)`.execute(db)
  await sql`create index rounds_made_by on rounds (made_by)`.execute(db)
  await sql`create index rounds_decided_by on rounds (decided_by)`.execute(db)
  await sql`create index rounds_state on rounds (state, made_at desc)`.execute(db)
  await sql`
    create table round_pairs (
      round_id uuid not null references rounds on delete cascade,
      ua_id text not null references communities on delete cascade,
      foreign_id text not null references communities on delete cascade,
      score jsonb,
      total double precision not null,
      is_new boolean not null,
      left_out text check (left_out in ('decided', 'partnered', 'not-looking', 'closed-country', 'other-round')),
      primary key (round_id, ua_id, foreign_id)
    )`.execute(db)
  await sql`create index round_pairs_ua on round_pairs (ua_id)`.execute(db)
  await sql`create index round_pairs_foreign on round_pairs (foreign_id)`.execute(db)
  await sql`
    create table round_marks (
      round_id uuid not null references rounds on delete cascade,
      ua_id text not null references communities on delete cascade,
      foreign_id text not null references communities on delete cascade,
      kind text not null check (kind in ('lock', 'strike')),
      note text,
      marked_by uuid not null references accounts,
      marked_at timestamptz not null,
      primary key (round_id, ua_id, foreign_id)
    )`.execute(db)
  await sql`create index round_marks_ua on round_marks (ua_id)`.execute(db)
  await sql`create index round_marks_foreign on round_marks (foreign_id)`.execute(db)
  await sql`create index round_marks_marked_by on round_marks (marked_by)`.execute(db)
  await sql`
    alter table proposals add column round_id uuid references rounds on delete set null`.execute(db)
  await sql`create index proposals_round on proposals (round_id)`.execute(db)
  // Whoever waits already was promised the days that were usual then.
  await sql`
    alter table introductions add column remind_after_days integer not null default 10
      check (remind_after_days > 0)`.execute(db)
}
