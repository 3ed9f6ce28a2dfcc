// What communities say of themselves beside their wishes, every version of it, and whether they look for
// a partner at present. A trial year becomes a kind of relation to wish for.
import { sql, type Kysely } from 'kysely'
import { tellIndex } from './0001-communities.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table community_profiles (
      community_id text primary key references communities on delete cascade,
      website text,
      text_uk text,
      text_en text,
      updated_at timestamptz not null
    )`.execute(db)
  await sql`
    create table profile_versions (
      id uuid primary key,
      seq bigint generated always as identity,
      community_id text not null references communities on delete cascade,
      at timestamptz not null,
      by uuid not null references accounts,
      profile jsonb not null,
      undoes uuid references profile_versions on delete set null
    )`.execute(db)
  await sql`create index profile_versions_community on profile_versions (community_id, seq)`.execute(db)
  await sql`create index profile_versions_by on profile_versions (by)`.execute(db)
  await sql`create index profile_versions_undoes on profile_versions (undoes)`.execute(db)
  await sql`
    create table declarations (
      community_id text primary key references communities on delete cascade,
      state text not null check (state in ('open', 'paused', 'complete')),
      until date,
      declared_by text not null,
      declared_at timestamptz not null,
      reminded_at timestamptz
    )`.execute(db)
  await sql`create index declarations_lapsing on declarations (state, until)`.execute(db)
  // Whoever no longer looks for a partner must leave the picture that matching has of the registry.
  await tellIndex(db, 'declarations')
  await sql`
    alter table wishes
      drop constraint wishes_kinds_check,
      add constraint wishes_kinds_check check (kinds <@ array[
        'twinning', 'partnership', 'friendship', 'contact', 'project', 'solidarity', 'trial'])`.execute(db)
  // What was told before versions were kept is the first of them.
  await sql`
    insert into profile_versions (id, community_id, at, by, profile)
    select gen_random_uuid(), community_id, entered_at, entered_by, jsonb_strip_nulls(jsonb_build_object(
      'places', places, 'hardPlaces', places_hard,
      'sizeLeast', size_least, 'sizeMost', size_most, 'hardSize', size_hard,
      'needs', array(
        select topic from community_topics as topics
        where topics.community_id = wishes.community_id and basis = 'declared' and direction = 'need'
        order by topic),
      'hardNeeds', needs_hard,
      'offers', array(
        select topic from community_topics as topics
        where topics.community_id = wishes.community_id and basis = 'declared' and direction = 'offer'
        order by topic),
      'hardOffers', offers_hard,
      'languages', languages, 'hardLanguages', languages_hard,
      'kinds', kinds, 'hardKinds', kinds_hard
    )) || '{"website": null, "textUk": null, "textEn": null}'
    from wishes`.execute(db)
}
