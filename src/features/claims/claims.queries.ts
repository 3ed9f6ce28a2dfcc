// Questions about claims, and the rows their actions write.
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { ClaimsTable } from '../../platform/db/schema.js'
import { letterAbout, type ClaimState } from './claims.model.js'

export type ClaimRow = Selectable<ClaimsTable>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A community somebody may ask to speak for, with its website and its names in Latin letters. */
export async function claimedCommunity(db: Db | Trx, id: string) {
  const community = await db
    .selectFrom('communities')
    .leftJoin('communityProfiles', 'communityProfiles.communityId', 'communities.id')
    .select(['id', 'country', 'regionCode', 'nameUk', 'nameEn', 'nameNative', 'katottg', 'geonamesId'])
    .select('website')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!community) return undefined
  const names = await db
    .selectFrom('communityNames')
    .select('name')
    .where('communityId', '=', id)
    .where('script', '=', 'latin')
    .where('kind', '=', 'official')
    .execute()
  return { ...community, romanised: [community.nameEn, ...names.map(({ name }) => name)] }
}
export type ClaimedCommunity = NonNullable<Awaited<ReturnType<typeof claimedCommunity>>>

/** Writes a claim down once, however often its form was sent; gives whether this was the time. */
export async function insertClaim(trx: Trx, claim: Insertable<ClaimsTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('claims')
    .values(claim)
    .onConflict((again) => again.column('id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const claimById = async (db: Db, id: string): Promise<ClaimRow | undefined> =>
  uuid.test(id) ? db.selectFrom('claims').selectAll().where('id', '=', id).executeTakeFirst() : undefined

/** A claim, held until the transaction ends, so that two decisions never cross. */
export const claimForUpdate = (trx: Trx, id: string): Promise<ClaimRow | undefined> =>
  trx.selectFrom('claims').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function saveClaim(
  trx: Trx,
  id: string,
  change: Partial<Pick<ClaimRow, 'state' | 'confirmedAt' | 'decidedBy' | 'decidedAt' | 'note'>>,
): Promise<void> {
  await trx.updateTable('claims').set(change).where('id', '=', id).execute()
}

/** How many claims an address made since a moment. */
export async function countClaimsBy(db: Db | Trx, email: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('claims')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('email', '=', email)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** Which claims: in a state or in any that staff read about; of one oblast or of all. */
export interface Which {
  state: Exclude<ClaimState, 'unconfirmed'> | 'all'
  region?: string | undefined
}

const claimsIn = (db: Db, { state, region }: Which) =>
  db
    .selectFrom('claims')
    .innerJoin('communities', 'communities.id', 'claims.communityId')
    .where('claims.state', '!=', 'unconfirmed')
    .$if(state !== 'all', (query) => query.where('claims.state', '=', state as ClaimState))
    .$if(region !== undefined, (query) => query.where('communities.regionCode', '=', region ?? ''))

/** One page of claims for staff: those that wait, oldest first; all others, newest first. No person's data. */
export const claimsForStaff = (db: Db, which: Which, limit: number, offset: number) =>
  claimsIn(db, which)
    .leftJoin('communityProfiles', 'communityProfiles.communityId', 'claims.communityId')
    .select(['claims.id', 'claims.state', 'claims.office', 'claims.email', 'claims.confirmedAt'])
    .select(['claims.decidedAt', 'claims.communityId', 'communityProfiles.website', 'communities.nameEn'])
    .orderBy('claims.confirmedAt', which.state === 'awaiting-review' ? 'asc' : 'desc')
    .orderBy('claims.id')
    .limit(limit)
    .offset(offset)
    .execute()
export type ClaimLine = Awaited<ReturnType<typeof claimsForStaff>>[number]

export async function countClaims(
  db: Db,
  state: Which['state'] = 'awaiting-review',
  region?: string,
): Promise<number> {
  const { count } = await claimsIn(db, { state, region })
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Other claims on the same community that staff know of, newest first. */
export const otherClaims = (db: Db, { id, communityId }: Pick<ClaimRow, 'id' | 'communityId'>) =>
  db
    .selectFrom('claims')
    .select(['id', 'state', 'office', 'confirmedAt', 'decidedAt'])
    .where('communityId', '=', communityId)
    .where('id', '!=', id)
    .where('state', '!=', 'unconfirmed')
    .orderBy('confirmedAt', 'desc')
    .limit(10)
    .execute()

/** Names of staff by account. */
export async function staffNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => uuid.test(id))
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Deletes claims with the letters about them, and gives how many there were. */
async function forgetThese(trx: Trx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  await trx.deleteFrom('letters').where('about', 'in', ids.map(letterAbout)).execute()
  await trx
    .deleteFrom('claims')
    .where('id', 'in', [...ids])
    .execute()
  return ids.length
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** Forgets what nobody confirmed in time. */
export const forgetUnconfirmed = async (trx: Trx, madeBefore: Date): Promise<number> =>
  forgetThese(
    trx,
    idsOf(
      await trx
        .selectFrom('claims')
        .select('id')
        .where('state', '=', 'unconfirmed')
        .where('createdAt', '<', madeBefore)
        .forUpdate()
        .execute(),
    ),
  )

/** Forgets every claim somebody made from an address, with the letters about it. */
export const forgetClaimsOf = async (trx: Trx, email: string): Promise<number> =>
  forgetThese(
    trx,
    idsOf(
      await trx
        .selectFrom('claims')
        .select('id')
        .where(sql`lower(email)`, '=', email.toLowerCase())
        .forUpdate()
        .execute(),
    ),
  )
