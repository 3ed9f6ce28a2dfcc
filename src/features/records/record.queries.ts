// What stands around one record: its partnerships, what is under way, who edits it, which sources contradict.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'

/** Where a record lies and where it came from, and when people last touched it. */
export const frameOf = (db: Db, id: string) =>
  db
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.source', 'editedAt', 'communities.createdAt', 'hromadaKatottg', 'raionUk'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .where('communities.id', '=', id)
    .executeTakeFirstOrThrow()

/** Its recorded partners, with how many agreements each has. */
export const partnershipsOf = (db: Db, id: string) =>
  db
    .selectFrom('partnerships')
    .innerJoin('communities as partner', (join) =>
      join
        .on(sql<boolean>`partner.id = any(array[partnerships.ua_id, partnerships.foreign_id])`)
        .on('partner.id', '!=', id),
    )
    .select(['partner.id', 'partner.country', 'partner.nameUk', 'partner.nameEn', 'partner.nameNative'])
    .select(['partnerships.uaId', 'partnerships.foreignId', 'partnerships.status'])
    .select((of) =>
      of
        .selectFrom('agreements')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('agreements.uaId', '=', 'partnerships.uaId')
        .whereRef('agreements.foreignId', '=', 'partnerships.foreignId')
        .as('agreements'),
    )
    .where(sql<boolean>`${id} in (partnerships.ua_id, partnerships.foreign_id)`)
    .orderBy('partner.nameEn')
    .execute()
export type PartnershipLine = Awaited<ReturnType<typeof partnershipsOf>>[number]

/** Introductions that still wait for an answer. */
export const openIntroductionsOf = (db: Db, id: string) =>
  db
    .selectFrom('introductions')
    .innerJoin('proposals', 'proposals.id', 'introductions.proposalId')
    .innerJoin('communities as other', (join) =>
      join
        .on(sql<boolean>`other.id = any(array[proposals.ua_id, proposals.foreign_id])`)
        .on('other.id', '!=', id),
    )
    .select(['introductions.id', 'openedAt', 'other.country', 'other.nameUk', 'other.nameEn'])
    .select('other.nameNative')
    .where(sql<boolean>`${id} in (proposals.ua_id, proposals.foreign_id)`)
    .where('introductions.state', '=', 'awaiting')
    .orderBy('openedAt')
    .execute()

/** Names of those who may edit its profile. */
export const editorsOf = (db: Db, id: string) =>
  db
    .selectFrom('accounts')
    .select(['name', 'createdAt'])
    .where('communityId', '=', id)
    .where('role', 'in', ['member', 'partner'])
    .where('disabledAt', 'is', null)
    .orderBy('createdAt')
    .execute()

/** Where the source of each official name is known. */
export async function nameSources(db: Db, id: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('communityNames')
    .select(['language', 'source'])
    .where('communityId', '=', id)
    .where('kind', '=', 'official')
    .execute()
  const fields: Record<string, string> = { uk: 'nameUk', en: 'nameEn', native: 'nameNative' }
  return Object.fromEntries(rows.map(({ language, source }) => [fields[language] ?? language, source]))
}

/** Ids of records that were merged into this one. */
export async function formerIds(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('communityRedirects')
    .select('oldId')
    .where('newId', '=', id)
    .orderBy('oldId')
    .execute()
  return rows.map(({ oldId }) => oldId)
}
