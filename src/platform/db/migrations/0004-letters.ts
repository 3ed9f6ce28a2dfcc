// The outbox. A letter is rendered when it is queued and never changes afterwards; only the columns
// about its delivery do.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table letters (
      id uuid primary key,
      letter text not null,
      locale text not null,
      about text,
      to_name text not null,
      to_email text not null,
      subject text not null,
      text text not null,
      html text not null,
      message_id text not null unique,
      state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'lapsed')),
      attempts integer not null default 0,
      next_attempt_at timestamptz not null,
      first_tried_at timestamptz,
      useful_until timestamptz,
      leased_until timestamptz,
      last_answer text,
      queued_at timestamptz not null,
      sent_at timestamptz
    )`.execute(db)
  await sql`create index letters_waiting on letters (next_attempt_at) where state = 'queued'`.execute(db)
  await sql`create index letters_newest on letters (queued_at desc, id)`.execute(db)
  await sql`create index letters_about on letters (about)`.execute(db)
  await sql`
    create function keep_letter_words() returns trigger language plpgsql as $$
    begin
      if (new.to_name, new.to_email, new.subject, new.text, new.html, new.message_id)
        is distinct from (old.to_name, old.to_email, old.subject, old.text, old.html, old.message_id)
      then raise exception 'a queued letter is immutable'; end if;
      return new;
    end $$`.execute(db)
  await sql`
    create trigger keep_letter_words before update on letters
    for each row execute function keep_letter_words()`.execute(db)
}
