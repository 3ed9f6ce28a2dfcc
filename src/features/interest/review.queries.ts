// Questions staff have about interests, and the rows that an accepted one writes into the registry.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { domainOfOffice, domainOfSite } from '../../platform/kit/domains.js'
import type { Interest } from './interest.queries.js'
import { nearKm, type Known } from './review.duplicates.js'
import type { QueueFilter } from './review.forms.js'
import { statesForStaff } from './review.model.js'
import { freeId } from '../records/index.js'
import { countryRow, kindOf, scriptOf, sizeClassOf } from './review.registry.js'

const anyOf = (values: readonly string[]) => sql<string>`any(${[...values]}::text[])`

const inQueue = (db: Db, { state, country }: Pick<QueueFilter, 'state' | 'country'>) =>
  db
    .selectFrom('interests')
    .where('interests.state', 'in', state === 'all' ? [...statesForStaff] : [state])
    .$if(country !== undefined, (query) => query.where('interests.country', '=', country!))

/** One page of the queue: whoever has waited longest comes first. */
export const interestsInQueue = (db: Db, filter: QueueFilter, limit: number, offset: number) =>
  inQueue(db, filter)
    .select([
      'id',
      'state',
      'town',
      'country',
      'region',
      'population',
      'communityId',
      'confirmedAt',
      'createdAt',
    ])
    .select('decidedAt')
    .orderBy('confirmedAt')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
export type QueuedInterest = Awaited<ReturnType<typeof interestsInQueue>>[number]

