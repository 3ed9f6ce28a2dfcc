// What staff made of a side's letter before they approved it, and who signed it, is kept with the side while
// answers are awaited: the same letter can then be sent once more.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // written: language, subject, body, personal; null where nobody changed a word.
  await sql`
    alter table introduction_sides
      add column written jsonb,
      add column written_by uuid references accounts on delete set null,
      add column signer_id uuid references accounts on delete set null`.execute(db)
  await sql`create index introduction_sides_written_by on introduction_sides (written_by)`.execute(db)
  await sql`create index introduction_sides_signer on introduction_sides (signer_id)`.execute(db)
}
