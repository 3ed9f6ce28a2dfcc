// The queue: who of the staff has taken a proposal, filters that somebody saved, when the answers were
// last read; and indexes with which ten thousand proposals are filtered and sorted without reading them.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever leaves the Association holds nothing any more.
  await sql`
    alter table proposals
      add column taken_by uuid references accounts on delete set null,
      add column taken_at timestamptz,
      add constraint proposals_taken check (taken_by is null or taken_at is not null)`.execute(db)
  await sql`create index proposals_taken_by on proposals (taken_by)`.execute(db)

  // Everything the list filters and sorts by, so that a row with its score, some kilobytes wide, is not read.
  await sql`drop index proposals_queue`.execute(db)
  await sql`
    create index proposals_queue on proposals (state, (asked_at is null), total desc, id)
      include (asked_at, offered_at, taken_by, ua_id, foreign_id)`.execute(db)
  await sql`
    create index proposals_oldest on proposals (state, offered_at, id)
      include (asked_at, total, taken_by, ua_id, foreign_id)`.execute(db)
  // What a score is made of lies beside the table, where a list that counts does not walk past it; rows that
  // are there already follow with the next night's scores.
  await sql`alter table proposals set (toast_tuple_target = 256)`.execute(db)
  await sql`create index community_topics_topic on community_topics (topic, community_id)`.execute(db)

  await sql`
    create table saved_filters (
      id uuid primary key,
      account_id uuid not null references accounts on delete cascade,
      name text not null check (length(name) between 1 and 60),
      query text not null,
      saved_at timestamptz not null
    )`.execute(db)
  await sql`
    create unique index saved_filters_name on saved_filters (account_id, lower(name))`.execute(db)

  await sql`
    create table answers_read (
      account_id uuid primary key references accounts on delete cascade,
      read_at timestamptz not null
    )`.execute(db)
  await sql`
    create index introduction_sides_answered on introduction_sides (answered_at)
      where answered_at is not null`.execute(db)
}
