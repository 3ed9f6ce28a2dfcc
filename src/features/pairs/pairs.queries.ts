// What an introduction tells one community of another: names in every language we have, and the
// facts of the registry.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

export interface PlaceNames {
  communities: Map<string, { country: string; nameUk: string | null; nameEn: string; nameNative: string }>
  countries: Map<string, { nameUk: string; nameEn: string }>
  regions: Map<string, { nameUk: string | null; nameEn: string }>
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...new Set(ids)]}::text[])`

/** Names of these communities and of the regions they lie in, and of all countries. */
export async function placeNames(db: Db | Trx, communityIds: readonly string[]): Promise<PlaceNames> {
  const ids = anyOf(communityIds)
  const communities = await db
    .selectFrom('communities')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.id', 'communities.country', 'communities.regionCode'])
    .select(['communities.nameUk', 'communities.nameEn', 'communities.nameNative'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .where('communities.id', '=', ids)
    .execute()
  const countries = await db.selectFrom('countries').select(['code', 'nameUk', 'nameEn']).execute()
  return {
    communities: new Map(communities.map((row) => [row.id, row])),
    countries: new Map(countries.map((row) => [row.code, row])),
    regions: new Map(
      communities.flatMap(({ regionCode, regionUk, regionEn }) =>
        regionCode && regionEn ? [[regionCode, { nameUk: regionUk, nameEn: regionEn }] as const] : [],
      ),
    ),
  }
}

/** What a list shows of a community at one end of a pair: its name, where it lies, its sign. */
export async function communityEnds(db: Db | Trx, asked: readonly string[]) {
  const communities = await db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode', 'nameEn', 'nameNative', 'nameUk', 'katottg', 'geonamesId'])
    .where('id', '=', anyOf(asked))
    .execute()
  return new Map(communities.map((community) => [community.id, { ...community, code: codeOf(community) }]))
}
export type CommunityEnd =
  Awaited<ReturnType<typeof communityEnds>> extends Map<string, infer End> ? End : never

/** The official code a community's sign is drawn from. */
const codeOf = ({
  id,
  katottg,
  geonamesId,
}: {
  id: string
  katottg: string | null
  geonamesId: number | null
}) => katottg ?? String(geonamesId ?? id)

/** A community with what the registry says about it. */
export async function communityFacts(db: Db | Trx, asked: readonly string[]) {
  const ids = anyOf(asked)
  const communities = await db
    .selectFrom('communities')
    .select([
      'id',
      'country',
      'regionCode',
      'kind',
      'nameEn',
      'nameNative',
      'nameUk',
      'katottg',
      'geonamesId',
    ])
    .select(['hromadaUk', 'raionUk', 'lat', 'lon', 'population', 'populationSource', 'features', 'seeking'])
    .select('standing')
    .where('id', '=', ids)
    .execute()
  const topics = await db
    .selectFrom('communityTopics')
    .select(['communityId', 'topic', 'direction'])
    .distinct()
    .where('communityId', '=', ids)
    .orderBy('topic')
    .execute()
  const partnerships = await db
    .selectFrom('partnerships')
    .select(['uaId', 'foreignId'])
    .where('status', '!=', 'terminated')
    .where(({ eb, or }) => or([eb('uaId', '=', ids), eb('foreignId', '=', ids)]))
    .execute()
  return new Map(
    communities.map((community) => [
      community.id,
      {
        ...community,
        code: codeOf(community),
        topics: topics.filter(({ communityId }) => communityId === community.id),
        partners: partnerships.filter(({ uaId, foreignId }) => [uaId, foreignId].includes(community.id))
          .length,
      },
    ]),
  )
}
export type CommunityFacts =
  Awaited<ReturnType<typeof communityFacts>> extends Map<string, infer Facts> ? Facts : never

/** Whether the two have a partnership that nobody ended. */
export async function arePartners(db: Db | Trx, uaId: string, foreignId: string): Promise<boolean> {
  const found = await db
    .selectFrom('partnerships')
    .select('uaId')
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .where('status', '!=', 'terminated')
    .executeTakeFirst()
  return found !== undefined
}
