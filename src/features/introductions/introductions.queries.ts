// Questions about introductions, and the rows their actions write.
import { sql, type Selectable } from 'kysely'
import type { Side } from '../pairs/pairs.model.js'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import type { IntroductionState } from './introductions.model.js'

export type SideRow = Selectable<Database['introductionSides']>
export type IntroductionRow = Selectable<Database['introductions']>

export interface Introduction extends IntroductionRow {
  sides: Record<Side, SideRow>
}

async function withSides(db: Db | Trx, rows: readonly IntroductionRow[]): Promise<Introduction[]> {
  if (rows.length === 0) return []
  const sides: SideRow[] = await db
    .selectFrom('introductionSides')
    .selectAll()
    .where(
      'introductionId',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const sideOf = (id: string, side: Side) => {
    const found = sides.find((row) => row.introductionId === id && row.side === side)
    if (!found) throw new Error(`Introduction ${id} has no side ${side}`)
    return found
  }
  return rows.map((row) => ({
    ...row,
    sides: { ua: sideOf(row.id, 'ua'), foreign: sideOf(row.id, 'foreign') },
  }))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isUuid = (id: string): boolean => uuid.test(id)

export async function introductionById(db: Db, id: string): Promise<Introduction | undefined> {
  if (!isUuid(id)) return undefined
  const rows = await db.selectFrom('introductions').selectAll().where('id', '=', id).execute()
  return (await withSides(db, rows))[0]
}

/** These introductions, in this order. */
export async function introductionsWith(db: Db, ids: readonly string[]): Promise<Introduction[]> {
  const rows = await db
    .selectFrom('introductions')
    .selectAll()
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  const found = await withSides(db, rows)
  return ids.flatMap((id) => found.find((each) => each.id === id) ?? [])
}

/** One introduction, held until the transaction ends, so that two answers never cross. */
export async function introductionForUpdate(trx: Trx, id: string): Promise<Introduction | undefined> {
  const rows = await trx.selectFrom('introductions').selectAll().where('id', '=', id).forUpdate().execute()
  return (await withSides(trx, rows))[0]
}

export async function insertIntroduction(trx: Trx, { sides, ...row }: Introduction): Promise<void> {
  await trx.insertInto('introductions').values(row).execute()
  const rows = [sides.ua, sides.foreign].map(({ written: _keptLater, ...side }) => side)
  await trx.insertInto('introductionSides').values(rows).execute()
}

/** What a side says when it answers. */
export type Given = Pick<SideRow, 'answer' | 'answeredAt' | 'words' | 'shareWords' | 'restUntil'> &
  Pick<SideRow, 'callOn' | 'callAt' | 'callZone'>

export async function saveAnswer(
  trx: Trx,
  { introductionId, side }: Pick<SideRow, 'introductionId' | 'side'>,
  given: Given,
): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set(given)
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .execute()
}

export async function saveReminded(
  trx: Trx,
  { introductionId, side }: Pick<SideRow, 'introductionId' | 'side'>,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set({ remindedAt: at })
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .execute()
}

/** How it ended, or until when it rests. */
export async function saveState(
  trx: Trx,
  { id, state, closedAt, closedAs, restUntil }: IntroductionRow,
): Promise<void> {
  const change = { state, closedAt, closedAs, restUntil }
  await trx.updateTable('introductions').set(change).where('id', '=', id).execute()
}

/** The introductions a community is or was a side of, newest first. */
export async function introductionsOf(db: Db, communityId: string): Promise<Introduction[]> {
  const rows = await db
    .selectFrom('introductions')
    .innerJoin('introductionSides', 'introductionSides.introductionId', 'introductions.id')
    .selectAll('introductions')
    .where('introductionSides.communityId', '=', communityId)
    .orderBy('introductions.openedAt', 'desc')
    .orderBy('introductions.id')
    .execute()
  return withSides(db, rows)
}

/** Ids of all introductions a community is or was a side of, in an order that is the same for everybody. */
export async function introductionIdsOf(db: Db | Trx, communityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('introductionSides')
    .select('introductionId')
    .where('communityId', '=', communityId)
    .orderBy('introductionId')
    .execute()
  return rows.map(({ introductionId }) => introductionId)
}

/** Empties what a side's people wrote, and how to reach them. */
export async function forgetSide(trx: Trx, introductionId: string, side: Side): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set({ contactName: '', contactEmail: '', words: null, written: null, writtenBy: null })
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .execute()
  await trx
    .updateTable('milestones')
    .set({ note: null })
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .execute()
}

