// The rows of rounds: what is kept of a draft, its pairs, and who decided on it.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Score } from '../../scoring/score.js'
import { computingAtMost, pairValue, type Asked, type Pair, type Summary } from './rounds.model.js'

const read = <R extends { options: unknown; summary: unknown }>(row: R) => ({
  ...row,
  options: row.options as Asked,
  summary: row.summary as Summary | null,
})

/** A round with the names of those who made and decided it. `region`: only if it is this oblast's. */
export async function roundById(db: Db, id: string, region?: string) {
  const row = await db
    .selectFrom('rounds')
    .innerJoin('accounts as maker', 'maker.id', 'rounds.madeBy')
    .leftJoin('accounts as decider', 'decider.id', 'rounds.decidedBy')
    .selectAll('rounds')
    .select(['maker.name as maker', 'decider.name as decider'])
    .where('rounds.id', '=', id)
    .$if(region !== undefined, (query) => query.where('rounds.regionCode', '=', region!))
    .executeTakeFirst()
  return row && read(row)
}
export type Round = NonNullable<Awaited<ReturnType<typeof roundById>>>

/** A round, held until the transaction ends. */
export async function roundForUpdate(trx: Trx, id: string) {
  const row = await trx.selectFrom('rounds').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && read(row)
}
export type HeldRound = NonNullable<Awaited<ReturnType<typeof roundForUpdate>>>

/** Rounds in a state, newest first; pairs counted. */
export const roundsIn = (
  db: Db,
  state: 'draft' | 'accepted',
  region: string | undefined,
  limit: number,
  offset = 0,
) =>
  db
    .selectFrom('rounds')
    .innerJoin('accounts as maker', 'maker.id', 'rounds.madeBy')
    .leftJoin('accounts as decider', 'decider.id', 'rounds.decidedBy')
    .select(['rounds.id', 'rounds.name', 'rounds.regionCode', 'rounds.madeAt', 'rounds.computedAt'])
    .select(['rounds.decidedAt', 'rounds.note', 'maker.name as maker', 'decider.name as decider'])
    .select(({ selectFrom }) =>
      selectFrom('roundPairs')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('roundPairs.roundId', '=', 'rounds.id')
        .as('pairs'),
    )
    .where('rounds.state', '=', state)
    .$if(region !== undefined, (query) => query.where('rounds.regionCode', '=', region!))
    .orderBy('rounds.madeAt', 'desc')
    .orderBy('rounds.id')
    .limit(limit)
    .offset(offset)
    .execute()
export type ListedRound = Awaited<ReturnType<typeof roundsIn>>[number]

export async function countRounds(db: Db, state: 'draft' | 'accepted', region?: string): Promise<number> {
  const { count } = await db
    .selectFrom('rounds')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .$if(region !== undefined, (query) => query.where('regionCode', '=', region!))
    .executeTakeFirstOrThrow()
  return count
}

export interface RoundTerms {
  name: string
  regionCode: string | null
  options: Asked
  remindAfterDays: number
  closeAfterDays: number
}

