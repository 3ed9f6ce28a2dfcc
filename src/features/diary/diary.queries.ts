// Lines of the diary, newest first.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

/** A filter whose names have become numbers. */
export interface DiaryQuestion {
  /** Account ids and roles; undefined for everybody. */
  who: readonly string[] | undefined
  did: string | undefined
  /** Lines that name any of these ids; undefined for all. */
  about: readonly string[] | undefined
  /** Lines that name any of these, too: what a coordinator's oblast has to do with. */
  within: readonly string[] | undefined
  /** Days in Kyiv, both included. */
  from: string | undefined
  to: string | undefined
  /** Beginnings of words of the note. */
  note: string | undefined
  before: number | undefined
}

/**
 * Lines that name any of these ids, each once. Asked one id after the other: for hundreds of ids at once the
 * index compares each with each.
 */
const naming = (db: Db | Trx, ids: readonly string[]) =>
  db
    .selectFrom(sql<{ id: string }>`unnest(${ids}::text[])`.as<'named'>(sql`named(id)`))
    .innerJoin('events', (join) => join.on(sql<boolean>`named_in(events.what) @> array[named.id]`))
    .select(['events.id', 'events.at', 'events.who', 'events.did', 'events.what', 'events.note'])

const every = (db: Db | Trx) => db.selectFrom('events').select(['id', 'at', 'who', 'did', 'what', 'note'])

const namesAny = (ids: readonly string[]) =>
  sql<boolean>`exists (select from unnest(named_in(what)) as name where name = any(${ids}::text[]))`

/** Every word of a text as the beginning of a word that is looked for; nothing is found without any. */
const wordsOf = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(' & ')

const hasWords = (text: string) =>
  sql<boolean>`events.note is not null and to_tsvector('simple', events.note) @@ to_tsquery('simple', ${wordsOf(text)})`

/**
 * The numbers of lines, newest first. What is about something is found by what it names and sorted
 * afterwards: walking back through the whole diary until a page is full may take many seconds when little is
 * there to be found.
 */
const numbers = (db: Db | Trx, question: DiaryQuestion) => {
  const { who, did, about, within, from, to, note, before } = question
  const named = about ?? within
  const isNarrow = named !== undefined || note !== undefined
  return db
    .with(
      (cte) => (isNarrow ? cte('found').materialized() : cte('found')),
      (with_) => {
        const lines = named === undefined ? every(with_ as Db) : naming(with_ as Db, named)
        return lines
          .$if(about !== undefined && within !== undefined, (query) => query.where(namesAny(within!)))
          .$if(note !== undefined, (query) => query.where(hasWords(note!)))
      },
    )
    .selectFrom('found')
    .select('id')
    .distinct()
    .$if(who !== undefined, (query) => query.where('who', '=', sql<string>`any(${who}::text[])`))
    .$if(did !== undefined, (query) => query.where('did', '=', did!))
    .$if(from !== undefined, (query) =>
      query.where('at', '>=', sql<Date>`${from}::text::timestamp at time zone 'Europe/Kyiv'`),
    )
    .$if(to !== undefined, (query) =>
      query.where(
        'at',
        '<',
        sql<Date>`(${to}::text::timestamp + interval '1 day') at time zone 'Europe/Kyiv'`,
      ),
    )
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
}

const columns = ['id', 'at', 'who', 'did', 'what', 'note', 'origin'] as const

/** The numbers of all lines that a question finds, newest first. */
export async function diaryKeys(db: Db | Trx, question: DiaryQuestion, limit: number): Promise<string[]> {
  const rows = await numbers(db, question).limit(limit).execute()
  return rows.map(({ id }) => String(id))
}

/** Lines by their numbers, newest first. */
export async function linesOf(db: Db | Trx, keys: readonly string[]) {
  const rows = await db
    .selectFrom('events')
    .select(columns)
    .where('id', '=', sql<number>`any(${[...keys]}::bigint[])`)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, key: String(row.id) }))
}
export type DiaryLine = Omit<Awaited<ReturnType<typeof linesOf>>[number], 'key'>

export const diaryLines = async (db: Db | Trx, question: DiaryQuestion, limit: number) =>
  linesOf(db, await diaryKeys(db, question, limit))

const likeWord = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** Accounts whose name has these letters in it. */
export async function accountsNamed(db: Db, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('name', 'ilike', likeWord(name))
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

export const communityExists = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('communities').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const communitiesIn = async (db: Db, region: string): Promise<string[]> =>
  (await db.selectFrom('communities').select('id').where('regionCode', '=', region).execute()).map(
    ({ id }) => id,
  )

/**
 * The ids of everything that has to do with these communities: their own, and those of their pairs,
 * introductions, claims, requests, and the interests that speak for them.
 */
export async function thingsOf(db: Db, communities: readonly string[]): Promise<string[]> {
  const ids = [...communities]
  const { rows } = await sql<{ id: string }>`
    with of_ours as (select id from proposals where ua_id = any(${ids}::text[])
      union select id from proposals where foreign_id = any(${ids}::text[]))
    select id::text as id from of_ours
    union all select id::text from introductions where proposal_id in (select id from of_ours)
    union all select id::text from claims where community_id = any(${ids}::text[])
    union all select id::text from interests where community_id = any(${ids}::text[])
    union all select id::text from introduction_requests where community_id = any(${ids}::text[])`.execute(db)
  return [...ids, ...rows.map(({ id }) => id)]
}