/** Deletes all letters about one thing, and those of some kinds about another. */
export async function forgetLetters(
  trx: Trx,
  { allAbout, someAbout, letters }: { allAbout: string; someAbout: string; letters: readonly string[] },
): Promise<void> {
  await trx
    .deleteFrom('letters')
    .where(({ eb, or, and }) =>
      or([eb('about', '=', allAbout), and([eb('about', '=', someAbout), eb('letter', 'in', [...letters])])]),
    )
    .execute()
}

/**
 * Introductions with a silent side that has had no reminder for as many days as it may be silent. The days
 * count from the letter that asked, or from when staff last gave more time.
 */
export async function idsToRemind(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('introductions')
    .innerJoin('introductionSides', 'introductionSides.introductionId', 'introductions.id')
    .select('introductions.id')
    .distinct()
    .where('introductions.state', '=', 'awaiting')
    .where('introductionSides.answer', 'is', null)
    .where('introductionSides.remindedAt', 'is', null)
    .where(isSilentEnough(now))
    .execute()
  return rows.map(({ id }) => id)
}

const isSilentEnough = (now: Date) => sql<boolean>`
  greatest(coalesce(introduction_sides.asked_at, introductions.opened_at), introductions.extended_at)
    <= ${now}::timestamptz - introductions.remind_after_days * interval '1 day'`

/** Introductions still awaiting answers although their time is over. */
export async function idsToClose(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('introductions')
    .select('id')
    .where('state', '=', 'awaiting')
    .where('answersUntil', '<=', now)
    .execute()
  return rows.map(({ id }) => id)
}

/** Introductions with nothing but a no that was given before a moment. */
export async function idsRefused(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('introductions')
    .innerJoin('introductionSides', 'introductionSides.introductionId', 'introductions.id')
    .select('introductions.id')
    .where('introductions.state', '=', 'awaiting')
    .where('introductionSides.answer', '=', 'no')
    .where('introductionSides.answeredAt', '<=', before)
    .execute()
  return rows.map(({ id }) => id)
}

const inState = (db: Db, state: IntroductionState | 'all') =>
  db
    .selectFrom('introductions')
    .$if(state !== 'all', (query) => query.where('state', '=', state as IntroductionState))

/** One page of introductions: those that wait, oldest first; all others, newest first. */
export async function introductionsIn(
  db: Db,
  state: IntroductionState | 'all',
  limit: number,
  offset: number,
): Promise<Introduction[]> {
  const rows = await inState(db, state)
    .selectAll()
    .orderBy('openedAt', state === 'awaiting' ? 'asc' : 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return withSides(db, rows)
}

export async function countIntroductions(db: Db, state: IntroductionState | 'all'): Promise<number> {
  const { count } = await inState(db, state)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The introduction that follows from a proposal, if it was approved. */
export async function introductionOfProposal(db: Db, proposalId: string): Promise<Introduction | undefined> {
  const rows = await db.selectFrom('introductions').selectAll().where('proposalId', '=', proposalId).execute()
  return (await withSides(db, rows))[0]
}

/** The score a pair was approved with. */
export const approvedScore = (db: Db | Trx, proposalId: string) =>
  db
    .selectFrom('proposals')
    .select(['uaId', 'foreignId', 'total', 'coverage', 'parts', 'sides', 'weights'])
    .where('id', '=', proposalId)
    .executeTakeFirstOrThrow()
