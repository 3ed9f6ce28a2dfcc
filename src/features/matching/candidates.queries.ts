// Who fits one community, for its page: scored when asked, from a picture of the registry that is taken
// anew only after something in it has changed.
import { sql } from 'kysely'
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import type { Evidence } from '../../scoring/evidence.js'
import { pairKey, type CommunityProfile } from '../../scoring/profile.js'
import { bestFor } from '../../scoring/rank.js'
import { currentWeights } from '../../scoring/weights.js'
import type { FindCandidates } from '../communities/communities.model.js'
import { evidenceForScoring, profilesForScoring } from './matching.queries.js'

interface Picture {
  /** The last change it knows of. */
  seq: number
  profiles: CommunityProfile[]
  byId: ReadonlyMap<string, CommunityProfile>
  evidence: Evidence
}

/** How many changes the registry has ever seen; triggers count them, whoever makes them. */
async function lastChange(db: Db): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select pg_sequence_last_value('index_changes_seq_seq'::regclass) as seq`.execute(db)
  return rows[0]?.seq ?? 0
}

async function takePicture(db: Db, seq: number): Promise<Picture> {
  const profiles = await profilesForScoring(db)
  const evidence = await evidenceForScoring(db, profiles)
  return { seq, profiles, byId: new Map(profiles.map((profile) => [profile.id, profile])), evidence }
}

const proposalsOf = (db: Db, id: string) =>
  db
    .selectFrom('proposals')
    .select(['id', 'uaId', 'foreignId', 'state'])
    .where((eb) => eb.or([eb('uaId', '=', id), eb('foreignId', '=', id)]))
    .execute()

/** Finds the best candidates; pairs that are decided already are not among them. */
export function candidateFinder({ db }: Pick<AppContext, 'db'>): FindCandidates {
  let picture: Picture | undefined
  return async (communityId, limit) => {
    const seq = await lastChange(db)
    if (picture?.seq !== seq) picture = await takePicture(db, seq)
    const { byId, profiles, evidence } = picture
    const community = byId.get(communityId)
    if (!community) return []
    const proposals = await proposalsOf(db, communityId)
    const decided = proposals.filter(({ state }) => state === 'approved' || state === 'rejected')
    const closed = new Set(decided.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
    const open = new Map(proposals.map(({ id, uaId, foreignId }) => [pairKey(uaId, foreignId), id]))
    return bestFor(community, profiles, closed, evidence, currentWeights, limit).map((score) => ({
      score,
      proposalId: open.get(pairKey(score.uaId, score.foreignId)),
    }))
  }
}
