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
] as const

const inTrouble = (db: Db | Trx) =>
  db
    .selectFrom('letters')
    .where((is) =>
      is.or([
        is('state', '=', 'failed'),
        is.and([is('state', '=', 'queued'), is('attempts', '>=', triesBeforeTrouble)]),
      ]),
    )

/** Letters that were refused for good or keep being put off, newest first. */
export const lettersInTrouble = (db: Db, limit: number) =>
  inTrouble(db).select(aboutDelivery).orderBy('queuedAt', 'desc').orderBy('id').limit(limit).execute()

export async function countLettersInTrouble(db: Db | Trx): Promise<number> {
  const { count } = await inTrouble(db)
    .select((count) => count.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

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
