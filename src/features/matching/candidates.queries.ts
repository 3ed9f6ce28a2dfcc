// Who fits one community, for its own people and for its public page: scored when asked, from a picture
// of the registry that is taken anew only after something in it has changed.
import { sql } from 'kysely'
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import type { Evidence } from '../../scoring/evidence.js'
import { pairKey, pairOf, type CommunityProfile } from '../../scoring/profile.js'
import { rankedFor, type Ranked } from '../../scoring/rank.js'
import { offeredScore } from '../../scoring/reciprocity.js'
import { otherOf, type LookAround } from '../candidates/candidates.model.js'
import type { FindCandidates } from '../communities/communities.model.js'
import { notLooking } from '../our-community/index.js'
import { declares, prospectsOf, type Prospects } from '../our-community/our-community.model.js'
import { weightsInUse } from '../weights/index.js'
import { evidenceForScoring, profilesForScoring } from './matching.queries.js'

interface Picture {
  /** The last change it knows of. */
  seq: number
  profiles: CommunityProfile[]
  byId: ReadonlyMap<string, CommunityProfile>
  evidence: Evidence
  /** Ids of those listed as looking for a partner. */
  seeking: ReadonlySet<string>
  /** What was reckoned for those who asked last: their candidates by given weights, and what their wishes mean. */
  ranked: Map<string, Ranked[]>
  prospects: Map<string, Prospects>
}

/** So much is remembered of either: as many people as look at the same time. */
const rememberedAtMost = 50

/** How many changes the registry has ever seen; triggers count them, whoever makes them. */
async function lastChange(db: Db): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select pg_sequence_last_value('index_changes_seq_seq'::regclass) as seq`.execute(db)
  return rows[0]?.seq ?? 0
}

async function takePicture(db: Db, seq: number): Promise<Picture> {
  const profiles = await profilesForScoring(db)
  const evidence = await evidenceForScoring(db, profiles)
  const seeking = await db.selectFrom('communities').select('id').where('seeking', '=', true).execute()
  return {
    seq,
    profiles,
    byId: new Map(profiles.map((profile) => [profile.id, profile])),
    evidence,
    seeking: new Set(seeking.map(({ id }) => id)),
    ranked: new Map(),
    prospects: new Map(),
  }
}

/** The newest picture; people who ask at the same moment wait for one and the same. */
function camera(db: Db): () => Promise<Picture> {
  let taken: { seq: number; picture: Promise<Picture> } | undefined
  return async () => {
    const seq = await lastChange(db)
    if (taken?.seq !== seq) {
      const picture = takePicture(db, seq)
      taken = { seq, picture }
      picture.catch(() => (taken = undefined))
    }
    return taken.picture
  }
}

/** Reckons once what is asked again and again. */
function remembered<T>(known: Map<string, T>, key: string, reckon: () => T): T {
  const found = known.get(key) ?? reckon()
  known.delete(key)
  known.set(key, found)
  const [oldest] = known.keys()
  if (known.size > rememberedAtMost && oldest !== undefined) known.delete(oldest)
  return found
}

function prospectsIn(picture: Picture, us: CommunityProfile, silent: ReadonlySet<string>): Prospects {
  const { profiles, evidence, seeking, prospects } = picture
  return remembered(prospects, [us.id, ...[...silent].sort()].join(' '), () => {
    const open = profiles.filter(({ id }) => id === us.id || !silent.has(id))
    return prospectsOf(us, open, new Set(evidence.partnersOf(us.id)), seeking)
  })
}

/** Looks around for one community after the other. */
export function lookAround({ db }: Pick<AppContext, 'db'>): LookAround {
  const newest = camera(db)
  return async (communityId) => {
    const picture = await newest()
    const { byId, profiles, evidence, seeking } = picture
    const us = byId.get(communityId)
    if (!us) return undefined
    const silent = await notLooking(db)
    const weights = await weightsInUse(db)
    return {
      us,
      ranked: remembered(picture.ranked, `${weights.version} ${us.id}`, () =>
        rankedFor(us, profiles, evidence, weights),
      ).filter((one) => !silent.has(otherOf(one, us.id).id)),
      isLooking: (candidate) => seeking.has(candidate.id) || declares(candidate),
      scoreWith: (candidateId) => {
        const other = byId.get(candidateId)
        const pair = other && pairOf(us, other)
        return pair && offeredScore(pair, evidence, weights)
      },
      prospects: () => prospectsIn(picture, us, silent),
    }
  }
}

const proposalsOf = (db: Db, id: string) =>
  db
    .selectFrom('proposals')
    .select(['id', 'uaId', 'foreignId', 'state'])
    .where((eb) => eb.or([eb('uaId', '=', id), eb('foreignId', '=', id)]))
    .execute()

/** Finds the best candidates for a public page; pairs that are decided already are not among them. */
export function candidateFinder(
  ctx: Pick<AppContext, 'db'>,
  look: LookAround = lookAround(ctx),
): FindCandidates {
  return async (communityId, limit) => {
    const outlook = await look(communityId)
    if (!outlook) return []
    const proposals = await proposalsOf(ctx.db, communityId)
    const known = new Map(proposals.map((row) => [pairKey(row.uaId, row.foreignId), row]))
    const keyOf = ({ pair }: Ranked) => pairKey(pair.ua.id, pair.foreign.id)
    return outlook.ranked
      .filter((one) => !['approved', 'rejected'].includes(known.get(keyOf(one))?.state ?? ''))
      .slice(0, limit)
      .flatMap((one) => {
        const score = outlook.scoreWith(otherOf(one, communityId).id)
        return score ? [{ score, proposalId: known.get(keyOf(one))?.id }] : []
      })
  }
}
