// The list of records: by name, place, standing, and whether sources contradict each other.
import { sql } from 'kysely'
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import { maxPageSize } from '../../platform/search/community-search.js'
import type { ListFilter } from './editing.forms.js'

export const pageSize = 30

// The embedded database sorts by code points, where Є and І come before А.
const alphabet = 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'
const inOrder = [...alphabet].map((_, i) => String.fromCodePoint(0x430 + i)).join('')
const byName = sql`translate(coalesce(communities.name_uk, communities.name_en),
  ${alphabet + alphabet.toUpperCase()}, ${inOrder + inOrder}) collate "C"`

/** How many communities a name may find before somebody must say more. */
const mostNamed = 200

/** Ids of those who are or were called so, the likeliest first. */
async function namedLike({ search }: Pick<AppContext, 'search'>, text: string, locale: string) {
  const ids: string[] = []
  for (let page = 1; ids.length < mostNamed; page++) {
    const query = { text, choice: {}, sort: 'relevance' as const, page, pageSize: maxPageSize, locale }
    const { hits, total } = await search.find(query)
    ids.push(...hits.map(({ community }) => community.id))
    if (hits.length === 0 || ids.length >= total) break
  }
  return ids
}

/** Communities a coordinator may see: those of the oblast, and all abroad. */
const filtered = (db: Db, filter: ListFilter, own: string | undefined, ids: readonly string[] | undefined) =>
  db
    .selectFrom('communities')
    .$if(own !== undefined, (query) =>
      query.where(({ eb, or }) => or([eb('regionCode', '=', own!), eb('communities.country', '!=', 'UA')])),
    )
    .$if(ids !== undefined, (query) =>
      query.where('communities.id', '=', sql<string>`any(${[...(ids ?? [])]}::text[])`),
    )
    .$if(filter.country !== undefined, (query) => query.where('communities.country', '=', filter.country!))
    .$if(filter.region !== undefined, (query) => query.where('regionCode', '=', filter.region!))
    .$if(filter.standing !== undefined, (query) => query.where('standing', '=', filter.standing!))
    .$if(filter.conflicts === 'yes', (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('recordConflicts')
            .select('recordConflicts.id')
            .whereRef('recordConflicts.communityId', '=', 'communities.id')
            .where('decidedAt', 'is', null),
        ),
      ),
    )

/** One page of records and how many there are in all. */
export async function recordsListed(
  ctx: Pick<AppContext, 'db' | 'search'>,
  filter: ListFilter,
  own: string | undefined,
  locale: string,
) {
  const { db } = ctx
  const ids = filter.q === '' ? undefined : await namedLike(ctx, filter.q, locale)
  const { found } = await filtered(db, filter, own, ids)
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  const page = Math.min(filter.page, Math.max(1, Math.ceil(found / pageSize)))
  const order =
    ids === undefined
      ? sql`communities.country <> 'UA', ${byName}, communities.id`
      : sql`array_position(${[...ids]}::text[], communities.id)`
  const rows = await filtered(db, filter, own, ids)
    .innerJoin('countries', 'countries.code', 'communities.country')
    .leftJoin('regions', 'regions.code', 'communities.regionCode')
    .select(['communities.id', 'communities.country', 'communities.nameUk', 'communities.nameEn'])
    .select(['nameNative', 'population', 'standing', 'katottg', 'geonamesId', 'editedAt'])
    .select(['countries.nameUk as countryUk', 'countries.nameEn as countryEn'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])
    .select((of) =>
      of
        .selectFrom('recordConflicts')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('recordConflicts.communityId', '=', 'communities.id')
        .where('decidedAt', 'is', null)
        .as('conflicts'),
    )
    .orderBy(order)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows, found, page }
}
export type Listed = Awaited<ReturnType<typeof recordsListed>>

/** Countries that have communities, and the oblasts of Ukraine. */
export async function placesToChoose(db: Db) {
  const countries = await db
    .selectFrom('countries')
    .select(['code', 'nameUk', 'nameEn'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('communities')
          .select('communities.id')
          .whereRef('communities.country', '=', 'countries.code'),
      ),
    )
    .execute()
  const oblasts = await regionsOf(db, 'UA')
  return { countries, oblasts }
}
export type PlacesToChoose = Awaited<ReturnType<typeof placesToChoose>>

/** The regions of a country, or of all. */
export const regionsOf = (db: Db, country?: string) =>
  db
    .selectFrom('regions')
    .select(['code', 'country', 'nameUk', 'nameEn'])
    .$if(country !== undefined, (query) => query.where('country', '=', country!))
    .orderBy('code')
    .execute()
