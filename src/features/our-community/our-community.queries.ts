// Questions about one community and where it may look for a partner, and the rows its wishes write.
import { sql, type Insertable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { WishesTable } from '../../platform/db/schema.js'
import { closedCountries } from '../../scoring/profile.js'

/** A community that may have a partner through this service. */
export const communityById = (db: Db, id: string) =>
  db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode', 'nameUk', 'nameEn', 'nameNative'])
    .where('id', '=', id)
    .where('country', 'not in', closedCountries)
    .executeTakeFirst()
export type OurCommunity = NonNullable<Awaited<ReturnType<typeof communityById>>>

/** One's own community with the names of where it lies. */
export const communityAtHome = (db: Db, id: string) =>
  db
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.id', 'communities.country', 'communities.nameUk', 'communities.nameEn'])
    .select(['nameNative', 'katottg', 'geonamesId'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .where('communities.id', '=', id)
    .executeTakeFirst()
export type CommunityAtHome = NonNullable<Awaited<ReturnType<typeof communityAtHome>>>

/** How many introductions a community has had, and how many still wait for an answer. */
export async function introductionsOf(db: Db, id: string): Promise<{ all: number; waiting: number }> {
  const { all, waiting } = await db
    .selectFrom('introductionSides')
    .innerJoin('introductions', 'introductions.id', 'introductionSides.introductionId')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('introductions.state', '=', 'awaiting').as('waiting'),
    ])
    .where('introductionSides.communityId', '=', id)
    .executeTakeFirstOrThrow()
  return { all, waiting }
}

/** Countries and regions of the other side that have communities in the registry. */
export const placesToWant = (db: Db, ourCountry: string) =>
  db
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .distinct()
    .select(['countries.code as country', 'countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.code as region', 'regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .where('communities.country', ourCountry === 'UA' ? '!=' : '=', 'UA')
    .where('communities.country', 'not in', closedCountries)
    .execute()
export type PlaceToWant = Awaited<ReturnType<typeof placesToWant>>[number]

/** Ids of those a community is partnered with. */
export async function partnersOf(db: Db, id: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('partnerships')
    .select(['uaId', 'foreignId'])
    .where('status', '!=', 'terminated')
    .where(({ eb, or }) => or([eb('uaId', '=', id), eb('foreignId', '=', id)]))
    .execute()
  return new Set(rows.map(({ uaId, foreignId }) => (uaId === id ? foreignId : uaId)))
}

/** Ids of all communities that are known to look for a partner. */
export async function seekingIds(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('communities').select('id').where('seeking', '=', true).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Which of these communities told us something after that moment. */
export async function wishesChangedSince(db: Db, ids: readonly string[], since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('wishes')
    .select('communityId')
    .where('communityId', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('enteredAt', '>', since)
    .execute()
  return rows.map(({ communityId }) => communityId)
}

export async function saveWishes(trx: Trx, wishes: Insertable<WishesTable>): Promise<void> {
  const { communityId: _, ...told } = wishes
  await trx
    .insertInto('wishes')
    .values(wishes)
    .onConflict((conflict) => conflict.column('communityId').doUpdateSet(told))
    .execute()
}

/** Replaces the topics a community declared itself; those from plans and agreements stay. */
export async function saveDeclaredTopics(
  trx: Trx,
  communityId: string,
  topics: Record<'need' | 'offer', readonly string[]>,
  year: number,
): Promise<void> {
  await trx
    .deleteFrom('communityTopics')
    .where('communityId', '=', communityId)
    .where('basis', '=', 'declared')
    .execute()
  const rows = (['need', 'offer'] as const).flatMap((direction) =>
    topics[direction].map((topic) => ({
      communityId,
      topic,
      direction,
      basis: 'declared' as const,
      year,
      source: 'community',
    })),
  )
  if (rows.length > 0) await trx.insertInto('communityTopics').values(rows).execute()
}
