// Questions about communities. A page asks once: everything it shows comes as JSON in one statement,
// because the embedded database answers a thousand questions a second, not more.
import { expressionBuilder, sql, type Expression } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'

const from = expressionBuilder<Database>()
const communityId = sql.ref<string>('communities.id')

const anyOf = (values: readonly string[]) => sql<string>`any(${[...values]}::text[])`

const isEndOf = (end: Expression<string>) =>
  sql<boolean>`(partnerships.ua_id = ${end} or partnerships.foreign_id = ${end})`

/** Relations on record that nobody has ended. */
const partnerCount = from
  .selectFrom('partnerships')
  .select((part) => part.fn.countAll<number>().as('count'))
  .where(isEndOf(communityId))
  .where('status', '!=', 'terminated')

/** Those of them that need no checking. */
const livingCount = partnerCount.where('status', '!=', 'suspended-check')

const topicCodes = sql<string[]>`array(${from
  .selectFrom('communityTopics')
  .select('topic')
  .distinct()
  .where('communityId', '=', communityId)
  .orderBy('topic')})`

const formerNames = sql<string[]>`array(${from
  .selectFrom('communityNames')
  .select('name')
  .where('communityId', '=', communityId)
  .where('kind', '=', 'former')
  .orderBy('language', 'desc')})`

/** What a card shows of a community, with the names of its region and country. */
const cards = () =>
  from
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.id', 'communities.country', 'regionCode', 'kind', 'communities.nameUk'])
    .select([
      'communities.nameEn',
      'nameNative',
      'katottg',
      'geonamesId',
      'population',
      'seeking',
      'lat',
      'lon',
      'standing',
    ])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .select([
      sql<number>`(${partnerCount})`.as('partners'),
      topicCodes.as('topics'),
      formerNames.as('formerNames'),
    ])

/** What all countries and regions are called. */
export async function countriesAndRegions(db: Db) {
  const countries = await db.selectFrom('countries').select(['code', 'nameUk', 'nameEn']).execute()
  const regions = await db.selectFrom('regions').select(['code', 'nameUk', 'nameEn']).execute()
  return { countries, regions }
}

/** Where a community lies and what it is called; for measuring distances from it. */
export const positionOf = (db: Db, id: string) =>
  db
    .selectFrom('communities')
    .select(['id', 'country', 'lat', 'lon', 'nameUk', 'nameEn', 'nameNative'])
    .where('id', '=', id)
    .executeTakeFirst()

const agreements = from
  .selectFrom('agreements')
  .select([
    'kind',
    'lawKind',
    'signedYear',
    'signedOn',
    'durationYears',
    'unlimited',
    'autoRenewal',
    'topics',
    'source',
  ])
  .where('agreements.uaId', '=', sql.ref<string>('partnerships.uaId'))
  .where('agreements.foreignId', '=', sql.ref<string>('partnerships.foreignId'))
  .orderBy('signedYear')
  .orderBy('agreements.id')

