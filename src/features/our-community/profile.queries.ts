// Questions about a community's profile and its versions, and the rows they write.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { nothingTold, type Profile } from './profile.model.js'

/** Holds everybody else who would change this community's profile back until the end of the transaction. */
export const lockProfile = (trx: Trx, communityId: string) =>
  trx
    .selectFrom('communities')
    .select(['id', 'country', 'nameUk', 'nameEn', 'nameNative'])
    .where('id', '=', communityId)
    .forNoKeyUpdate()
    .executeTakeFirst()
export type LockedCommunity = NonNullable<Awaited<ReturnType<typeof lockProfile>>>

const declaredTopics = (communityId: string, direction: 'need' | 'offer') => sql<string[]>`array(
  select topic from community_topics
  where community_id = ${communityId} and basis = 'declared' and direction = ${direction}
  order by topic)`

/** What a community told; undefined when nobody ever wrote anything down. */
export async function profileOf(db: Db | Trx, communityId: string): Promise<Profile | undefined> {
  const row = await db
    .selectFrom('communities')
    .leftJoin('wishes', 'wishes.communityId', 'communities.id')
    .leftJoin('communityProfiles', 'communityProfiles.communityId', 'communities.id')
    .select(['wishes.communityId as wished', 'communityProfiles.communityId as described'])
    .select(['places', 'placesHard', 'sizeLeast', 'sizeMost', 'sizeHard', 'needsHard', 'offersHard'])
    .select(['languages', 'languagesHard', 'kinds', 'kindsHard', 'website', 'textUk', 'textEn'])
    .select([
      declaredTopics(communityId, 'need').as('needs'),
      declaredTopics(communityId, 'offer').as('offers'),
    ])
    .where('communities.id', '=', communityId)
    .executeTakeFirst()
  if (!row || (row.wished === null && row.described === null)) return undefined
  return {
    ...nothingTold,
    ...(row.wished !== null && {
      places: row.places ?? [],
      hardPlaces: row.placesHard ?? false,
      sizeLeast: row.sizeLeast ?? undefined,
      sizeMost: row.sizeMost ?? undefined,
      hardSize: row.sizeHard ?? false,
      hardNeeds: row.needsHard ?? false,
      hardOffers: row.offersHard ?? false,
      languages: row.languages ?? [],
      hardLanguages: row.languagesHard ?? false,
      kinds: row.kinds ?? [],
      hardKinds: row.kindsHard ?? false,
    }),
    needs: row.needs,
    offers: row.offers,
    website: row.website,
    textUk: row.textUk,
    textEn: row.textEn,
  }
}

export async function saveTexts(
  trx: Trx,
  communityId: string,
  { website, textUk, textEn }: Pick<Profile, 'website' | 'textUk' | 'textEn'>,
  at: Date,
): Promise<void> {
  const texts = { website, textUk, textEn, updatedAt: at }
  await trx
    .insertInto('communityProfiles')
    .values({ communityId, ...texts })
    .onConflict((conflict) => conflict.column('communityId').doUpdateSet(texts))
    .execute()
}

export const saveVersion = (
  trx: Trx,
  version: { id: string; communityId: string; at: Date; by: string; profile: Profile; undoes: string | null },
) =>
  trx
    .insertInto('profileVersions')
    .values({ ...version, profile: JSON.stringify(version.profile) })
    .execute()

/** The version a form is made from; undefined before anything was written down. */
export const latestVersion = (db: Db | Trx, communityId: string) =>
  db
    .selectFrom('profileVersions')
    .select(['id', 'seq'])
    .where('communityId', '=', communityId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

const versionIn = (stored: unknown): Profile => ({ ...nothingTold, ...(stored as Partial<Profile>) })

/** What stood before a change of this community; undefined when it has no such change. */
export async function profileBefore(
  trx: Trx,
  communityId: string,
  versionId: string,
): Promise<Profile | undefined> {
  const change = await trx
    .selectFrom('profileVersions')
    .select('seq')
    .where('id', '=', versionId)
    .where('communityId', '=', communityId)
    .executeTakeFirst()
  if (!change) return undefined
  const before = await trx
    .selectFrom('profileVersions')
    .select('profile')
    .where('communityId', '=', communityId)
    .where('seq', '<', change.seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return versionIn(before?.profile)
}

/** The changes of a community's profile, the latest first, each with what stood before it. */
export async function changesOf(
  db: Db,
  communityId: string,
  { limit, offset }: { limit: number; offset: number },
) {
  const rows = await db
    .selectFrom('profileVersions')
    .innerJoin('accounts', 'accounts.id', 'profileVersions.by')
    .leftJoin('profileVersions as undone', 'undone.id', 'profileVersions.undoes')
    .select(['profileVersions.id', 'profileVersions.seq', 'profileVersions.at', 'profileVersions.profile'])
    .select(['accounts.name', 'accounts.role', 'undone.at as undoes'])
    .select(
      sql<unknown>`lag(profile_versions.profile) over (order by profile_versions.seq)`.as('profileBefore'),
    )
    .where('profileVersions.communityId', '=', communityId)
    .orderBy('profileVersions.seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ profile, profileBefore: before, ...change }) => ({
    ...change,
    after: versionIn(profile),
    before: versionIn(before),
  }))
}
export type ProfileChange = Awaited<ReturnType<typeof changesOf>>[number]

export async function countChanges(db: Db, communityId: string): Promise<number> {
  const { count } = await db
    .selectFrom('profileVersions')
    .select((rows) => rows.fn.countAll<number>().as('count'))
    .where('communityId', '=', communityId)
    .executeTakeFirstOrThrow()
  return count
}

/** The version of that number, if the community has it: what a form was made from. */
export async function versionOf(db: Db, communityId: string, seq: number): Promise<Profile | undefined> {
  const version = await db
    .selectFrom('profileVersions')
    .select('profile')
    .where('communityId', '=', communityId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return version && versionIn(version.profile)
}

/** Every row a profile consists of goes, and the notes made for it; the community itself stays in the registry. */
export async function deleteProfile(trx: Trx, communityId: string): Promise<void> {
  await trx
    .deleteFrom('communityTopics')
    .where('communityId', '=', communityId)
    .where('basis', '=', 'declared')
    .execute()
  for (const table of [
    'wishes',
    'communityProfiles',
    'profileVersions',
    'declarations',
    'shortlist',
  ] as const)
    await trx.deleteFrom(table).where('communityId', '=', communityId).execute()
  await trx.updateTable('communities').set({ seeking: false }).where('id', '=', communityId).execute()
}
