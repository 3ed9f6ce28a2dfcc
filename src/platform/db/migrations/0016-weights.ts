// What the criteria are worth, as named sets with versions. A set never changes: whoever wants other
// numbers makes another version and says why. One set at most is in use; while no row says so, it is the
// one this code brings along. Beside them, what a set would change against another, reckoned once.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Who made or chose a set is an account or 'system'; no foreign key, because sets outlive people.
  await sql`
    create table weight_sets (
      id text primary key,
      name text not null check (name ~ '^[a-z][a-z0-9-]*$'),
      version integer not null check (version > 0),
      weights jsonb not null,
      based_on text references weight_sets on delete set null,
      made_by text not null,
      made_at timestamptz not null,
      why text not null,
      in_use boolean not null default false,
      chosen_by text,
      chosen_at timestamptz,
      chosen_why text,
      constraint weight_sets_id check (id = name || '-' || version),
      constraint weight_sets_chosen check (not in_use or (chosen_by is not null and chosen_at is not null))
    )`.execute(db)
  await sql`create unique index weight_sets_version on weight_sets (name, version)`.execute(db)
  await sql`create unique index weight_sets_in_use on weight_sets (in_use) where in_use`.execute(db)
  await sql`create index weight_sets_based_on on weight_sets (based_on)`.execute(db)
  await sql`
    create table weight_previews (
      set_id text not null references weight_sets on delete cascade,
      against_id text not null references weight_sets on delete cascade,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      done integer not null default 0,
      total integer not null default 0,
      failed boolean not null default false,
      finished_at timestamptz,
      result jsonb,
      primary key (set_id, against_id)
    )`.execute(db)
  await sql`create index weight_previews_against on weight_previews (against_id)`.execute(db)
  // Who made and chose sets is read from the diary, where such lines are rare.
  await sql`
    create index events_weights on events (id) where did in ('made-weights', 'chose-weights')`.execute(db)
}
