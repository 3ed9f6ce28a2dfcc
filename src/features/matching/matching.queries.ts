// What scoring needs to know, read in one go: every community's profile with its wishes, and the
// partnerships that exist as evidence.
import type { Db } from '../../platform/db/connect.js'
import { gatherEvidence, type Evidence } from '../../scoring/evidence.js'
import type { CommunityProfile } from '../../scoring/profile.js'
import { worldPairs } from './world-pairs.js'

export { profilesForScoring } from '../our-community/index.js'

/** All partnerships on record, as pairs of ids; ended ones are no evidence that two fit. */
export async function pairsForScoring(db: Db): Promise<(readonly [string, string])[]> {
  const partnerships = await db
    .selectFrom('partnerships')
    .select(['uaId', 'foreignId'])
    .where('status', '!=', 'terminated')
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
  const links = await db
    .selectFrom('foreignLinks')
    .select(['aId', 'bId'])
    .orderBy('aId')
    .orderBy('bId')
    .execute()
  return [
    ...partnerships.map(({ uaId, foreignId }) => [uaId, foreignId] as const),
    ...links.map(({ aId, bId }) => [aId, bId] as const),
  ]
}

/** Evidence from the registry's partnerships and from those between other places of the world. */
export async function evidenceForScoring(db: Db, profiles: readonly CommunityProfile[]): Promise<Evidence> {
  const numbered = await db
    .selectFrom('communities')
    .select(['id', 'geonamesId'])
    .where('geonamesId', 'is not', null)
    .execute()
  const ids = new Map(numbered.map(({ id, geonamesId }) => [geonamesId!, id]))
  const world = await worldPairs(ids)
  return gatherEvidence([...profiles, ...world.places], [...(await pairsForScoring(db)), ...world.pairs])
}
