// What the search index is told of a community: every name it has or had, where it lies, what it is.
// Nothing personal, nothing that is not on its public page.
import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import type { CommunityDocument } from '../../platform/search/community-search.js'

const from = expressionBuilder<Database>()
const thisCommunity = sql.ref<string>('communities.id')

const listOf = (names: Expression<unknown>) => sql<string[]>`array(${names})`

const namesOfKind = (...kinds: ('official' | 'former' | 'other')[]) =>
  listOf(
    from
      .selectFrom('communityNames')
      .select('name')
      .distinct()
      .where('communityId', '=', thisCommunity)
      .where('kind', 'in', kinds)
      .orderBy('name'),
  )

const topics = listOf(
  from
    .selectFrom('communityTopics')
    .select('topic')
    .distinct()
    .where('communityId', '=', thisCommunity)
    .orderBy('topic'),
)

const partners = from
  .selectFrom('partnerships')
  .select((part) => part.fn.countAll<number>().as('count'))
  .where(sql<SqlBool>`${thisCommunity} in (partnerships.ua_id, partnerships.foreign_id)`)
  .where('status', '!=', 'terminated')

/** The documents of all communities, or of those ids that still exist; in the order of their ids. */
export async function communityDocuments(
  db: Db | Trx,
  ids?: readonly string[],
): Promise<CommunityDocument[]> {
  const rows = await db
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.id', 'communities.country', 'regionCode', 'kind', 'communities.nameUk'])
    .select(['communities.nameEn', 'nameNative', 'population', 'lat', 'lon', 'features', 'seeking'])
    .select(['katottg', 'geonamesId', 'raionUk'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .select([
      namesOfKind('former').as('formerNames'),
      namesOfKind('official', 'other').as('aliases'),
      topics.as('topics'),
      sql<number>`(${partners})`.as('partners'),
    ])
    .$if(ids !== undefined, (query) =>
      query.where('communities.id', '=', sql<string>`any(${[...(ids ?? [])]}::text[])`),
    )
    .orderBy('communities.id')
    .execute()
  return rows.map(({ countryUk, countryEn, regionUk, regionEn, raionUk, ...row }) => ({
    id: row.id,
    country: row.country,
    region: row.regionCode ?? undefined,
    kind: row.kind,
    nameUk: row.nameUk ?? undefined,
    nameEn: row.nameEn,
    nameNative: row.nameNative,
    placeNames: [countryUk, countryEn, regionUk, regionEn, raionUk].filter((name) => name !== null),
    formerNames: row.formerNames,
    aliases: row.aliases.filter((name) => ![row.nameUk, row.nameEn, row.nameNative].includes(name)),
    population: row.population ?? undefined,
    lat: row.lat,
    lon: row.lon,
    features: row.features,
    topics: row.topics,
    partners: row.partners,
    seeking: row.seeking,
    code: row.katottg ?? row.geonamesId?.toString() ?? row.id,
  }))
}
