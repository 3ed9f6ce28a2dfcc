// What scoring needs to know, read in one go: every community's profile, and the partnerships that
// exist as evidence.
import type { Db } from '../../platform/db/connect.js'
import { gatherEvidence, type Evidence } from '../../scoring/evidence.js'
import type { CommunityProfile, Topics } from '../../scoring/profile.js'
import { worldPairs } from './world-pairs.js'

/** Every community of the registry as scoring sees it, by id. */
export async function profilesForScoring(db: Db): Promise<CommunityProfile[]> {
  const rows = await db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode', 'kind', 'lat', 'lon', 'population', 'features'])
    .orderBy('id')
    .execute()
  const topics = await topicsForScoring(db)
  return rows.map(({ regionCode, population, ...row }) => ({
    ...row,
    region: regionCode ?? undefined,
    population: population ?? undefined,
    topics: topics.get(row.id),
  }))
}

async function topicsForScoring(db: Db): Promise<Map<string, Topics>> {
  const rows = await db
    .selectFrom('communityTopics')
    .select(['communityId', 'topic', 'direction'])
    .distinct()
    .orderBy('communityId')
    .orderBy('topic')
    .execute()
  const found = new Map<string, Record<keyof Topics, string[]>>()
  const kinds = { need: 'needs', offer: 'offers', 'both-unknown': 'themes' } as const
  for (const { communityId, topic, direction } of rows) {
    const topics = found.get(communityId) ?? { needs: [], offers: [], themes: [] }
    topics[kinds[direction]].push(topic)
    found.set(communityId, topics)
  }
  return found
}

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
