// Questions about the queue: which proposals a filter finds, in which order, how many.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'
import type { ProposalsFilter } from './queue.forms.js'
import type { ProposalState } from './proposals.model.js'
import { proposalColumns } from './proposals.queries.js'

export interface ProposalFilter {
  state: ProposalState | 'all'
  /** Only those a community asked for. */
  asked?: boolean | undefined
  region?: string | undefined
  country?: string | undefined
  /** A topic of either side. */
  topic?: string | undefined
  /** At least so many points of 100. */
  least?: number | undefined
  waitsSinceBefore?: Date | undefined
  /** Taken by this account; null: by nobody. */
  takenBy?: string | null | undefined
  /** Asked for or taken, and without a contact on one side. */
  stuck?: boolean | undefined
  /** Of one accepted round. */
  round?: string | undefined
  /** Only pairs with one of these communities. */
  communities?: readonly string[] | undefined
}

/** Communities that lie in a region or a country. */
const lyingIn = (db: Db, column: 'regionCode' | 'country', code: string) =>
  db.selectFrom('communities').select('id').where(column, '=', code)

const withTopic = (db: Db, topic: string) =>
  db.selectFrom('communityTopics').select('communityId').where('topic', '=', topic)

/** The proposals a filter finds, for whoever lists, counts or exports them. */
export const filteredProposals = (db: Db, filter: ProposalFilter) => {
  const { state, asked, region, country, topic, least, waitsSinceBefore, takenBy, stuck, round } = filter
  const { communities } = filter
  return (
    db
      .selectFrom('proposals')
      .$if(state !== 'all', (query) => query.where('proposals.state', '=', state as ProposalState))
      .$if(asked === true, (query) => query.where('proposals.askedAt', 'is not', null))
      .$if(region !== undefined, (query) =>
        query.where('proposals.uaId', 'in', lyingIn(db, 'regionCode', region!)),
      )
      .$if(country !== undefined, (query) =>
        query.where('proposals.foreignId', 'in', lyingIn(db, 'country', country!)),
      )
      .$if(topic !== undefined, (query) =>
        query.where(({ eb, or }) =>
          or([
            eb('proposals.uaId', 'in', withTopic(db, topic!)),
            eb('proposals.foreignId', 'in', withTopic(db, topic!)),
          ]),
        ),
      )
      // As points are shown: 0.29 of a total is 28 points in this arithmetic, here and on the page.
      .$if(least !== undefined, (query) => query.where(sql<boolean>`proposals.total * 100 >= ${least}`))
      .$if(waitsSinceBefore !== undefined, (query) => query.where(waitsSince, '<=', waitsSinceBefore!))
      .$if(takenBy === null, (query) => query.where('proposals.takenBy', 'is', null))
      .$if(typeof takenBy === 'string', (query) => query.where('proposals.takenBy', '=', takenBy!))
      .$if(stuck === true, (query) => query.where(isStuck))
      .$if(round !== undefined, (query) => query.where('proposals.roundId', '=', round!))
      .$if(communities !== undefined, (query) =>
        query.where(({ eb, or }) =>
          or([
            eb('proposals.uaId', '=', sql<string>`any(${communities}::text[])`),
            eb('proposals.foreignId', '=', sql<string>`any(${communities}::text[])`),
          ]),
        ),
      )
  )
}

/** Somebody waits for it, and there is nobody to write to on one side. */
export const isStuck = sql<boolean>`(
  (proposals.asked_at is not null or proposals.taken_by is not null)
  and (select count(*) from contacts
    where contacts.community_id in (proposals.ua_id, proposals.foreign_id)) < 2)`

/** Since when it has been waiting: the time it lay decided does not count. */
export const waitsSince = sql<Date>`coalesce(proposals.waits_since, proposals.offered_at)`

