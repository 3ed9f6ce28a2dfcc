// Staff accounts, their one-time sign-in links, their sessions, and the diary.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table accounts (
      id uuid primary key,
      email text not null check (email = lower(email)),
      name text not null,
      role text not null check (role in ('staff', 'admin')),
      created_at timestamptz not null,
      disabled_at timestamptz
    )`.execute(db)
  await sql`create unique index accounts_email on accounts (email)`.execute(db)
  await sql`
    create table sign_in_links (
      id uuid primary key,
      account_id uuid not null references accounts on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    )`.execute(db)
  await sql`create index sign_in_links_account on sign_in_links (account_id)`.execute(db)
  await sql`create table sessions (sid text primary key, sess json not null, expire timestamptz not null)`.execute(
    db,
  )
  await sql`create index sessions_expire on sessions (expire)`.execute(db)
  await sql`
    create table events (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      who text not null,
      did text not null,
      what jsonb not null,
      note text
    )`.execute(db)
  await sql`create index events_what on events using gin (what jsonb_path_ops)`.execute(db)
  // The diary is append-only: not even our own code may rewrite it.
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'the diary is append-only'; end $$`.execute(db)
  await sql`
    create trigger append_only before update or delete on events
    for each row execute function refuse_change()`.execute(db)
  await sql`
    create table job_runs (
      id bigint generated always as identity primary key,
      name text not null,
      started_at timestamptz not null,
      finished_at timestamptz,
      outcome text
    )`.execute(db)
  await sql`create index job_runs_name on job_runs (name, started_at desc)`.execute(db)
}
