// What scoring needs to know, read in one go: every community's profile with its wishes, and the
// partnerships that exist as evidence.
import type { Db } from '../../platform/db/connect.js'
import { gatherEvidence, type Evidence } from '../../scoring/evidence.js'
import { pairKey, type CommunityProfile } from '../../scoring/profile.js'
import { notLooking, profilesForScoring } from '../our-community/index.js'
import { decidedPairs } from '../proposals/index.js'
import type { NightWorld } from '../weights/preview.model.js'
import { worldPairs, type WorldPairs } from './world-pairs.js'

export { profilesForScoring }

/** All partnerships on record, the Ukrainian id first; ended ones are no evidence that two fit. */
async function partnerships(db: Db): Promise<(readonly [string, string])[]> {
  const rows = await db
    .selectFrom('partnerships')
    .select(['uaId', 'foreignId'])
    .where('status', '!=', 'terminated')
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
  return rows.map(({ uaId, foreignId }) => [uaId, foreignId] as const)
}

/** Pairs of communities of the registry that both lie abroad. */
async function foreignLinks(db: Db): Promise<(readonly [string, string])[]> {
  const rows = await db
    .selectFrom('foreignLinks')
    .select(['aId', 'bId'])
    .orderBy('aId')
    .orderBy('bId')
    .execute()
  return rows.map(({ aId, bId }) => [aId, bId] as const)
}

/** All partnerships of the registry, as pairs of ids. */
export const pairsForScoring = async (db: Db): Promise<(readonly [string, string])[]> => [
  ...(await partnerships(db)),
  ...(await foreignLinks(db)),
]

async function worldAround(db: Db): Promise<WorldPairs> {
  const numbered = await db
    .selectFrom('communities')
    .select(['id', 'geonamesId'])
    .where('geonamesId', 'is not', null)
    .execute()
  return worldPairs(new Map(numbered.map(({ id, geonamesId }) => [geonamesId!, id])))
}

/** Evidence from the registry's partnerships and from those between other places of the world. */
export async function evidenceForScoring(db: Db, profiles: readonly CommunityProfile[]): Promise<Evidence> {
  const world = await worldAround(db)
  return gatherEvidence([...profiles, ...world.places], [...(await pairsForScoring(db)), ...world.pairs])
}

/** What a night would score, as plain data that another thread can take: it gathers the evidence itself. */
export async function nightWorld(db: Db): Promise<NightWorld> {
  const profiles = await profilesForScoring(db)
  const world = await worldAround(db)
  const silent = await notLooking(db)
  const decided = await decidedPairs(db)
  return {
    profiles,
    places: world.places,
    partnerships: await partnerships(db),
    links: [...(await foreignLinks(db)), ...world.pairs],
    open: profiles.map(({ id }) => id).filter((id) => !silent.has(id)),
    closed: decided.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)),
  }
}
