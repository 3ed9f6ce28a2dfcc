// What foreign municipalities register: the interest with its contact person, and half-filled forms that
// wait to be continued. Personal columns are emptied when an interest is withdrawn.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table interests (
      id uuid primary key,
      state text not null check (state in (
        'unconfirmed', 'awaiting-review', 'returned', 'accepted', 'paused', 'declined', 'withdrawn')),
      locale text not null,
      community_id text references communities on delete set null,
      geonames_id integer,
      town text not null,
      country text not null check (country ~ '^[A-Z]{2}$'),
      region text,
      lat double precision check (lat between -90 and 90),
      lon double precision check (lon between -180 and 180),
      population integer check (population > 0),
      website text,
      answers jsonb not null,
      contact_name text,
      contact_office text,
      contact_email text check (contact_email = lower(contact_email)),
      contact_phone text,
      consent_version text not null,
      consented_at timestamptz not null,
      created_at timestamptz not null,
      confirmed_at timestamptz,
      decided_by uuid references accounts,
      decided_at timestamptz,
      note text
    )`.execute(db)
  await sql`create index interests_queue on interests (state, confirmed_at)`.execute(db)
  await sql`create index interests_community on interests (community_id)`.execute(db)
  await sql`create index interests_email on interests (contact_email)`.execute(db)
  await sql`create index interests_decided_by on interests (decided_by)`.execute(db)
  await sql`
    create table interest_drafts (
      id uuid primary key,
      locale text not null,
      email text not null check (email = lower(email)),
      answers jsonb not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index interest_drafts_email on interest_drafts (email)`.execute(db)
}
