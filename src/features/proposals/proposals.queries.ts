// Questions about proposals, and the rows a decision writes.
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Score } from '../../scoring/score.js'
import { notLooking } from '../our-community/index.js'
import { arePartners, storedScore } from '../pairs/index.js'
import type { DecisionReason, ProposalState, Standing } from './proposals.model.js'
import type { Rationale } from './rationale.model.js'

/** What every page about a proposal is made of. */
export const proposalColumns = [
  'proposals.id',
  'proposals.uaId',
  'proposals.foreignId',
  'proposals.state',
  'proposals.total',
  'proposals.coverage',
  'proposals.parts',
  'proposals.sides',
  'proposals.weights',
  'proposals.offeredAt',
  'proposals.waitsSince',
  'proposals.scoredAt',
  'proposals.postponedUntil',
  'proposals.decidedAt',
  'proposals.reason',
  'proposals.note',
  'proposals.askedAt',
] as const

/** One proposal, with the name of whoever decided it last. */
export const proposalById = (db: Db, id: string) =>
  db
    .selectFrom('proposals')
    .leftJoin('accounts', 'accounts.id', 'proposals.decidedBy')
    .innerJoin('communities', 'communities.id', 'proposals.uaId')
    .select([...proposalColumns, 'accounts.name as decidedBy'])
    .select(['proposals.rationale', 'proposals.roundId', 'communities.regionCode'])
    .where('proposals.id', '=', id)
    .executeTakeFirst()
export type OneProposal = NonNullable<Awaited<ReturnType<typeof proposalById>>>

export type ProposalRow = Omit<OneProposal, 'decidedBy' | 'rationale' | 'roundId' | 'regionCode'>

/** What has become of the proposals with a community, by the other one's id. */
export async function statesWith(db: Db, communityId: string): Promise<Map<string, ProposalState>> {
  const rows = await db
    .selectFrom('proposals')
    .select(['uaId', 'foreignId', 'state'])
    .where(({ eb, or }) => or([eb('uaId', '=', communityId), eb('foreignId', '=', communityId)]))
    .execute()
  return new Map(
    rows.map(({ uaId, foreignId, state }) => [uaId === communityId ? foreignId : uaId, state] as const),
  )
}

/** The proposal of a pair, held until the transaction ends. */
export const proposalOfPairForUpdate = (trx: Trx, uaId: string, foreignId: string) =>
  trx
    .selectFrom('proposals')
    .select(['id', 'state'])
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .forUpdate()
    .executeTakeFirst()

/** One proposal, held until the transaction ends: whoever comes second sees what the first decided. */
export const proposalForUpdate = (trx: Trx, id: string) =>
  trx.selectFrom('proposals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export type HeldProposal = NonNullable<Awaited<ReturnType<typeof proposalForUpdate>>>

export interface Decided {
  state: ProposalState
  decidedBy: string
  decidedAt: Date
  postponedUntil: Date | null
  reason: DecisionReason | null
  note: string | null
  rationale: Rationale
}

export async function saveDecision(trx: Trx, id: string, { rationale, ...decided }: Decided): Promise<void> {
  await trx
    .updateTable('proposals')
    .set({ ...decided, rationale: JSON.stringify(rationale) })
    .where('id', '=', id)
    .execute()
}

export interface Reopened {
  decidedBy: string
  decidedAt: Date
  waitsSince: Date | null
}

/** A decided proposal is offered again, without what the decision said and was based on. */
export async function saveReopened(trx: Trx, id: string, reopened: Reopened): Promise<void> {
  const undecided = { postponedUntil: null, reason: null, note: null, rationale: null }
  await trx
    .updateTable('proposals')
    .set({ state: 'offered', ...undecided, ...reopened })
    .where('id', '=', id)
    .execute()
}

/** Countries of the two communities, whether they are partners on record, and which of them look for nobody. */
export async function standingOf(trx: Db | Trx, uaId: string, foreignId: string): Promise<Standing> {
  const [ua, foreign] = await Promise.all(
    [uaId, foreignId].map((id) =>
      trx
        .selectFrom('communities')
        .select(['country', 'standing'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    ),
  )
  const silent = await notLooking(trx)
  return {
    uaCountry: ua!.country,
    foreignCountry: foreign!.country,
    occupied: [ua, foreign].some((end) => end?.standing === 'occupied'),
    partnered: await arePartners(trx, uaId, foreignId),
    silent: [uaId, foreignId].filter((id) => silent.has(id)),
  }
}

/** What was decided before about other pairs of either community, newest first; of one oblast when named. */
export const decidedPairsOf = (
  db: Db,
  { uaId, foreignId }: { uaId: string; foreignId: string },
  region: string | undefined,
  limit: number,
) =>
  db
    .selectFrom('proposals')
    .leftJoin('introductions', 'introductions.proposalId', 'proposals.id')
    .select([
      'proposals.id',
      'proposals.uaId',
      'proposals.foreignId',
      'proposals.state',
      'proposals.decidedAt',
    ])
    .select(['proposals.reason', 'proposals.note', 'proposals.postponedUntil'])
    .select(['introductions.id as introductionId', 'introductions.state as introductionState'])
    .where(({ eb, or, and, not }) =>
      and([
        or([eb('proposals.uaId', '=', uaId), eb('proposals.foreignId', '=', foreignId)]),
        not(and([eb('proposals.uaId', '=', uaId), eb('proposals.foreignId', '=', foreignId)])),
      ]),
    )
    .where('proposals.decidedAt', 'is not', null)
    .$if(region !== undefined, (query) =>
      query.where('proposals.uaId', 'in', (sub) =>
        sub.selectFrom('communities').select('id').where('regionCode', '=', region!),
      ),
    )
    .orderBy('proposals.decidedAt', 'desc')
    .limit(limit)
    .execute()

/** A stored score, as scoring gave it. */
export const scoreOf = (
  row: Pick<ProposalRow, 'uaId' | 'foreignId' | 'total' | 'coverage' | 'parts' | 'sides' | 'weights'>,
): Score => storedScore(row)
