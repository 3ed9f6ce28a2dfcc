// Lines of the diary, newest first.
import { sql, type RawBuilder } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { deedsOfBranches } from './diary.model.js'

/** What a coordinator's oblast has to do with. */
export interface Within {
  /** Ids of its communities and of everything that is about them. */
  things: readonly string[]
  /** Accounts of the branch: what they took out or brought in names no community. */
  branch: readonly string[]
}

/** A filter whose names have become numbers. */
export interface DiaryQuestion {
  /** Account ids and roles; undefined for everybody. */
  who: readonly string[] | undefined
  did: string | undefined
  /** Lines that name any of these ids; undefined for all. */
  about: readonly string[] | undefined
  /** Lines that belong to this oblast, too. */
  within: Within | undefined
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
const naming = (ids: readonly string[]) => sql`
  select events.id, at, who, did, what, note from unnest(${ids}::text[]) as named(id)
    join events on named_in(events.what) @> array[named.id]`

const every = sql`select id, at, who, did, what, note from events`

const namesAny = (ids: readonly string[]) =>
  sql<boolean>`exists (select from unnest(named_in(what)) as name where name = any(${ids}::text[]))`

const doneBy = (branch: readonly string[]) =>
  sql<boolean>`who = any(${branch}::text[]) and did = any(${[...deedsOfBranches]}::text[])`

/** Every word of a text as the beginning of a word that is looked for; nothing is found without any. */
const wordsOf = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(' & ')

const hasWords = (text: string | undefined) =>
  text === undefined
    ? sql<boolean>`true`
    : sql<boolean>`note is not null and to_tsvector('simple', note) @@ to_tsquery('simple', ${wordsOf(text)})`

type Lines = Pick<DiaryLine, 'id' | 'at' | 'who' | 'did'>

/** All lines about something, of an oblast, with a word in their note. */
function lines({ about, within, note }: DiaryQuestion): RawBuilder<Lines> {
  const noted = hasWords(note)
  if (about !== undefined) {
    const ours = within ? sql`(${namesAny(within.things)} or ${doneBy(within.branch)})` : sql`true`
    return sql<Lines>`${naming(about)} where ${ours} and ${noted}`
  }
  if (within === undefined) return sql<Lines>`${every} where ${noted}`
  return sql<Lines>`${naming(within.things)} where ${noted}
    union all ${every} where ${doneBy(within.branch)} and ${noted}`
}

/**
 * The numbers of lines, newest first. What is about something is found by what it names and sorted
 * afterwards: walking back through the whole diary until a page is full may take many seconds when little is
 * there to be found.
 */
const numbers = (db: Db | Trx, question: DiaryQuestion) => {
  const { who, did, about, within, from, to, note, before } = question
  const isNarrow = [about, within, note].some((asked) => asked !== undefined)
  return db
    .with(
      (cte) => (isNarrow ? cte('found').materialized() : cte('found')),
      () => sql<Lines>`(${lines(question)})`,
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

/** Accounts whose name has these letters in it, or whose number begins with them. */
export async function accountsNamed(db: Db, name: string, sign: string | undefined): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where(({ eb, or }) =>
      or([
        eb('name', 'ilike', likeWord(name)),
        ...(sign === undefined ? [] : [sql<boolean>`left(id::text, 8) = ${sign}`]),
      ]),
    )
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

/** The rounds and files that are an oblast's own. */
export async function drawnUpFor(db: Db, region: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text as id from rounds where region_code = ${region}
    union all select id::text from import_batches where region_code = ${region}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The accounts of an oblast's branch. */
export async function branchOf(db: Db, region: string): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'coordinator')
    .where('regionCode', '=', region)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * The ids of everything that has to do with these communities: their own, and those of their pairs,
 * introductions, claims, requests, the interests that speak for them, and the letters about all these
 * that somebody did something about.
 */
export async function thingsOf(db: Db, communities: readonly string[]): Promise<string[]> {
  const ids = [...communities]
  const { rows } = await sql<{ id: string }>`
    with of_ours as (select id from proposals where ua_id = any(${ids}::text[])
      union select id from proposals where foreign_id = any(${ids}::text[])),
    things as materialized (
      select id::text as id from of_ours
      union all select id::text from introductions where proposal_id in (select id from of_ours)
      union all select id::text from claims where community_id = any(${ids}::text[])
      union all select id::text from interests where community_id = any(${ids}::text[])
      union all select id::text from introduction_requests where community_id = any(${ids}::text[]))
    select id from things
    union all select letters.id::text from letters
      where letters.id in (select (what->>'letter')::uuid from events where did in ('sent-again', 'settled-letter'))
        and (split_part(about, ':', 2) in (select id from things) or split_part(about, ':', 2) = any(${ids}::text[]))`.execute(
    db,
  )
  return [...ids, ...rows.map(({ id }) => id)]
}
