// What waits for the staff, counted: how many of a kind, and since when the oldest. `region`: a coordinator's
// oblast, in which the Ukrainian side must lie.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/connect.js'
import { isStuck, waitsSince } from './queue.queries.js'

export interface Waiting {
  count: number
  /** The moment, or the day, of the one that has waited longest. */
  oldest: Date | string | null
}

/** `column in (communities of the oblast)`, or nothing where all are meant. */
const lyingIn = (column: string, region: string | undefined): RawBuilder<unknown> =>
  region === undefined
    ? sql`true`
    : sql`${sql.ref(column)} in (select id from communities where region_code = ${region})`

async function counted(db: Db, oldest: RawBuilder<unknown>, from: RawBuilder<unknown>): Promise<Waiting> {
  const { rows } =
    await sql<Waiting>`select count(*)::int as count, min(${oldest}) as oldest ${from}`.execute(db)
  return rows[0] ?? { count: 0, oldest: null }
}

/** Proposals to decide: all of them, and those asked for, taken by this person, or stuck for want of a contact. */
export async function waitingProposals(db: Db, by: string, region: string | undefined) {
  const { rows } = await sql<
    Record<'asked' | 'offered' | 'mine' | 'stuck', number> & Record<string, Date | null>
  >`
    select
      count(asked_at)::int as asked,
      min(asked_at) as asked_oldest,
      count(*)::int as offered,
      min(${waitsSince}) as offered_oldest,
      count(*) filter (where taken_by = ${by})::int as mine,
      min(taken_at) filter (where taken_by = ${by}) as mine_oldest,
      count(*) filter (where ${isStuck})::int as stuck,
      min(coalesce(asked_at, taken_at)) filter (where ${isStuck}) as stuck_oldest
    from proposals where state = 'offered' and ${lyingIn('proposals.ua_id', region)}`.execute(db)
  const row = rows[0]!
  return {
    asked: { count: row.asked, oldest: row.askedOldest ?? null },
    offered: { count: row.offered, oldest: row.offeredOldest ?? null },
    mine: { count: row.mine, oldest: row.mineOldest ?? null },
    stuck: { count: row.stuck, oldest: row.stuckOldest ?? null },
  }
}

export const waitingInterests = (db: Db) =>
  counted(db, sql`coalesce(confirmed_at, created_at)`, sql`from interests where state = 'awaiting-review'`)

export const waitingClaims = (db: Db, region: string | undefined) =>
  counted(
    db,
    sql`coalesce(confirmed_at, created_at)`,
    sql`from claims where state = 'awaiting-review' and ${lyingIn('claims.community_id', region)}`,
  )

export const waitingConflicts = (db: Db, region: string | undefined) =>
  counted(
    db,
    sql`noted_at`,
    sql`from record_conflicts where decision is null and ${lyingIn('record_conflicts.community_id', region)}`,
  )

/** Open declarations that lapse within these days; the soonest is the oldest. */
export const lapsingDeclarations = (db: Db, from: string, to: string, region: string | undefined) =>
  counted(
    db,
    sql`until`,
    sql`from declarations where state = 'open' and until between ${from} and ${to}
      and ${lyingIn('declarations.community_id', region)}`,
  )

/** The communities of these declarations, the soonest first. */
export const declarationsLapsing = (db: Db, from: string, to: string, region: string | undefined) =>
  db
    .selectFrom('declarations')
    .select(['communityId', 'until', 'remindedAt'])
    .where('state', '=', 'open')
    .where('until', '>=', from)
    .where('until', '<=', to)
    .where(lyingIn('declarations.community_id', region) as RawBuilder<boolean>)
    .orderBy('until')
    .orderBy('communityId')
    .execute()

/** Answers that came after a moment. */
export const countAnswers = (db: Db, after: Date, region: string | undefined) =>
  counted(
    db,
    sql`sides.answered_at`,
    sql`from introduction_sides as sides
      where sides.answered_at > ${after} and sides.answer is not null
        and ${oursToSee('sides.introduction_id', region)}`,
  )

