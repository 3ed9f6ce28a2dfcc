// With whom a country is tied: for Ukraine the countries of its partners, for any other the oblasts.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'

const pairs = sql<number>`count(*)::int`

export interface Tie {
  code: string
  nameUk: string | null
  nameEn: string
  pairs: number
}

/** The places most partnerships of a country lead to; what has ended or must be checked does not count. */
export async function tiesOf(db: Db, code: string, limit: number): Promise<Tie[]> {
  const living = db
    .selectFrom('partnerships')
    .innerJoin('communities as ua', 'ua.id', 'partnerships.uaId')
    .innerJoin('communities as abroad', 'abroad.id', 'partnerships.foreignId')
    .where('status', 'in', ['active', 'unknown'])
  const places =
    code === 'UA'
      ? living.innerJoin('countries as place', 'place.code', 'abroad.country')
      : living.where('abroad.country', '=', code).innerJoin('regions as place', 'place.code', 'ua.regionCode')
  return await places
    .select(['place.code', 'place.nameUk', 'place.nameEn', pairs.as('pairs')])
    .groupBy(['place.code', 'place.nameUk', 'place.nameEn'])
    .orderBy('pairs', 'desc')
    .orderBy('place.code')
    .limit(limit)
    .execute()
}
