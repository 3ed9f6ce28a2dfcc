// What staff can do about a letter in trouble.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import { queueAgain } from '../../platform/mail/outbox.js'
import { settleLetter } from './letters.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

/** Sends a letter that did not arrive once more, word for word; gives whether there was one. */
export const sendAgain = ({ db, clock }: Needs, letter: string, by: { id: string }): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const queued = await queueAgain(trx, { clock }, letter)
    if (queued) await writeEvent(trx, clock.now(), { who: by.id, did: 'sent-again', what: { letter } })
    return queued
  })

/** Notes that the trouble with a letter is dealt with in another way; gives whether there was any. */
export const settle = ({ db, clock }: Needs, letter: string, by: { id: string }): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const settled = await settleLetter(trx, letter, clock.now())
    if (settled) await writeEvent(trx, clock.now(), { who: by.id, did: 'settled-letter', what: { letter } })
    return settled
  })
