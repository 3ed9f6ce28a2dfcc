// How an introduction ended is kept on its row: declined, without an answer, stopped or left are told apart.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table introductions
      add column closed_as text check (closed_as in ('decline', 'expire', 'stop', 'withdraw'))`.execute(db)
  await sql`
    update introductions set closed_as = told.note
    from (
      select distinct on (what->>'introduction') what->>'introduction' as id, note
      from events where did = 'closed' and what->>'introduction' is not null
      order by what->>'introduction', events.id desc
    ) as told
    where introductions.id::text = told.id and state = 'closed'
      and told.note in ('decline', 'expire', 'stop', 'withdraw')`.execute(db)
  // Letters name a day and pages too: what waits now waits until that day is over in Kyiv, like all to come.
  await sql`
    update introductions
    set answers_until = (date_trunc('day', answers_until at time zone 'Europe/Kyiv')
      + interval '1 day' - interval '1 second') at time zone 'Europe/Kyiv'
    where state = 'awaiting'`.execute(db)
}