/** The introductions whose Ukrainian side lies in the oblast. */
const oursToSee = (column: string, region: string | undefined): RawBuilder<unknown> =>
  region === undefined
    ? sql`true`
    : sql`exists (select from introduction_sides as ours
        where ours.introduction_id = ${sql.ref(column)} and ours.side = 'ua'
          and ${lyingIn('ours.community_id', region)})`

/**
 * The same answers, oldest first, with the other side of each.
 * @param limit so many of them, and those of the same moment as the last; undefined for all
 */
export const answersAfter = async (db: Db, after: Date, region: string | undefined, limit?: number) => {
  const { rows } = await sql<{
    introductionId: string
    side: 'ua' | 'foreign'
    communityId: string
    otherId: string
    answer: 'yes' | 'not-now' | 'no'
    answeredAt: Date
  }>`
    select sides.introduction_id, sides.side, sides.community_id, others.community_id as other_id,
      sides.answer, sides.answered_at
    from introduction_sides as sides
    join introduction_sides as others
      on others.introduction_id = sides.introduction_id and others.side <> sides.side
    where sides.answered_at > ${after} and sides.answer is not null
      and ${oursToSee('sides.introduction_id', region)}
    order by sides.answered_at
    ${limit === undefined ? sql`` : sql`fetch first ${limit} rows with ties`}`.execute(db)
  return rows
}
export type CameAnswer = Awaited<ReturnType<typeof answersAfter>>[number]

export interface OpenStep {
  id: string
  uaId: string
  foreignId: string
  /** Who has to do the next thing: a side, both, or the staff, because a letter did not arrive. */
  holder: 'ua' | 'foreign' | 'both' | 'staff'
  since: Date
  openedAt: Date
}

/** Open introductions by who holds the next step, the longest first: a side holds it since it was last asked. */
export async function openSteps(db: Db, region: string | undefined, limit: number): Promise<OpenStep[]> {
  const { rows } = await sql<OpenStep>`
    select open.id, ua.community_id as ua_id, abroad.community_id as foreign_id, open.opened_at,
      case
        when trouble.since is not null then 'staff'
        when ua.answer is null and abroad.answer is null then 'both'
        when ua.answer is null then 'ua'
        else 'foreign'
      end as holder,
      coalesce(trouble.since, least(
        case when ua.answer is null then coalesce(ua.asked_at, open.opened_at) end,
        case when abroad.answer is null then coalesce(abroad.asked_at, open.opened_at) end
      )) as since
    from introductions as open
    join introduction_sides as ua on ua.introduction_id = open.id and ua.side = 'ua'
    join introduction_sides as abroad on abroad.introduction_id = open.id and abroad.side = 'foreign'
    left join lateral (
      select min(coalesce(letters.returned_at, letters.queued_at)) as since from letters
      where letters.about in ('introduction:' || open.id || ':ua', 'introduction:' || open.id || ':foreign')
        and letters.state in ('failed', 'bounced') and letters.settled_at is null
    ) as trouble on true
    where open.state = 'awaiting' and ${lyingIn('ua.community_id', region)}
    order by since, open.id limit ${limit}`.execute(db)
  return rows
}

export const countOpenSteps = (db: Db, region: string | undefined) =>
  counted(
    db,
    sql`opened_at`,
    sql`from introductions where state = 'awaiting' and ${oursToSee('introductions.id', region)}`,
  )

/** Until when somebody has read the answers; for who never has, since when they are here. */
export async function answersReadBy(db: Db, accountId: string): Promise<Date> {
  const { until } = await db
    .selectFrom('accounts')
    .leftJoin('answersRead', 'answersRead.accountId', 'accounts.id')
    .select(({ fn }) => fn.coalesce('answersRead.readAt', 'accounts.createdAt').as('until'))
    .where('accounts.id', '=', accountId)
    .executeTakeFirstOrThrow()
  return until
}

export async function saveAnswersRead(db: Db, accountId: string, readAt: Date): Promise<void> {
  await db
    .insertInto('answersRead')
    .values({ accountId, readAt })
    .onConflict((again) =>
      // An older page is no reason to take back what was read on a newer one.
      again.column('accountId').doUpdateSet({ readAt }).where('answersRead.readAt', '<', readAt),
    )
    .execute()
}
