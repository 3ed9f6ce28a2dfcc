// The rows of each sheet. Facts about communities and pairs only: no contact, no name of a person, no word
// that somebody wrote.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { grouped } from '../../platform/kit/grouped.js'
import { introductionsFound, type WhichIntroductions } from '../introductions/index.js'
import type { PartnershipsFilter, RecordsFilter } from './exports.forms.js'

const anyOf = (keys: readonly string[]) => sql<string>`any(${[...keys]}::text[])`
const anyUuid = (keys: readonly string[]) => sql<string>`any(${[...keys]}::uuid[])`

/**
 * Those of some communities that a filter of the staff's list leaves, in their order.
 * @param own a coordinator's oblast: as in the list, its communities and all abroad
 */
export async function communityKeys(
  trx: Trx,
  ids: string[],
  { standing, conflicts }: RecordsFilter,
  own: string | undefined,
): Promise<string[]> {
  if (standing === undefined && conflicts === undefined && own === undefined) return ids
  const rows = await trx
    .selectFrom('communities')
    .select('id')
    .where('id', '=', anyOf(ids))
    .$if(own !== undefined, (query) =>
      query.where(({ eb, or }) => or([eb('regionCode', '=', own!), eb('country', '!=', 'UA')])),
    )
    .$if(standing !== undefined, (query) => query.where('standing', '=', standing!))
    .$if(conflicts !== undefined, (query) =>
      query.where('id', 'in', (of) =>
        of.selectFrom('recordConflicts').select('communityId').where('decidedAt', 'is', null),
      ),
    )
    .execute()
  const left = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => left.has(id))
}

