// Decisions keep their reason and what they were based on; each side's letter may be edited before an
// approval sends it.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table proposals
      add column reason text
        constraint proposals_reason check (reason in (
          'no-common-ground', 'too-far-apart-in-size', 'already-in-contact', 'one-side-not-ready', 'capacity',
          'political-or-legal', 'duplicate-record', 'better-match-found', 'waiting-for-council', 'elections',
          'contact-missing', 'too-many-open', 'season', 'data-incomplete', 'other')),
      add column rationale jsonb`.execute(db)
  await sql`
    create table proposal_letters (
      proposal_id uuid not null references proposals on delete cascade,
      side text not null check (side in ('ua', 'foreign')),
      language text not null,
      subject text,
      body text,
      personal text,
      signer_id uuid references accounts on delete set null,
      original text not null,
      edited_by uuid references accounts on delete set null,
      edited_at timestamptz not null,
      primary key (proposal_id, side)
    )`.execute(db)
  await sql`create index proposal_letters_signer on proposal_letters (signer_id)`.execute(db)
  await sql`create index proposal_letters_edited_by on proposal_letters (edited_by)`.execute(db)
}
