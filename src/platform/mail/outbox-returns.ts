// News of letters that have left: one came back, one was answered. What people wrote is not kept.
import type { Db, Trx } from '../db/connect.js'
import { oneLine } from './one-line.js'

/**
 * A server took a letter and sent it back. One still queued was in the hands of a process that died
 * after the server took it, so it came back as well. Gives whether there was such a letter.
 */
export async function noteBounce(
  db: Db | Trx,
  at: Date,
  { letters, answer }: { letters: readonly string[]; answer: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('letters')
    .set({ state: 'bounced', returnedAt: at, lastAnswer: oneLine(answer, 500), leasedUntil: null })
    .where('id', 'in', letters)
    .where('state', 'in', ['sent', 'queued'])
    .where('attempts', '>', 0)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A person answered a letter; the first answer counts. Gives whether there was such a letter. */
export async function noteReply(db: Db | Trx, at: Date, letters: readonly string[]): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('letters')
    .set({ answeredAt: at })
    .where('id', 'in', letters)
    .where('answeredAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Domains that were not written to since a moment need no row. */
export async function forgetDomains(db: Db | Trx, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('mailDomains')
    .where('freeAt', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
