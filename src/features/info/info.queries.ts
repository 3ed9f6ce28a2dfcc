// What the home page and "about the data" count and show, asked of the database each time.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'

export interface RegistryCounts {
  /** Ukrainian communities with a partner. */
  ukrainian: number
  /** Foreign communities with a partner, and the countries they lie in. */
  foreign: number
  countries: number
}

/** A partnership that has ended no longer counts; one that is to be checked does. */
export async function registryCounts(db: Db): Promise<RegistryCounts> {
  return await db
    .selectFrom('partnerships')
    .innerJoin('communities', 'communities.id', 'partnerships.foreignId')
    .where('status', '<>', 'terminated')
    .select(({ fn }) => [
      fn.count<number>('partnerships.uaId').distinct().as('ukrainian'),
      fn.count<number>('partnerships.foreignId').distinct().as('foreign'),
      fn.count<number>('communities.country').distinct().as('countries'),
    ])
    .executeTakeFirstOrThrow()
}

/** How much the registry knows, table by table. */
export async function registryContents(db: Db) {
  const count = sql<number>`count(*)`
  const rows = (
    table: 'partnerships' | 'agreements' | 'communityTopics' | 'communityNames' | 'communities',
  ) => db.selectFrom(table).select(count.as('rows'))
  const { partnerships, toCheck, agreements, topics, withTopics, names, seeking } = await db
    .selectNoFrom([
      rows('partnerships').as('partnerships'),
      rows('partnerships').where('status', '=', 'suspended-check').as('toCheck'),
      rows('agreements').as('agreements'),
      rows('communityTopics').as('topics'),
      db
        .selectFrom('communityTopics')
        .select(sql<number>`count(distinct community_id)`.as('rows'))
        .as('withTopics'),
      rows('communityNames').where('kind', '=', 'other').as('names'),
      rows('communities').where('seeking', '=', true).as('seeking'),
    ])
    .executeTakeFirstOrThrow()
  return {
    partnerships: Number(partnerships),
    toCheck: Number(toCheck),
    agreements: Number(agreements),
    topics: Number(topics),
    withTopics: Number(withTopics),
    names: Number(names),
    seeking: Number(seeking),
  }
}
export type RegistryContents = Awaited<ReturnType<typeof registryContents>>

/** When the files of the registry were last loaded; undefined before the first time. */
export async function lastLoaded(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('seedLoads')
    .select('loadedAt')
    .orderBy('loadedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.loadedAt
}

/** One listed pair from every region of Ukraine: by the digest of its ids, so that nobody chose it. */
export async function pairFromEveryRegion(db: Db) {
  return await db
    .selectFrom('partnerships')
    .innerJoin('communities as ua', 'ua.id', 'partnerships.uaId')
    .innerJoin('communities as foreign', 'foreign.id', 'partnerships.foreignId')
    .distinctOn('ua.regionCode')
    .select(['ua.id as uaId', 'ua.nameUk as uaNameUk', 'ua.nameEn as uaNameEn', 'ua.katottg as uaKatottg'])
    .select('ua.nameNative as uaNameNative')
    .select(['foreign.id as foreignId', 'foreign.country', 'foreign.nameUk', 'foreign.nameEn'])
    .select(['foreign.nameNative', 'foreign.geonamesId as foreignGeonamesId'])
    .where('status', '=', 'active')
    .where('ua.regionCode', 'is not', null)
    .orderBy('ua.regionCode')
    .orderBy(sql`md5(partnerships.ua_id || partnerships.foreign_id)`)
    .execute()
}
export type RegionPair = Awaited<ReturnType<typeof pairFromEveryRegion>>[number]
