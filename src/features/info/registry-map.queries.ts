// What the picture of the registry is drawn from.
import type { Db } from '../../platform/db/connect.js'

/** Every partnership that has not ended, with both places and the partner's country; always in one order. */
export async function partnershipsOnTheMap(db: Db) {
  return await db
    .selectFrom('partnerships')
    .innerJoin('communities as ua', 'ua.id', 'partnerships.uaId')
    .innerJoin('communities as foreign', 'foreign.id', 'partnerships.foreignId')
    .innerJoin('countries', 'countries.code', 'foreign.country')
    .select(['uaId', 'ua.lat as uaLat', 'ua.lon as uaLon'])
    .select(['foreignId', 'foreign.lat as foreignLat', 'foreign.lon as foreignLon', 'status'])
    .select(['countries.code', 'countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .where('status', '<>', 'terminated')
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
}
export type PartnershipOnTheMap = Awaited<ReturnType<typeof partnershipsOnTheMap>>[number]