const partners = (id: string) =>
  from
    .selectFrom('partnerships')
    .innerJoin('communities as partner', (join) =>
      join
        .on(sql<boolean>`partner.id = any(array[partnerships.ua_id, partnerships.foreign_id])`)
        .on('partner.id', '!=', id),
    )
    .innerJoin('countries', 'countries.code', 'partner.country')
    .select(['partner.id', 'partner.country', 'partner.nameUk', 'partner.nameEn', 'partner.nameNative'])
    .select(['partner.lat', 'partner.lon'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['partnerships.status', 'partnerships.source'])
    .select(jsonArrayFrom(agreements).as('agreements'))
    .where(isEndOf(sql.val(id)))

// Which are near is told on a flat map, cheaply for every row; how far they are, on the globe.
const flatDistance = sql`(near.lat - here.lat) * (near.lat - here.lat)
  + (near.lon - here.lon) * (near.lon - here.lon) * here.narrowing`
const kilometres = sql<number>`12742 * asin(sqrt(least(1,
  sin(radians(close.lat - close.from_lat) / 2) ^ 2 +
  cos(radians(close.from_lat)) * cos(radians(close.lat)) * sin(radians(close.lon - close.from_lon) / 2) ^ 2)))`

const nearest = (id: string, limit: number) =>
  from
    .selectFrom(
      from
        .selectFrom([
          'communities as near',
          // Kept apart so that its cosine is taken once.
          from
            .selectFrom('communities')
            .select(['id', 'lat', 'lon', sql`cos(radians(lat)) * cos(radians(lat))`.as('narrowing')])
            .where('id', '=', id)
            .offset(0)
            .as('here'),
        ])
        .select([
          'near.id',
          'near.country',
          'near.nameUk',
          'near.nameEn',
          'near.nameNative',
          'near.lat',
          'near.lon',
        ])
        .select(['here.lat as fromLat', 'here.lon as fromLon'])
        .whereRef('near.id', '!=', 'here.id')
        .orderBy(flatDistance)
        .orderBy('near.id')
        .limit(limit)
        .as('close'),
    )
    .innerJoin('countries', 'countries.code', 'close.country')
    .select(['close.id', 'close.country', 'close.nameUk', 'close.nameEn', 'close.nameNative'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn', kilometres.as('km')])
    .orderBy('km')
    .orderBy('close.id')

/** All that the page of one community shows. */
export async function communityWithRelations(db: Db, id: string) {
  const { community } = await db
    .selectNoFrom(
      jsonObjectFrom(
        cards()
          .select(['wikidataId', 'hromadaUk', 'hromadaPopulation', 'raionUk', 'populationSource'])
          .select(['elevationM', 'coastKm', 'borderKm', 'features', 'communities.source'])
          .select(['standingSince', 'standingSource', 'officialSite'])
          .select([
            jsonArrayFrom(
              from
                .selectFrom('communityNames')
                .select(['name', 'kind', 'language', 'script', 'source'])
                .where('communityId', '=', id)
                .orderBy('kind')
                .orderBy('language')
                .orderBy('name'),
            ).as('names'),
            jsonArrayFrom(
              from
                .selectFrom('communityTopics')
                .select(['topic', 'direction', 'basis', 'year', 'source'])
                .where('communityId', '=', id)
                .orderBy('topic'),
            ).as('topicRows'),
            jsonArrayFrom(partners(id)).as('partnerRows'),
            jsonObjectFrom(
              from
                .selectFrom('communityProfiles')
                .select(['website', 'textUk', 'textEn'])
                .where('communityId', '=', id),
            ).as('told'),
            jsonObjectFrom(
              from.selectFrom('wishes').select(['languages', 'kinds']).where('communityId', '=', id),
            ).as('wished'),
            jsonObjectFrom(
              from.selectFrom('declarations').select(['state', 'until']).where('communityId', '=', id),
            ).as('declared'),
            jsonArrayFrom(nearest(id, 6)).as('nearest'),
          ])
          .where('communities.id', '=', id),
      ).as('community'),
    )
    .executeTakeFirstOrThrow()
  return community ?? undefined
}
export type Community = NonNullable<Awaited<ReturnType<typeof communityWithRelations>>>

/** How those of these communities stand that are not free. */
export async function standingsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('communities')
    .select(['id', 'standing'])
    .where('id', '=', anyOf(ids))
    .where('standing', '!=', 'free')
    .execute()
  return new Map(rows.map(({ id, standing }) => [id, standing]))
}

/** A country with its communities and how its partnerships with Ukraine stand. */
export async function countryWithCommunities(db: Db, code: string) {
  const found = await db
    .selectFrom('countries')
    .select(['countries.code', 'countries.nameUk', 'countries.nameEn'])
    .select([
      jsonArrayFrom(
        cards()
          .select(sql<number>`(${livingCount})`.as('living'))
          .where('communities.country', '=', code),
      ).as('communities'),
      jsonArrayFrom(
        from
          .selectFrom('partnerships')
          .innerJoin('communities', (join) => join.on(isEndOf(communityId)))
          .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
          .where('communities.country', '=', code)
          .groupBy('status'),
      ).as('partnerships'),
    ])
    .where('countries.code', '=', code)
    .executeTakeFirst()
  return found
}
export type Country = NonNullable<Awaited<ReturnType<typeof countryWithCommunities>>>

/** Names of communities, their regions and countries, for speaking about them in reasons. */
export const namesForReasons = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select([
      'communities.id',
      'communities.country',
      'regionCode',
      'communities.nameUk',
      'communities.nameEn',
    ])
    .select([
      'nameNative',
      'katottg',
      'geonamesId',
      'countries.nameUk as countryUk',
      'countries.nameEn as countryEn',
    ])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .where('communities.id', '=', anyOf(ids))
    .execute()
