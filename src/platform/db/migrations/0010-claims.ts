// Claims: an official asks to speak for a community. Only the mailed confirmation and the decision of the
// Association make an account of it.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table claims (
      id uuid primary key,
      community_id text not null references communities on delete cascade,
      state text not null check (state in ('unconfirmed', 'awaiting-review', 'accepted', 'declined')),
      name text not null,
      office text not null,
      email text not null check (email = lower(email)),
      phone text,
      locale text not null,
      words text,
      created_at timestamptz not null,
      confirmed_at timestamptz,
      decided_by uuid references accounts,
      decided_at timestamptz,
      note text
    )`.execute(db)
  await sql`create index claims_queue on claims (state, confirmed_at)`.execute(db)
  await sql`create index claims_community on claims (community_id)`.execute(db)
  await sql`create index claims_email on claims (email)`.execute(db)
  await sql`create index claims_decided_by on claims (decided_by)`.execute(db)
}
