// Questions about proposals, and the rows a decision writes.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Score } from '../../scoring/score.js'
import { storedScore } from '../pairs/index.js'
import type { ProposalState } from './proposals.model.js'

/** Proposals with their pair's countries, in the shape every page starts from. */
const proposals = (db: Db) =>
  db
    .selectFrom('proposals')
    .innerJoin('communities as ua', 'ua.id', 'proposals.uaId')
    .innerJoin('communities as foreign', 'foreign.id', 'proposals.foreignId')

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
] as const

export interface ProposalFilter {
  state: ProposalState | 'all'
  region?: string | undefined
  country?: string | undefined
  /** Only pairs with one of these communities. */
  communities?: readonly string[] | undefined
}

const filtered = (db: Db, { state, region, country, communities }: ProposalFilter) =>
  proposals(db)
    .$if(state !== 'all', (query) => query.where('proposals.state', '=', state as ProposalState))
    .$if(region !== undefined, (query) => query.where('ua.regionCode', '=', region!))
    .$if(country !== undefined, (query) => query.where('foreign.country', '=', country!))
    .$if(communities !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or([
          eb('proposals.uaId', '=', sql<string>`any(${communities}::text[])`),
          eb('proposals.foreignId', '=', sql<string>`any(${communities}::text[])`),
        ]),
      ),
    )

/** One page of proposals, best first. */
export const bestProposals = (db: Db, filter: ProposalFilter, limit: number, offset: number) =>
  filtered(db, filter)
    .select(columns)
    .orderBy('proposals.total', 'desc')
    .orderBy('proposals.id')
    .limit(limit)
    .offset(offset)
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
  proposals(db)
    .leftJoin('accounts', 'accounts.id', 'proposals.decidedBy')
    .select([...columns, 'accounts.name as decidedBy'])
    .where('proposals.id', '=', id)
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

/** Countries of the two communities, and whether they are partners on record. */
export async function standingOf(trx: Db | Trx, uaId: string, foreignId: string) {
  const countryOf = (id: string) =>
    trx.selectFrom('communities').select('country').where('id', '=', id).executeTakeFirstOrThrow()
  const partnership = await trx
    .selectFrom('partnerships')
    .select('status')
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .where('status', '!=', 'terminated')
    .executeTakeFirst()
  return {
    uaCountry: (await countryOf(uaId)).country,
    foreignCountry: (await countryOf(foreignId)).country,
    partnered: partnership !== undefined,
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