const inOrder: Record<ProposalsFilter['order'], ReturnType<typeof sql>> = {
  asked: sql`proposals.asked_at is null, proposals.total desc, proposals.id`,
  best: sql`proposals.total desc, proposals.id`,
  oldest: sql`${waitsSince}, proposals.id`,
}

/**
 * One page of proposals with who has taken them and the round they belong to. Ids are sorted first, and only
 * theirs are the rows that are read: a row with its score is some kilobytes wide.
 */
export async function queuedProposals(
  db: Db,
  filter: ProposalFilter,
  order: ProposalsFilter['order'],
  limit: number,
  offset: number,
) {
  const found = await filteredProposals(db, filter)
    .select('proposals.id')
    .orderBy(inOrder[order])
    .limit(limit)
    .offset(offset)
    .execute()
  const ids = found.map(({ id }) => id)
  return db
    .selectFrom('proposals')
    .leftJoin('accounts as holder', 'holder.id', 'proposals.takenBy')
    .leftJoin('rounds', 'rounds.id', 'proposals.roundId')
    .select(proposalColumns)
    .select(['proposals.takenBy', 'holder.name as holder', 'rounds.name as round'])
    .where('proposals.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy(inOrder[order])
    .execute()
}

export type QueuedProposal = Awaited<ReturnType<typeof queuedProposals>>[number]

// Where a proposal stands in each order, as a row that can be compared.
const placeIn: Record<ProposalsFilter['order'], ReturnType<typeof sql>> = {
  asked: sql`proposals.asked_at is null, -proposals.total, proposals.id`,
  best: sql`-proposals.total, proposals.id`,
  oldest: inOrder.oldest,
}

/**
 * The proposal after this one in a list, and how many others the list has. One that was just decided has left
 * it: then the one that was `meant` to come next. After the last comes the first.
 */
export async function nextInList(
  db: Db,
  filter: ProposalFilter,
  order: ProposalsFilter['order'],
  id: string,
  meant: string = id,
) {
  const list = filteredProposals(db, filter).select(['proposals.id', 'uaId', 'foreignId'])
  const named = (one: string) => list.where('proposals.id', '=', one).executeTakeFirst()
  const first = () => list.orderBy(inOrder[order]).limit(1).executeTakeFirst()
  const after = () =>
    list
      .where(
        sql<boolean>`(${placeIn[order]}) > (select ${placeIn[order]} from proposals where proposals.id = ${id})`,
      )
      .orderBy(inOrder[order])
      .limit(1)
      .executeTakeFirst()
  const here = await named(id)
  const next = (await (here ? after() : named(meant))) ?? (await first())
  if (!next || next.id === id) return undefined
  return { ...next, others: (await countProposals(db, filter)) - (here ? 1 : 0) }
}

/** Every proposal that a filter finds, in the order of the list. */
export async function idsOfProposals(
  db: Db,
  filter: ProposalFilter,
  order: ProposalsFilter['order'],
): Promise<string[]> {
  const rows = await filteredProposals(db, filter).select('proposals.id').orderBy(inOrder[order]).execute()
  return rows.map(({ id }) => id)
}

export async function countProposals(db: Db, filter: ProposalFilter): Promise<number> {
  const { count } = await filteredProposals(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/**
 * The oblasts and countries that proposals exist for. Each community is looked up in an index once; joined the
 * usual way, all proposals would be read.
 */
export async function placesOfProposals(db: Db): Promise<{ regions: string[]; countries: string[] }> {
  const proposed = (end: 'proposals.uaId' | 'proposals.foreignId') =>
    db
      .selectFrom('communities')
      .distinct()
      .where(({ selectFrom }) =>
        selectFrom('proposals')
          .select(sql<boolean>`true`.as('is'))
          .whereRef(end, '=', 'communities.id')
          .limit(1),
      )
  const regions = await proposed('proposals.uaId').where('country', '=', 'UA').select('regionCode').execute()
  const countries = await proposed('proposals.foreignId')
    .where('country', '!=', 'UA')
    .select('country')
    .execute()
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
