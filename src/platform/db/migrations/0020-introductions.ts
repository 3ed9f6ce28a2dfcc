// How an introduction is cared for: staff stop it, give it more time, send its letter to another person and
// ask the association of the partner's country; one that both put off comes back by itself.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // rest_until: the day on which both are asked again. follow_ups: how often that has happened.
  // extended_at: reminders count from here when it is later than the letter.
  await sql`
    alter table introductions
      add column rest_until date,
      add column follow_ups smallint not null default 0 check (follow_ups >= 0),
      add column extended_at timestamptz`.execute(db)
  await sql`
    create index introductions_queue on introductions (state, opened_at, id)`.execute(db)
  await sql`
    create index introductions_resting on introductions (rest_until) where state = 'resting'`.execute(db)
  // link_generation: only links of this number still answer. asked_at: the last letter that asked; null is
  // the opening. rest_until: until when this side would like to wait. call_on, call_at, call_zone: when it
  // could talk for the first time, by the clock on its wall.
  await sql`
    alter table introduction_sides
      add column link_generation smallint not null default 1 check (link_generation >= 1),
      add column asked_at timestamptz,
      add column rest_until date,
      add column call_on date,
      add column call_at time,
      add column call_zone text,
      add constraint introduction_sides_call
        check ((call_on is null) = (call_at is null) and (call_on is null) = (call_zone is null))`.execute(db)
  await sql`
    alter table milestones
      drop constraint milestones_kind_check,
      add constraint milestones_kind_check check (kind in ('met', 'letter-of-intent', 'signed', 'ended'))`.execute(
    db,
  )
  // Offices, not people: the sister associations abroad. One that was written to is kept.
  await sql`
    create table associations (
      id uuid primary key,
      country text not null references countries,
      name text not null,
      email text not null,
      language text not null,
      entered_by uuid not null references accounts,
      entered_at timestamptz not null
    )`.execute(db)
  await sql`create index associations_country on associations (country, name)`.execute(db)
  await sql`create index associations_entered_by on associations (entered_by)`.execute(db)
  await sql`
    create table association_copies (
      id uuid primary key,
      introduction_id uuid not null references introductions on delete cascade,
      association_id uuid not null references associations,
      sent_by uuid not null references accounts,
      sent_at timestamptz not null,
      answer text check (answer in ('supportive', 'neutral', 'objects')),
      answered_on date,
      words text,
      noted_by uuid references accounts,
      constraint association_copies_answer
        check ((answer is null) = (answered_on is null) and (answer is null) = (noted_by is null))
    )`.execute(db)
  await sql`
    create unique index association_copies_once on association_copies (introduction_id, association_id)`.execute(
    db,
  )
  await sql`create index association_copies_association on association_copies (association_id)`.execute(db)
  await sql`create index association_copies_sent_by on association_copies (sent_by)`.execute(db)
  await sql`create index association_copies_noted_by on association_copies (noted_by)`.execute(db)
  // A letter may ask for answers to somebody else than the Association, and carry a date for a calendar.
  await sql`alter table letters add column reply_to text, add column calendar text`.execute(db)
  await sql`
    create or replace function keep_letter_words() returns trigger language plpgsql as $$
    begin
      if (new.to_name, new.to_email, new.subject, new.text, new.html, new.message_id, new.list_unsubscribe,
          new.reply_to, new.calendar)
        is distinct from
        (old.to_name, old.to_email, old.subject, old.text, old.html, old.message_id, old.list_unsubscribe,
          old.reply_to, old.calendar)
      then raise exception 'a queued letter is immutable'; end if;
      return new;
    end $$`.execute(db)
  await sql`drop trigger keep_letter_words on letters`.execute(db)
  await sql`
    create trigger keep_letter_words
      before update of to_name, to_email, subject, text, html, message_id, list_unsubscribe, reply_to, calendar
      on letters for each row execute function keep_letter_words()`.execute(db)
}
