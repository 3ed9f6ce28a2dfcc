// What becomes of a letter on its way: how fast a receiving domain is written to, who has a letter in
// hand, whether it came back or was answered, and how far the mailbox with such news has been read.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table letters
      add column to_domain text not null
        generated always as (coalesce(lower(substring(to_email from '@([^@]*)$')), '')) stored,
      add column urgent boolean not null default false,
      add column list_unsubscribe text,
      add column leased_by text,
      add column returned_at timestamptz,
      add column answered_at timestamptz,
      add column settled_at timestamptz,
      drop constraint letters_state_check,
      add constraint letters_state_check
        check (state in ('queued', 'sent', 'failed', 'bounced', 'lapsed'))`.execute(db)
  await sql`drop index letters_waiting`.execute(db)
  await sql`
    create index letters_waiting on letters (urgent desc, next_attempt_at) where state = 'queued'`.execute(db)
  await sql`
    create index letters_trouble on letters (queued_at desc, id)
      where settled_at is null and state in ('failed', 'bounced')`.execute(db)
  await sql`
    create or replace function keep_letter_words() returns trigger language plpgsql as $$
    begin
      if (new.to_name, new.to_email, new.subject, new.text, new.html, new.message_id, new.list_unsubscribe)
        is distinct from
        (old.to_name, old.to_email, old.subject, old.text, old.html, old.message_id, old.list_unsubscribe)
      then raise exception 'a queued letter is immutable'; end if;
      return new;
    end $$`.execute(db)
  // Looking at the words at every try would cost more than the try itself.
  await sql`drop trigger keep_letter_words on letters`.execute(db)
  await sql`
    create trigger keep_letter_words
      before update of to_name, to_email, subject, text, html, message_id, list_unsubscribe on letters
      for each row execute function keep_letter_words()`.execute(db)
  await sql`
    create table mail_domains (
      domain text primary key,
      free_at timestamptz not null
    )`.execute(db)
  await sql`
    create table mailbox_readings (
      mailbox text primary key,
      uid_validity text not null,
      last_uid bigint not null,
      leased_until timestamptz
    )`.execute(db)
}
