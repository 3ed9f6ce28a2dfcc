// What the statistics page counts: the registry as it stands, in one question to the database. A
// partnership that has ended counts only where it is said how partnerships stand.
import { expressionBuilder, sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import { sizeBands } from '../../platform/search/community-search.js'
import { ratioBands } from './statistics.model.js'

const from = expressionBuilder<Database>()

const living = () => from.selectFrom('partnerships').where('status', '!=', 'terminated')

/** How many partnerships every community has, and how many of them somebody has to check. */
const held = from
  .selectFrom(
    living()
      .select(['uaId as id', 'status'])
      .unionAll(living().select(['foreignId as id', 'status']))
      .as('ends'),
  )
  .select(['ends.id', sql<number>`count(*)`.as('pairs')])
  .select(sql<number>`count(*) filter (where status = 'suspended-check')`.as('toCheck'))
  .groupBy('ends.id')

const abroad = sql<boolean>`communities.country <> 'UA'`

const community = () => from.selectFrom('communities').leftJoin(held.as('held'), 'held.id', 'communities.id')

const counts = [
  sql<number>`count(*)::int`.as('communities'),
  sql<number>`count(held.id)::int`.as('partnered'),
  sql<number>`coalesce(sum(held.pairs), 0)::int`.as('pairs'),
  sql<number>`coalesce(sum(held.to_check), 0)::int`.as('toCheck'),
  sql<number>`(count(*) filter (where seeking))::int`.as('seeking'),
] as const

const among = (value: string, bands: readonly { key: string; below: number }[]) => {
  const cases = bands.map(({ key, below }) =>
    Number.isFinite(below)
      ? sql`when ${sql.raw(value)} < ${sql.lit(below)} then ${sql.lit(key)}`
      : sql`when ${sql.raw(value)} is not null then ${sql.lit(key)}`,
  )
  return sql<string | null>`case ${sql.join(cases, sql` `)} end`
}

const ratio =
  'greatest(ua.population, abroad.population)::float / nullif(least(ua.population, abroad.population), 0)'

const firstSigned = from
  .selectFrom('agreements')
  .innerJoin('partnerships', (join) =>
    join
      .onRef('partnerships.uaId', '=', 'agreements.uaId')
      .onRef('partnerships.foreignId', '=', 'agreements.foreignId'),
  )
  .where('status', '!=', 'terminated')
  .select(sql<number>`min(signed_year) / 10 * 10`.as('decade'))
  .where('signedYear', 'is not', null)
  .groupBy(['agreements.uaId', 'agreements.foreignId'])

const topicHolders = from
  .selectFrom('communityTopics')
  .innerJoin('communities', 'communities.id', 'communityTopics.communityId')
  .select([
    'topic',
    sql<number>`(count(distinct community_id) filter (where not ${abroad}))::int`.as('ukrainian'),
    sql<number>`(count(distinct community_id) filter (where ${abroad}))::int`.as('foreign'),
  ])
  .groupBy('topic')

export async function registryStatistics(db: Db) {
  const size = among('communities.population', sizeBands)
  const difference = among(ratio, ratioBands)
  return await db
    .selectNoFrom([
      jsonArrayFrom(
        community()
          .innerJoin('countries', 'countries.code', 'communities.country')
          .where('communities.country', '!=', 'UA')
          .select(['countries.code', 'countries.nameUk as uk', 'countries.nameEn as en', ...counts])
          .groupBy(['countries.code', 'countries.nameUk', 'countries.nameEn']),
      ).as('byCountry'),
      jsonArrayFrom(
        community()
          .leftJoin('regions', 'regions.code', 'communities.regionCode')
          .where('communities.country', '=', 'UA')
          .select(['regions.code', 'regions.nameUk as uk', 'regions.nameEn as en', ...counts])
          .groupBy(['regions.code', 'regions.nameUk', 'regions.nameEn']),
      ).as('byOblast'),
      jsonArrayFrom(
        community()
          .select([size.as('size'), abroad.as('abroad'), ...counts])
          .groupBy([size, abroad]),
      ).as('bySize'),
      jsonArrayFrom(
        community()
          .select([
            abroad.as('abroad'),
            sql<boolean>`held.id is not null`.as('partnered'),
            'seeking',
            sql<number>`count(*)::int`.as('communities'),
          ])
          .groupBy([abroad, sql`held.id is not null`, 'seeking']),
      ).as('bySeeking'),
      jsonArrayFrom(
        living()
          .innerJoin('communities as ua', 'ua.id', 'partnerships.uaId')
          .innerJoin('communities as abroad', 'abroad.id', 'partnerships.foreignId')
          .select([difference.as('difference'), sql<number>`count(*)::int`.as('pairs')])
          .groupBy(difference),
      ).as('byDifference'),
      jsonArrayFrom(
        from
          .selectFrom(firstSigned.as('first'))
          .select(['decade', sql<number>`count(*)::int`.as('pairs')])
          .groupBy('decade')
          .orderBy('decade'),
      ).as('byDecade'),
      jsonArrayFrom(topicHolders).as('byTopic'),
      jsonArrayFrom(
        from
          .selectFrom('partnerships')
          .select(['status', sql<number>`count(*)::int`.as('pairs')])
          .groupBy('status'),
      ).as('byStatus'),
      jsonObjectFrom(
        from
          .selectFrom('communityTopics')
          .select(sql<number>`count(distinct community_id)::int`.as('communities')),
      ).as('withTopics'),
    ])
    .executeTakeFirstOrThrow()
}
export type RegistryStatistics = Awaited<ReturnType<typeof registryStatistics>>