export async function countQueue(db: Db, filter: QueueFilter): Promise<number> {
  const { count } = await inQueue(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Countries from which somebody registered an interest that staff may see. */
export async function countriesInQueue(db: Db): Promise<string[]> {
  const rows = await inQueue(db, { state: 'all', country: undefined }).select('country').distinct().execute()
  return rows.map(({ country }) => country)
}

const domainsOf = (website: string | null, email: string | null): string[] =>
  [website && domainOfSite(website), email && domainOfOffice(email)].filter((domain) => !!domain) as string[]

/** An interest as likenesses are looked for. */
export const knownOf = (
  interest: Pick<
    Interest,
    'communityId' | 'country' | 'geonamesId' | 'lat' | 'lon' | 'town' | 'website' | 'contactEmail'
  >,
): Known => ({
  ...interest,
  names: [interest.town],
  domains: domainsOf(interest.website, interest.contactEmail),
  email: interest.contactEmail,
})

/** Communities that may be the one of an interest: by number, by place, by domain, by address, or found by name. */
export async function communitiesLike(db: Db, known: Known, foundByName: readonly string[]) {
  const { communityId, country, geonamesId, lat, lon, domains, email } = known
  const ids = [...foundByName, ...(communityId === null ? [] : [communityId])]
  const margin = nearKm / 111
  const wide = margin / Math.max(0.02, Math.cos(((lat ?? 0) * Math.PI) / 180))
  const endings = domains.map((domain) => `%${domain.replace(/[%_\\]/g, '\\$&')}%`)
  return db
    .selectFrom('communities')
    .leftJoin('contacts', 'contacts.communityId', 'communities.id')
    .leftJoin('communityProfiles', 'communityProfiles.communityId', 'communities.id')
    .select(['communities.id', 'communities.country', 'communities.regionCode', 'communities.nameUk'])
    .select([
      'communities.nameEn',
      'nameNative',
      'geonamesId',
      'katottg',
      'lat',
      'lon',
      'population',
      'seeking',
    ])
    .select(['communityProfiles.website', sql<string | null>`lower(contacts.email)`.as('email')])
    .select(
      sql<
        string[]
      >`array(select name from community_names where community_id = communities.id order by name)`.as(
        'otherNames',
      ),
    )
    .where('communities.country', '!=', 'UA')
    .where(({ eb, or, and }) =>
      or([
        eb('communities.id', '=', anyOf(ids)),
        ...(geonamesId === null ? [] : [eb('geonamesId', '=', geonamesId)]),
        ...(email === null ? [] : [eb(sql`lower(contacts.email)`, '=', email)]),
        ...endings.flatMap((ending) => [
          eb('communityProfiles.website', 'ilike', ending),
          eb('contacts.email', 'ilike', ending),
        ]),
        ...(lat === null || lon === null
          ? []
          : [
              and([
                eb('communities.country', '=', country),
                eb('lat', '>', lat - margin),
                eb('lat', '<', lat + margin),
                eb('lon', '>', lon - wide),
                eb('lon', '<', lon + wide),
              ]),
            ]),
      ]),
    )
    .limit(200)
    .execute()
}
export type CommunityLike = Awaited<ReturnType<typeof communitiesLike>>[number]

export const knownCommunity = (row: CommunityLike): Known => ({
  ...row,
  communityId: row.id,
  names: [...new Set([row.nameEn, row.nameNative, ...(row.nameUk ? [row.nameUk] : []), ...row.otherNames])],
  domains: domainsOf(row.website, row.email),
})

/** Other interests that are alive or were declined and may be of the same municipality. */
export function interestsLike(db: Db, id: string, { country, domains, email }: Known) {
  const endings = domains.map((domain) => `%${domain.replace(/[%_\\]/g, '\\$&')}%`)
  return db
    .selectFrom('interests')
    .select(['id', 'state', 'town', 'country', 'region', 'population', 'communityId', 'geonamesId'])
    .select(['lat', 'lon', 'website', 'contactEmail', 'confirmedAt'])
    .where('id', '!=', id)
    .where('state', 'not in', ['unconfirmed', 'withdrawn'])
    .where(({ eb, or }) =>
      or([
        eb('country', '=', country),
        ...(email === null ? [] : [eb('contactEmail', '=', email)]),
        ...endings.flatMap((ending) => [eb('website', 'ilike', ending), eb('contactEmail', 'ilike', ending)]),
      ]),
    )
    .orderBy('confirmedAt', 'desc')
    .limit(2_000)
    .execute()
}
export type InterestLike = Awaited<ReturnType<typeof interestsLike>>[number]

/** The regions of a country that the registry knows. */
export const regionsOf = (db: Db | Trx, country: string) =>
  db.selectFrom('regions').select(['code', 'nameEn', 'nameUk']).where('country', '=', country).execute()

/** The country of a community; undefined when there is no such community. */
export async function countryOf(db: Db | Trx, communityId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('communities')
    .select('country')
    .where('id', '=', communityId)
    .executeTakeFirst()
  return row?.country
}

/** The community that has a GeoNames number already. */
export async function ownerOfGeonames(db: Db | Trx, geonamesId: number | null): Promise<string | undefined> {
  if (geonamesId === null) return undefined
  const row = await db
    .selectFrom('communities')
    .select('id')
    .where('geonamesId', '=', geonamesId)
    .executeTakeFirst()
  return row?.id
}

/** What the registry calls the source of a community that registered itself. */
export const sourceOfInterest = 'interest'

export interface NewEntry {
  country: string
  nameEn: string
  nameNative: string
  nameUk: string | null
  regionCode: string | null
  lat: number
  lon: number
  population: number | null
  geonamesId: number | null
}

/** Enters a municipality in the registry under a free id; the country, too, when it is the first of it. Gives the id. */
export async function enterCommunity(trx: Trx, entry: NewEntry, at: Date): Promise<string> {
  const { country, nameEn, nameNative, nameUk, regionCode, population } = entry
  await trx
    .insertInto('countries')
    .values(countryRow(country))
    .onConflict((known) => known.doNothing())
    .execute()
  const region = (await regionsOf(trx, country)).find(({ code }) => code === regionCode)
  const id = await freeId(trx, country, nameEn, region?.code ?? null)
  await trx
    .insertInto('communities')
    .values({
      ...entry,
      id,
      regionCode: region?.code ?? null,
      kind: kindOf(population),
      katottg: null,
      wikidataId: null,
      hromadaUk: null,
      hromadaKatottg: null,
      hromadaPopulation: null,
      raionUk: null,
      populationSource: population === null ? null : sourceOfInterest,
      elevationM: null,
      coastKm: null,
      borderKm: null,
      features: sizeClassOf(population),
      source: sourceOfInterest,
      createdAt: at,
      updatedAt: at,
      editedAt: at,
    })
    .execute()
  const named = (language: string, name: string) => ({
    communityId: id,
    name,
    kind: 'official' as const,
    language,
    script: scriptOf(name),
    source: sourceOfInterest,
  })
  await trx
    .insertInto('communityNames')
    .values([
      named('en', nameEn),
      named('native', nameNative),
      ...(nameUk === null ? [] : [named('uk', nameUk)]),
    ])
    .execute()
  return id
}
