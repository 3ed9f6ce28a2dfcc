// How many days an introduction waits for answers is kept with it: asked again, it waits as long.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table introductions add column close_after_days smallint not null default 30`.execute(db)
  await sql`
    update introductions set close_after_days = rounds.close_after_days
    from proposals join rounds on rounds.id = proposals.round_id
    where proposals.id = introductions.proposal_id`.execute(db)
}
