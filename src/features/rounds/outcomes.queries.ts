// What became of accepted rounds: their proposals, the introductions that followed, and the answers.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'

export interface RoundOutcome {
  offered: number
  /** Nobody has decided yet, or the decision was put off. */
  waiting: number
  approved: number
  rejected: number
  introduced: number
  /** Introductions in which at least one side has answered, also before both were asked again. */
  answered: number
  bothYes: number
  /** Introductions whose answers are awaited. */
  awaiting: number
}

export const nothingCame: RoundOutcome = {
  offered: 0,
  waiting: 0,
  approved: 0,
  rejected: 0,
  introduced: 0,
  answered: 0,
  bothYes: 0,
  awaiting: 0,
}

/** By the id of the round; a round without proposals is missing. */
export async function outcomesOf(db: Db, ids: readonly string[]): Promise<Map<string, RoundOutcome>> {
  const { rows } = await sql<RoundOutcome & { roundId: string }>`
    select p.round_id, count(*)::int as offered,
      count(*) filter (where p.state in ('offered', 'postponed'))::int as waiting,
      count(*) filter (where p.state = 'approved')::int as approved,
      count(*) filter (where p.state = 'rejected')::int as rejected,
      count(i.id)::int as introduced,
      count(*) filter (where exists (
        select from introduction_sides s where s.introduction_id = i.id and s.answer is not null)
        or (i.follow_ups > 0 and exists (select from events
          where did = 'answered' and what @> jsonb_build_object('introduction', i.id))))::int as answered,
      count(*) filter (where i.state = 'connected')::int as both_yes,
      count(*) filter (where i.state = 'awaiting')::int as awaiting
    from proposals p left join introductions i on i.proposal_id = p.id
    where p.round_id = any(${[...ids]}::uuid[])
    group by p.round_id`.execute(db)
  return new Map(rows.map(({ roundId, ...outcome }) => [roundId, outcome]))
}

/** The pairs of an accepted round with what became of each, best first. */
export const pairsWithOutcome = (db: Db, roundId: string) =>
  db
    .selectFrom('roundPairs')
    .innerJoin('communities as foreign', 'foreign.id', 'roundPairs.foreignId')
    .leftJoin('proposals', (join) =>
      join
        .onRef('proposals.uaId', '=', 'roundPairs.uaId')
        .onRef('proposals.foreignId', '=', 'roundPairs.foreignId'),
    )
    .leftJoin('accounts', 'accounts.id', 'proposals.decidedBy')
    .leftJoin('introductions', 'introductions.proposalId', 'proposals.id')
    .select(['roundPairs.uaId', 'roundPairs.foreignId', 'roundPairs.total', 'roundPairs.leftOut'])
    .select(['foreign.country', 'proposals.id as proposalId', 'proposals.state', 'proposals.decidedAt'])
    .select(['accounts.name as decidedBy', 'introductions.state as introduced'])
    .where('roundPairs.roundId', '=', roundId)
    .orderBy('roundPairs.total', 'desc')
    .orderBy('roundPairs.uaId')
    .orderBy('roundPairs.foreignId')
    .execute()
export type OutcomeOfPair = Awaited<ReturnType<typeof pairsWithOutcome>>[number]
