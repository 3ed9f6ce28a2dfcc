// Questions about the outbox. Staff learn what became of a letter, never what is in it: a sign-in
// letter is a key.
import type { Db, Trx } from '../../platform/db/connect.js'
import { triesBeforeTrouble } from './letters.model.js'

const aboutDelivery = [
  'id',
  'letter',
  'locale',
  'toName',
  'toEmail',
  'subject',
  'state',
  'attempts',
  'nextAttemptAt',
  'lastAnswer',
  'queuedAt',
  'sentAt',
  'about',
  'usefulUntil',
  'returnedAt',
  'answeredAt',
] as const

const inTrouble = (db: Db | Trx) =>
  db
    .selectFrom('letters')
    .where('settledAt', 'is', null)
    .where((is) =>
      is.or([
        is('state', 'in', ['failed', 'bounced']),
        is.and([is('state', '=', 'queued'), is('attempts', '>=', triesBeforeTrouble)]),
      ]),
    )

/** Letters that were refused for good, came back or keep being put off, newest first; not those settled. */
export const lettersInTrouble = (db: Db, limit: number) =>
  inTrouble(db).select(aboutDelivery).orderBy('queuedAt', 'desc').orderBy('id').limit(limit).execute()

export async function countLettersInTrouble(db: Db | Trx): Promise<number> {
  const { count } = await inTrouble(db)
    .select((count) => count.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many are in trouble, and since when the oldest. */
export const troubleWithLetters = (db: Db) =>
  inTrouble(db)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('queuedAt').as('oldest')])
    .executeTakeFirstOrThrow()

export const recentLetters = (db: Db, limit: number) =>
  db
    .selectFrom('letters')
    .select(aboutDelivery)
    .orderBy('queuedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export type Delivered = Awaited<ReturnType<typeof recentLetters>>[number]

/** One whole letter, for the mailbox page. */
export const letterById = (db: Db, id: string) =>
  db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirst()

export type WholeLetter = NonNullable<Awaited<ReturnType<typeof letterById>>>

/** Takes a letter that did not arrive off the list of troubles; gives whether it was there. */
export async function settleLetter(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('letters')
    .set({ settledAt: at })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'bounced'])
    .where('settledAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