export async function communityRows(trx: Trx, keys: readonly string[]) {
  const rows = await trx
    .selectFrom('communities')
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .leftJoin('communityProfiles', 'communityProfiles.communityId', 'communities.id')
    .leftJoin('declarations', 'declarations.communityId', 'communities.id')
    .select(['communities.id as key', 'communities.country', 'kind', 'communities.nameUk'])
    .select([
      'communities.nameEn',
      'nameNative',
      'katottg',
      'geonamesId',
      'wikidataId',
      'hromadaUk',
      'raionUk',
    ])
    .select(['lat', 'lon', 'population', 'populationSource', 'features', 'seeking', 'standing'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .select(({ fn }) => fn.coalesce('communities.officialSite', 'communityProfiles.website').as('website'))
    .select(['declarations.state as declared', 'declarations.until as declaredUntil'])
    .where('communities.id', '=', anyOf(keys))
    .execute()
  const topics = await trx
    .selectFrom('communityTopics')
    .select(['communityId', 'topic'])
    .distinct()
    .where('communityId', '=', anyOf(keys))
    .orderBy('topic')
    .execute()
  const { rows: partners } = await sql<{ id: string; count: number }>`
    select id, count(*) as count from (
      select ua_id as id from partnerships where status <> 'terminated' and ua_id = ${anyOf(keys)}
      union all
      select foreign_id from partnerships where status <> 'terminated' and foreign_id = ${anyOf(keys)}
    ) as ends group by id`.execute(trx)
  const counts = new Map(partners.map(({ id, count }) => [id, count]))
  const ofEach = grouped(topics, ({ communityId }) => communityId)
  return rows.map((row) => ({
    ...row,
    topics: (ofEach.get(row.key) ?? []).map(({ topic }) => topic),
    partners: counts.get(row.key) ?? 0,
  }))
}
export type CommunityRow = Awaited<ReturnType<typeof communityRows>>[number]

const ends = ['ua', 'foreign'] as const

/** What a sheet says of both ends of a pair. */
const endColumns = ends.flatMap(
  (end) =>
    [
      `${end}.id as ${end}Id`,
      `${end}.country as ${end}Country`,
      `${end}.nameUk as ${end}NameUk`,
      `${end}.nameEn as ${end}NameEn`,
      `${end}.nameNative as ${end}NameNative`,
      `${end}.population as ${end}Population`,
      `${end}.lat as ${end}Lat`,
      `${end}.lon as ${end}Lon`,
      `${end}.regionCode as ${end}RegionCode`,
    ] as const,
)

const pairKey = sql<string>`partnerships.ua_id || ' ' || partnerships.foreign_id`

/** The pairs of a filter: by oblast, then by the names of both. */
export async function partnershipKeys(
  trx: Trx,
  { region, country, status }: PartnershipsFilter,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('partnerships')
    .innerJoin('communities as ua', 'ua.id', 'partnerships.uaId')
    .innerJoin('communities as foreign', 'foreign.id', 'partnerships.foreignId')
    .select(pairKey.as('key'))
    .$if(region !== undefined, (query) => query.where('ua.regionCode', '=', region!))
    .$if(country !== undefined, (query) => query.where('foreign.country', '=', country!))
    .$if(status !== undefined, (query) => query.where('partnerships.status', '=', status!))
    .orderBy('ua.regionCode')
    .orderBy('ua.nameUk')
    .orderBy('ua.id')
    .orderBy('foreign.country')
    .orderBy('foreign.nameEn')
    .orderBy('foreign.id')
    .execute()
  return rows.map(({ key }) => key)
}

export async function partnershipRows(trx: Trx, keys: readonly string[]) {
  const pairs = keys.map((key) => key.split(' '))
  const uaIds = pairs.map(([ua = '']) => ua)
  const foreignIds = pairs.map(([, foreign = '']) => foreign)
  const asked = sql<boolean>`(partnerships.ua_id, partnerships.foreign_id) in
    (select * from unnest(${uaIds}::text[], ${foreignIds}::text[]))`
  const rows = await trx
    .selectFrom('partnerships')
    .innerJoin('communities as ua', 'ua.id', 'partnerships.uaId')
    .innerJoin('communities as foreign', 'foreign.id', 'partnerships.foreignId')
    .select([pairKey.as('key'), 'partnerships.status', 'partnerships.source'])
    .select(endColumns)
    .where(asked)
    .execute()
  const agreements = await trx
    .selectFrom('agreements')
    .select(['uaId', 'foreignId', 'kind', 'signedYear', 'signedOn', 'unlimited', 'durationYears'])
    .where('uaId', '=', anyOf(uaIds))
    .orderBy('signedYear')
    .orderBy('signedOn')
    .orderBy('id')
    .execute()
  const ofPair = grouped(agreements, ({ uaId, foreignId }) => `${uaId} ${foreignId}`)
  return rows.map((row) => ({ ...row, agreements: ofPair.get(row.key) ?? [] }))
}
export type PartnershipRow = Awaited<ReturnType<typeof partnershipRows>>[number]

export const proposalRows = (trx: Trx, keys: readonly string[]) =>
  trx
    .selectFrom('proposals')
    .innerJoin('communities as ua', 'ua.id', 'proposals.uaId')
    .innerJoin('communities as foreign', 'foreign.id', 'proposals.foreignId')
    .select(['proposals.id as key', 'state', 'total', 'coverage', 'offeredAt', 'askedAt'])
    .select(['decidedAt', 'postponedUntil', 'proposals.reason'])
    .select(endColumns)
    .where('proposals.id', '=', anyUuid(keys))
    .execute()
export type ProposalRow = Awaited<ReturnType<typeof proposalRows>>[number]

/** The introductions of a filter in the order of their list: those that wait oldest first, others newest first. */
export async function introductionKeys(trx: Trx, which: WhichIntroductions): Promise<string[]> {
  const rows = await introductionsFound(trx, which)
    .select('introductions.id')
    .orderBy('openedAt', which.state === 'awaiting' ? 'asc' : 'desc')
    .orderBy('introductions.id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function introductionRows(trx: Trx, keys: readonly string[]) {
  const rows = await trx
    .selectFrom('introductions')
    .innerJoin('introductionSides as uaSide', (join) =>
      join.onRef('uaSide.introductionId', '=', 'introductions.id').on('uaSide.side', '=', 'ua'),
    )
    .innerJoin('introductionSides as foreignSide', (join) =>
      join
        .onRef('foreignSide.introductionId', '=', 'introductions.id')
        .on('foreignSide.side', '=', 'foreign'),
    )
    .innerJoin('communities as ua', 'ua.id', 'uaSide.communityId')
    .innerJoin('communities as foreign', 'foreign.id', 'foreignSide.communityId')
    .select(['introductions.id as key', 'introductions.state', 'openedAt', 'answersUntil', 'closedAt'])
    .select('closedAs')
    .select(['uaSide.answer as uaAnswer', 'uaSide.answeredAt as uaAnsweredAt'])
    .select(['foreignSide.answer as foreignAnswer', 'foreignSide.answeredAt as foreignAnsweredAt'])
    .select(endColumns)
    .where('introductions.id', '=', anyUuid(keys))
    .execute()
  const milestones = await trx
    .selectFrom('milestones')
    .select(['introductionId', 'kind'])
    .select(({ fn }) => fn.min('onDate').as('onDate'))
    .where('introductionId', '=', anyUuid(keys))
    .groupBy(['introductionId', 'kind'])
    .execute()
  const ofEach = grouped(milestones, ({ introductionId }) => introductionId)
  return rows.map((row) => ({ ...row, milestones: ofEach.get(row.key) ?? [] }))
}
export type IntroductionRow = Awaited<ReturnType<typeof introductionRows>>[number]

/** What all countries and regions are called. */
export async function placesOf(db: Db | Trx) {
  const countries = await db.selectFrom('countries').select(['code', 'nameUk', 'nameEn']).execute()
  const regions = await db.selectFrom('regions').select(['code', 'country', 'nameUk', 'nameEn']).execute()
  return { countries, regions }
}
export type Places = Awaited<ReturnType<typeof placesOf>>

/** The countries that partnerships on record lead to. */
export async function partneredCountries(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('partnerships')
    .innerJoin('communities', 'communities.id', 'partnerships.foreignId')
    .select('communities.country')
    .distinct()
    .execute()
  return new Set(rows.map(({ country }) => country))
}
