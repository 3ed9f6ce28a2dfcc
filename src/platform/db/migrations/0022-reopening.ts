// A proposal that comes back to the list, because its day has come or somebody reopened it, waits from then
// on: the time it lay decided does not count. The indexes of the queue know that moment, too.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table proposals add column waits_since timestamptz`.execute(db)
  await sql`
    update proposals set waits_since = woken.at
    from (
      select what->>'proposal' as id, max(at) as at from events where did = 'woke' group by 1
    ) as woken
    where proposals.id::text = woken.id and proposals.state = 'offered'`.execute(db)
  await sql`drop index proposals_queue`.execute(db)
  await sql`
    create index proposals_queue on proposals (state, (asked_at is null), total desc, id)
      include (asked_at, offered_at, waits_since, taken_by, ua_id, foreign_id)`.execute(db)
  await sql`drop index proposals_oldest`.execute(db)
  await sql`
    create index proposals_oldest on proposals (state, (coalesce(waits_since, offered_at)), id)
      include (asked_at, offered_at, waits_since, total, taken_by, ua_id, foreign_id)`.execute(db)
}
