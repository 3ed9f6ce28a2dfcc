// What staff can do about a letter in trouble.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import { queueAgain } from '../../platform/mail/outbox.js'

/** Sends a failed letter once more, word for word; gives whether there was one. */
export const sendAgain = (
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  letter: string,
  by: { id: string },
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const queued = await queueAgain(trx, { clock }, letter)
    if (queued) await writeEvent(trx, clock.now(), { who: by.id, did: 'sent-again', what: { letter } })
    return queued
  })
