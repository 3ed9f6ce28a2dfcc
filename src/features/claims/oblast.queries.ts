// What a regional branch asks about the communities of its oblast: how far each is, at a glance.
import type { Db } from '../../platform/db/connect.js'

export const oblasts = (db: Db) =>
  db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('country', '=', 'UA')
    .orderBy('code')
    .execute()
export type Oblast = Awaited<ReturnType<typeof oblasts>>[number]

/** The communities of an oblast with what they have told and what is under way, the largest first. */
export const communitiesOfOblast = (db: Db, region: string) =>
  db
    .selectFrom('communities')
    .leftJoin('wishes', 'wishes.communityId', 'communities.id')
    .leftJoin('communityProfiles', 'communityProfiles.communityId', 'communities.id')
    .leftJoin('declarations', 'declarations.communityId', 'communities.id')
    .select(['communities.id', 'country', 'nameUk', 'nameEn', 'nameNative', 'katottg', 'geonamesId'])
    .select(['wishes.enteredAt as wishesAt', 'communityProfiles.updatedAt as profileAt'])
    .select(['declarations.state as declared', 'declarations.until as declaredUntil'])
    .select((of) => [
      of
        .selectFrom('introductionSides')
        .innerJoin('introductions', 'introductions.id', 'introductionSides.introductionId')
        .select((side) => side.fn.countAll<number>().as('count'))
        .whereRef('introductionSides.communityId', '=', 'communities.id')
        .where('introductions.state', '=', 'awaiting')
        .as('introductions'),
      of
        .selectFrom('claims')
        .select((claim) => claim.fn.countAll<number>().as('count'))
        .whereRef('claims.communityId', '=', 'communities.id')
        .where('claims.state', '=', 'awaiting-review')
        .as('claims'),
    ])
    .where('communities.regionCode', '=', region)
    .orderBy('population', (order) => order.desc().nullsLast())
    .orderBy('communities.id')
    .execute()
export type CommunityOfOblast = Awaited<ReturnType<typeof communitiesOfOblast>>[number]

/** Names of those who may edit, by community. */
export async function editorsIn(db: Db, region: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('accounts')
    .innerJoin('communities', 'communities.id', 'accounts.communityId')
    .select(['communities.id', 'accounts.name'])
    .where('communities.regionCode', '=', region)
    .where('accounts.role', 'in', ['member', 'partner'])
    .where('accounts.disabledAt', 'is', null)
    .orderBy('accounts.createdAt')
    .execute()
  const editors = new Map<string, string[]>()
  for (const { id, name } of rows) editors.set(id, [...(editors.get(id) ?? []), name])
  return editors
}
