// Accounts of member cities, foreign partners and the Association's branches beside its staff; sign-in
// links that belong to one browser and carry a code to type; contacts with an office and a telephone.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accounts
      drop constraint accounts_role_check,
      add constraint accounts_role_check
        check (role in ('member', 'partner', 'coordinator', 'staff', 'admin')),
      add column community_id text references communities on delete set null,
      add column region_code text references regions,
      add column language text not null default 'uk',
      add column forgotten_at timestamptz,
      alter column email drop not null,
      add constraint accounts_known check ((email is null) = (forgotten_at is not null)),
      add constraint accounts_region check ((role = 'coordinator') = (region_code is not null))`.execute(db)
  await sql`create index accounts_community on accounts (community_id)`.execute(db)
  await sql`create index accounts_region_code on accounts (region_code)`.execute(db)
  await sql`
    alter table sign_in_links
      add column browser text,
      add column code text,
      add column wrong_codes integer not null default 0`.execute(db)
  await sql`create index sessions_account on sessions ((sess ->> 'accountId'))`.execute(db)
  await sql`alter table contacts add column office text, add column phone text`.execute(db)
}