/** A new draft whose computation begins; false when there is one with this id already. */
export async function insertDraft(
  db: Db,
  id: string,
  { options, ...terms }: RoundTerms,
  madeBy: string,
  madeAt: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('rounds')
    .values({
      ...terms,
      id,
      state: 'draft',
      options: JSON.stringify(options),
      madeBy,
      madeAt,
      computingSince: madeAt,
    })
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Takes the computation of a draft in hand, with new terms; false when somebody has it, or the draft is none. */
export async function claimComputation(
  db: Db,
  id: string,
  { options, ...terms }: RoundTerms,
  at: Date,
): Promise<boolean> {
  const claimed = await db
    .updateTable('rounds')
    .set({ ...terms, options: JSON.stringify(options), computingSince: at })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .where(({ eb, or }) =>
      or([
        eb('computingSince', 'is', null),
        eb('computingSince', '<', new Date(at.getTime() - computingAtMost)),
      ]),
    )
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}

/** Gives one's computation up: a draft that never had a result goes. */
export async function giveUpComputation(db: Db, id: string, since: Date): Promise<void> {
  await db
    .deleteFrom('rounds')
    .where('id', '=', id)
    .where('computingSince', '=', since)
    .where('computedAt', 'is', null)
    .execute()
  await db
    .updateTable('rounds')
    .set({ computingSince: null })
    .where('id', '=', id)
    .where('computingSince', '=', since)
    .execute()
}

/** Deletes drafts that were last made, computed or marked before a moment; gives their ids. */
export async function deleteDraftsBefore(trx: Trx, moment: Date): Promise<string[]> {
  const deleted = await trx
    .deleteFrom('rounds')
    .where('state', '=', 'draft')
    .where(sql<Date>`greatest(made_at, computing_since, computed_at, marked_at)`, '<', moment)
    .returning('id')
    .execute()
  return deleted.map(({ id }) => id)
}

export interface Computed {
  at: Date
  basis: string
  summary: Summary
  scores: readonly Score[]
  /** Those that the computation before it did not have. */
  added: readonly Pair[]
  /** When the marks it heeds were last changed. */
  markedAt: Date | null
}

/** Puts the result of a computation in the place of the one before; pairs that were not there are new. */
export async function saveComputation(
  trx: Trx,
  id: string,
  { at, basis, summary, scores, added, markedAt }: Computed,
): Promise<void> {
  await trx.deleteFrom('roundPairs').where('roundId', '=', id).execute()
  await sql`
    insert into round_pairs (round_id, ua_id, foreign_id, score, total, is_new)
    select ${id}, score->>'uaId', score->>'foreignId', score, (score->>'total')::double precision,
      (score->>'uaId') || ' ' || (score->>'foreignId') = any(${added.map(pairValue)}::text[])
    from jsonb_array_elements(${JSON.stringify(scores)}::jsonb) as score`.execute(trx)
  await trx
    .updateTable('rounds')
    .set({ computingSince: null, computedAt: at, basis, summary: JSON.stringify(summary) })
    .where('id', '=', id)
    .execute()
  // Marks that were made while it was being computed are still to be heeded.
  await trx
    .updateTable('rounds')
    .set({ markedAt: null })
    .where('id', '=', id)
    .where(sql<boolean>`marked_at is not distinct from ${markedAt}`)
    .execute()
}

/** The pairs of a round without their scores. */
export const pairsOf = (db: Db | Trx, roundId: string) =>
  db
    .selectFrom('roundPairs')
    .innerJoin('communities as foreign', 'foreign.id', 'roundPairs.foreignId')
    .select(['uaId', 'foreignId', 'total', 'isNew', 'leftOut', 'foreign.country'])
    .where('roundId', '=', roundId)
    .orderBy('total', 'desc')
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
export type RoundPair = Awaited<ReturnType<typeof pairsOf>>[number]

/** The scores of a draft's pairs; only of some communities when they are named. */
export async function scoresOfRound(
  db: Db | Trx,
  roundId: string,
  uaIds?: readonly string[],
): Promise<Score[]> {
  const rows = await db
    .selectFrom('roundPairs')
    .select('score')
    .where('roundId', '=', roundId)
    .where('score', 'is not', null)
    .$if(uaIds !== undefined, (query) =>
      query.where('uaId', '=', sql<string>`any(${[...(uaIds ?? [])]}::text[])`),
    )
    .orderBy('total', 'desc')
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
  return rows.map(({ score }) => score as Score)
}

export interface RoundDecision {
  state: 'accepted' | 'discarded'
  decidedBy: string
  decidedAt: Date
  note: string | null
}

/** Closes a draft; scores go, for the proposals have them, and a discarded one keeps no pairs. */
export async function saveRoundDecision(
  trx: Trx,
  id: string,
  decision: RoundDecision,
  leftOut: readonly (Pair & { why: string })[] = [],
): Promise<void> {
  await trx
    .updateTable('rounds')
    .set({ ...decision, computingSince: null })
    .where('id', '=', id)
    .execute()
  if (decision.state === 'discarded') {
    await trx.deleteFrom('roundPairs').where('roundId', '=', id).execute()
    await trx.deleteFrom('roundMarks').where('roundId', '=', id).execute()
    return
  }
  await trx.updateTable('roundPairs').set({ score: null, isNew: false }).where('roundId', '=', id).execute()
  await sql`
    update round_pairs set left_out = out.why
    from jsonb_to_recordset(${JSON.stringify(leftOut)}::jsonb) as out("uaId" text, "foreignId" text, why text)
    where round_id = ${id} and ua_id = out."uaId" and foreign_id = out."foreignId"`.execute(trx)
}
