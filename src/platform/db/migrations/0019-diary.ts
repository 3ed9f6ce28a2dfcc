// The diary also keeps from where something was done, can be searched when it is long, and cannot be
// emptied.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table events add column origin text`.execute(db)
  await sql`create index events_at on events (at, id)`.execute(db)
  await sql`create index events_who on events (who, id)`.execute(db)
  await sql`create index events_did on events (did, id)`.execute(db)
  await sql`
    create index events_noted on events using gin (to_tsvector('simple', note)) with (fastupdate = off)
      where note is not null`.execute(db)
  // One question may be about hundreds of things, such as everything of an oblast: for that an index of
  // what a line names is many times quicker than one of how it names it.
  await sql`
    create function named_in(what jsonb) returns text[] language sql immutable parallel safe as $$
      select array(select value from jsonb_each_text(what)) $$`.execute(db)
  // Without a list of what is still to be sorted in, which each of those hundreds of things would be looked
  // for in anew; only a vacuum empties it, and the embedded database has none by itself.
  await sql`
    create index events_named on events using gin (named_in(what)) with (fastupdate = off)`.execute(db)
  await sql`create index events_placed on events (at) where origin is not null`.execute(db)
  // The one thing that may be taken out of the diary is from where somebody came, when it has been kept
  // long enough or when the person is forgotten. Nothing may be put in its place, and nothing else of
  // the line may differ, whatever columns the table will have.
  await sql`
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        if new.origin is null and to_jsonb(new) - 'origin' = to_jsonb(old) - 'origin' then return new; end if;
      end if;
      raise exception 'the diary is append-only';
    end $$`.execute(db)
  // Row triggers are not asked when a table is emptied at a stroke.
  await sql`
    create trigger never_emptied before truncate on events
    for each statement execute function refuse_change()`.execute(db)
}
