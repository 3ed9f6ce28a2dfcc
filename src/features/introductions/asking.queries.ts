// The letters that ask a side: whether they reached it, and what is taken back when nobody is asked by them any
// more. Beside them what staff made of the first one, for as long as it may have to be sent again.
import { sql, type Selectable } from 'kysely'
import type { Trx } from '../../platform/db/connect.js'
import type { LettersTable } from '../../platform/db/schema.js'
import type { SideWritten } from '../../platform/db/schema-introductions.js'
import { askingLetters } from '../letters/letters.model.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { letterAbout } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'

type LetterState = Selectable<LettersTable>['state']

/**
 * Takes letters to a side back: none leaves any more, none that did not arrive is in trouble or can be sent
 * again. One that is just being sent is spared; it arrives now or not at all.
 */
export async function retireLetters(
  trx: Trx,
  id: string,
  side: Side,
  at: Date,
  letters: readonly string[] = askingLetters,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({
      usefulUntil: at,
      state: sql<LetterState>`case when state = 'queued' and (leased_until > ${at}::timestamptz) is not true
        then 'lapsed' else state end`,
      settledAt: sql<Date | null>`case when state in ('failed', 'bounced')
        then coalesce(settled_at, ${at}::timestamptz) else settled_at end`,
    })
    .where('about', '=', letterAbout(id, side))
    .where('letter', 'in', [...letters])
    .execute()
}

/** More time was given: letters that were of use until then are of use for longer. */
export async function keepLettersUseful(
  trx: Trx,
  { id, answersUntil }: Pick<Introduction, 'id' | 'answersUntil'>,
  until: Date,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ usefulUntil: until })
    .where(
      'about',
      'in',
      sides.map((side) => letterAbout(id, side)),
    )
    .where('usefulUntil', '=', answersUntil)
    .execute()
}

/**
 * The sides that were never reached: of the letters that ask, not one has come to the address they have now.
 * Where there is no mail server, letters are read in the queue.
 */
export async function unreachedSides(
  trx: Trx,
  id: string,
  { at, sends }: { at: Date; sends: boolean },
): Promise<Side[]> {
  const { rows } = await sql<{ side: Side }>`
    select sides.side from introduction_sides as sides
    join letters on letters.about = 'introduction:' || sides.introduction_id || ':' || sides.side
      and letters.letter = any(${[...askingLetters]}::text[])
      and lower(letters.to_email) = lower(sides.contact_email)
    where sides.introduction_id = ${id} and sides.answer is null
    group by sides.side
    having not bool_or(letters.state = 'sent' or (letters.state = 'queued' and
      ((letters.leased_until > ${at}::timestamptz) is true or (letters.attempts = 0 and not ${sends}::boolean))))`.execute(
    trx,
  )
  return rows.map(({ side }) => side)
}

/** The sides whose letter is known not to have arrived, and nobody has dealt with it yet. */
export async function sidesInTrouble(trx: Trx, id: string, at: Date): Promise<Side[]> {
  const { rows } = await sql<{ side: Side }>`
    select distinct sides.side from introduction_sides as sides
    join letters on letters.about = 'introduction:' || sides.introduction_id || ':' || sides.side
      and letters.letter = any(${[...askingLetters]}::text[])
    where sides.introduction_id = ${id} and letters.settled_at is null
      and letters.state in ('failed', 'bounced') and letters.useful_until > ${at}::timestamptz`.execute(trx)
  return rows.map(({ side }) => side)
}

export interface KeptLetter {
  written: SideWritten | null
  writtenBy: string | null
  signerId: string
}

/** Keeps what was made of a side's letter, and who signed it. */
export async function keepLetter(
  trx: Trx,
  introductionId: string,
  side: Side,
  { written, ...who }: KeptLetter,
): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set({ written: written && JSON.stringify(written), ...who })
    .where('introductionId', '=', introductionId)
    .where('side', '=', side)
    .execute()
}

/** What was made of the letters of an introduction goes: they are not sent again. */
export async function forgetKeptLetters(trx: Trx, introductionId: string): Promise<void> {
  await trx
    .updateTable('introductionSides')
    .set({ written: null, writtenBy: null, signerId: null })
    .where('introductionId', '=', introductionId)
    .execute()
}

/** Who signed, as long as they still sign for the Association. */
export async function signerName(trx: Trx, id: string): Promise<string | undefined> {
  const signer = await trx
    .selectFrom('accounts')
    .select('name')
    .where('id', '=', id)
    .where('disabledAt', 'is', null)
    .where('forgottenAt', 'is', null)
    .executeTakeFirst()
  return signer?.name
}
