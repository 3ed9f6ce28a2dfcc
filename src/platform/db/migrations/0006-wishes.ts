// What communities say they want of a partner, as staff recorded it, and what was known of both sides
// when a proposal was scored. The topics a community needs and offers stay with its other topics.
import { sql, type Kysely } from 'kysely'
import { tellIndex } from './0001-communities.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table wishes (
      community_id text primary key references communities on delete cascade,
      places text[] not null,
      places_hard boolean not null,
      size_least integer check (size_least > 0),
      size_most integer check (size_most > 0),
      size_hard boolean not null,
      needs_hard boolean not null,
      offers_hard boolean not null,
      languages text[] not null,
      languages_hard boolean not null,
      kinds text[] not null check (kinds <@ array[
        'twinning', 'partnership', 'friendship', 'contact', 'project', 'solidarity']),
      kinds_hard boolean not null,
      entered_by uuid not null references accounts,
      entered_at timestamptz not null,
      check (size_least <= size_most)
    )`.execute(db)
  await sql`create index wishes_entered_by on wishes (entered_by)`.execute(db)
  // The same notes tell the page "who fits" that its picture of the registry is out of date.
  await tellIndex(db, 'wishes')
  await sql`alter table proposals add column sides jsonb`.execute(db)
}
