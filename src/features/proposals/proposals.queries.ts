// Questions about proposals, and the rows a decision writes.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Score } from '../../scoring/score.js'
import { notLooking } from '../our-community/index.js'
import { storedScore } from '../pairs/index.js'
import type { ProposalState, Standing } from './proposals.model.js'

const columns = [
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
  'proposals.scoredAt',
  'proposals.postponedUntil',
  'proposals.decidedAt',
  'proposals.note',
  'proposals.askedAt',
] as const

export interface ProposalFilter {
  state: ProposalState | 'all'
  /** Only those a community asked for. */
  asked?: boolean
  region?: string | undefined
  country?: string | undefined
  /** Only pairs with one of these communities. */
  communities?: readonly string[] | undefined
}

/** Communities that lie in a region or a country. */
const lyingIn = (db: Db, column: 'regionCode' | 'country', code: string) =>
  db.selectFrom('communities').select('id').where(column, '=', code)

const filtered = (db: Db, { state, asked = false, region, country, communities }: ProposalFilter) =>
  db
    .selectFrom('proposals')
    .$if(state !== 'all', (query) => query.where('proposals.state', '=', state as ProposalState))
    .$if(asked, (query) => query.where('proposals.askedAt', 'is not', null))
    .$if(region !== undefined, (query) =>
      query.where('proposals.uaId', 'in', lyingIn(db, 'regionCode', region!)),
    )
    .$if(country !== undefined, (query) =>
      query.where('proposals.foreignId', 'in', lyingIn(db, 'country', country!)),
    )
    .$if(communities !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or([
          eb('proposals.uaId', '=', sql<string>`any(${communities}::text[])`),
          eb('proposals.foreignId', '=', sql<string>`any(${communities}::text[])`),
        ]),
      ),
    )

const inOrder = sql`proposals.asked_at is null, proposals.total desc, proposals.id`

/**
 * One page of proposals: those a community asked for, then the others, each best first. Only ids are
 * sorted: a row with its score is some kilobytes wide.
 */
export const bestProposals = (db: Db, filter: ProposalFilter, limit: number, offset: number) =>
  db
    .selectFrom('proposals')
    .select(columns)
    .where(
      'proposals.id',
      'in',
      filtered(db, filter).select('proposals.id').orderBy(inOrder).limit(limit).offset(offset),
    )
    .orderBy(inOrder)
    .execute()

export type ProposalRow = Awaited<ReturnType<typeof bestProposals>>[number]

export async function countProposals(db: Db, filter: ProposalFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The oblasts and countries that proposals exist for. */
export async function placesOfProposals(db: Db): Promise<{ regions: string[]; countries: string[] }> {
  const proposed = (end: 'proposals.uaId' | 'proposals.foreignId') =>
    db
      .selectFrom('communities')
      .distinct()
      .where(({ exists, selectFrom }) =>
        exists(selectFrom('proposals').select('proposals.id').whereRef(end, '=', 'communities.id')),
      )
  const regions = await proposed('proposals.uaId').select('regionCode').execute()
  const countries = await proposed('proposals.foreignId').select('country').execute()
  return {
    regions: regions.flatMap(({ regionCode }) => regionCode ?? []),
    countries: countries.map(({ country }) => country),
  }
}

/** The names of regions by their code. */
export async function regionsByCode(db: Db, codes: readonly string[]) {
  const rows = await db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return rows.map((row) => [row.code, row] as const)
}

/** One proposal, with the name of whoever decided it last. */
export const proposalById = (db: Db, id: string) =>
  db
    .selectFrom('proposals')
    .leftJoin('accounts', 'accounts.id', 'proposals.decidedBy')
    .select([...columns, 'accounts.name as decidedBy'])
    .where('proposals.id', '=', id)
    .executeTakeFirst()

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
  note: string | null
}

export async function saveDecision(trx: Trx, id: string, decided: Decided): Promise<void> {
  await trx.updateTable('proposals').set(decided).where('id', '=', id).execute()
}

/** Countries of the two communities, whether they are partners on record, and which of them look for nobody. */
export async function standingOf(trx: Db | Trx, uaId: string, foreignId: string): Promise<Standing> {
  const countryOf = (id: string) =>
    trx.selectFrom('communities').select('country').where('id', '=', id).executeTakeFirstOrThrow()
  const partnership = await trx
    .selectFrom('partnerships')
    .select('status')
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .where('status', '!=', 'terminated')
    .executeTakeFirst()
  const silent = await notLooking(trx)
  return {
    uaCountry: (await countryOf(uaId)).country,
    foreignCountry: (await countryOf(foreignId)).country,
    partnered: partnership !== undefined,
    silent: [uaId, foreignId].filter((id) => silent.has(id)),
  }
}

/** What was decided before about other pairs of either community, newest first. */
export const decidedPairsOf = (db: Db, uaId: string, foreignId: string, limit: number) =>
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
    .select(['proposals.note', 'proposals.postponedUntil'])
    .select(['introductions.id as introductionId', 'introductions.state as introductionState'])
    .where(({ eb, or, and, not }) =>
      and([
        or([eb('proposals.uaId', '=', uaId), eb('proposals.foreignId', '=', foreignId)]),
        not(and([eb('proposals.uaId', '=', uaId), eb('proposals.foreignId', '=', foreignId)])),
      ]),
    )
    .where('proposals.decidedAt', 'is not', null)
    .orderBy('proposals.decidedAt', 'desc')
    .limit(limit)
    .execute()

/** A stored score, as scoring gave it. */
export const scoreOf = (
  row: Pick<ProposalRow, 'uaId' | 'foreignId' | 'total' | 'coverage' | 'parts' | 'sides' | 'weights'>,
): Score => storedScore(row)
