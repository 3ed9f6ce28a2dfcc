// Two records of one community may have two proposals for one pair: what they are, what came of the one that
// goes, and how that follows to the one that stays.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { PairProposal } from './merging.model.js'

const proposalsOf = (db: Db | Trx, id: string): Promise<PairProposal[]> =>
  db
    .selectFrom('proposals')
    .leftJoin('introductions', 'introductions.proposalId', 'proposals.id')
    .select(['proposals.id', 'uaId', 'foreignId', 'proposals.state', 'askedAt', 'decidedAt'])
    .select('introductions.state as introduction')
    .select(
      sql<number>`(select count(*) from milestones where introduction_id = introductions.id)`.as(
        'milestones',
      ),
    )
    .where(sql<boolean>`${id} in (ua_id, foreign_id)`)
    .execute()

/** Proposals that both records have with the same third community. */
export async function sharedProposals(
  db: Db | Trx,
  keeperId: string,
  duplicateId: string,
): Promise<{ kept: PairProposal; other: PairProposal }[]> {
  const third = ({ uaId, foreignId }: PairProposal, own: string) => (uaId === own ? foreignId : uaId)
  const ours = new Map((await proposalsOf(db, keeperId)).map((one) => [third(one, keeperId), one]))
  return (await proposalsOf(db, duplicateId)).flatMap((other) => {
    const kept = ours.get(third(other, duplicateId))
    return kept ? [{ kept, other }] : []
  })
}

/** Holds everything a merge weighs against each other until the transaction ends. */
export async function holdProposals(trx: Trx, ids: readonly string[]): Promise<void> {
  const theirs = sql`ua_id = any(${[...ids]}::text[]) or foreign_id = any(${[...ids]}::text[])`
  await sql`select id from proposals where ${theirs} order by id for update`.execute(trx)
  await sql`
    select id from introductions where proposal_id in (select id from proposals where ${theirs})
    order by id for update`.execute(trx)
}

/** A proposal that goes in a merge, as the history keeps it: how far it came and when, nobody's words. */
export interface Folded {
  id: string
  ua: string
  foreign: string
  state: PairProposal['state']
  decidedAt: string | null
  introduction: {
    id: string
    state: NonNullable<PairProposal['introduction']>
    openedAt: string
    closedAt: string | null
    answers:
      { side: 'ua' | 'foreign'; answer: 'yes' | 'not-now' | 'no' | null; answeredAt: string | null }[] | null
  } | null
}

/** What the history keeps of proposals that go. */
export async function goingWith(trx: Trx, ids: readonly string[]): Promise<Folded[]> {
  const { rows } = await sql<{ folded: Folded[] }>`
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'ua', ua_id, 'foreign', foreign_id,
      'state', p.state, 'decidedAt', decided_at, 'introduction', (
        select jsonb_build_object('id', i.id, 'state', i.state, 'openedAt', opened_at, 'closedAt', closed_at,
          'answers', (
            select jsonb_agg(jsonb_build_object('side', side, 'answer', answer, 'answeredAt', answered_at)
              order by side desc)
            from introduction_sides where introduction_id = i.id))
        from introductions i where proposal_id = p.id)) order by ua_id, foreign_id), '[]') as folded
    from proposals p where id = any(${[...ids]}::uuid[])`.execute(trx)
  return rows[0]!.folded
}

/**
 * What was recorded after the introduction of one proposal, and what associations were asked about it,
 * belongs to the other's from now on. Where both have the same, an answer is worth more than none.
 */
export async function moveOutcome(trx: Trx, fromProposal: string, toProposal: string): Promise<void> {
  const introductionOf = (proposal: string) =>
    sql`(select id from introductions where proposal_id = ${proposal})`
  const [from, to] = [introductionOf(fromProposal), introductionOf(toProposal)]
  await sql`
    update milestones as gone set introduction_id = ${to}
    where introduction_id = ${from} and ${to} is not null and not exists (
      select from milestones as kept where kept.introduction_id = ${to} and kept.side = gone.side
        and kept.kind = gone.kind and kept.on_date = gone.on_date)`.execute(trx)
  await sql`
    delete from association_copies as kept using association_copies as gone
    where kept.introduction_id = ${to} and gone.introduction_id = ${from}
      and kept.association_id = gone.association_id
      and kept.answer is null and gone.answer is not null`.execute(trx)
  await sql`
    update association_copies as gone set introduction_id = ${to}
    where introduction_id = ${from} and ${to} is not null and not exists (
      select from association_copies as kept
      where kept.introduction_id = ${to} and kept.association_id = gone.association_id)`.execute(trx)
}
