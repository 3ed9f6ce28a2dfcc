// Questions about the places that the registry knows, and by which names.
import type { Db } from '../../platform/db/connect.js'

/** Communities of a country by their ids or by their GeoNames numbers. */
export async function communitiesAmong(
  db: Db,
  country: string,
  { ids, geonamesIds }: { ids: readonly string[]; geonamesIds: readonly number[] },
) {
  if (ids.length + geonamesIds.length === 0) return []
  return db
    .selectFrom('communities')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.id', 'communities.country', 'communities.nameUk', 'communities.nameEn'])
    .select(['nameNative', 'geonamesId', 'population'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .where('communities.country', '=', country)
    .where(({ eb, or }) =>
      or([
        ...(ids.length > 0 ? [eb('communities.id', 'in', [...ids])] : []),
        ...(geonamesIds.length > 0 ? [eb('geonamesId', 'in', [...geonamesIds])] : []),
      ]),
    )
    .execute()
}
export type KnownCommunity = Awaited<ReturnType<typeof communitiesAmong>>[number]

/** Every name by which the registry knows these communities. */
export async function namesOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('communityNames')
    .select(['communityId', 'name'])
    .where('communityId', 'in', [...ids])
    .execute()
}

/** What these regions are called. */
export async function regionsAmong(db: Db, codes: readonly string[]) {
  if (codes.length === 0) return []
  return db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('code', 'in', [...new Set(codes)])
    .execute()
}
