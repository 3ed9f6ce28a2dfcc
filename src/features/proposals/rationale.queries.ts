// What a decision is based on: read in the transaction that decides, and for the sheet of a pair that nobody
// has decided on.
import type { Db, Trx } from '../../platform/db/connect.js'
import { openIntroductionsOf } from '../introductions/index.js'
import { communityFacts } from '../pairs/index.js'
import type { Decision } from './proposals.model.js'
import { roundOf } from './proposals-of-rounds.queries.js'
import { scoreOf, type HeldProposal } from './proposals.queries.js'
import { capsOf, type Rationale } from './rationale.model.js'

type Scored = Pick<
  HeldProposal,
  'id' | 'uaId' | 'foreignId' | 'total' | 'coverage' | 'parts' | 'sides' | 'weights' | 'scoredAt' | 'roundId'
>

/** @throws when a community of the proposal is missing */
export async function groundsOf(db: Db | Trx, proposal: Scored): Promise<Omit<Rationale, 'decision'>> {
  const { uaId, foreignId } = proposal
  const facts = await communityFacts(db, [uaId, foreignId])
  const [ua, foreign] = [facts.get(uaId), facts.get(foreignId)]
  if (!ua || !foreign) throw new Error(`A community of proposal ${proposal.id} is missing`)
  const open = await openIntroductionsOf(db, [uaId, foreignId])
  const openOf = (id: string) => open.filter(({ communityId }) => communityId === id).length
  return {
    score: scoreOf(proposal),
    scoredAt: proposal.scoredAt.toISOString(),
    facts: { ua, foreign },
    open: { ua: openOf(uaId), foreign: openOf(foreignId) },
    caps: capsOf(await roundOf(db, proposal.roundId)),
  }
}

export const rationaleOf = async (
  trx: Trx,
  proposal: HeldProposal,
  decision: Decision,
): Promise<Rationale> => ({ decision, ...(await groundsOf(trx, proposal)) })
