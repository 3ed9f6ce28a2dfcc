// The outbox: a letter is a row, written in the transaction that causes it and sent afterwards
// (outbox-sending.ts). What was queued is what is sent: the words of a row never change.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { AppContext } from '../../context.js'
import type { Db, Trx } from '../db/connect.js'
import type { Letter } from './letter.js'
import { oneLine } from './one-line.js'
import { renderLetter } from './render-letter.js'
import { domainOf, travelOf } from './travel.js'

export { pauseAfter } from './outbox-pace.js'
export { sendWaitingLetters, type Sending, type Sent } from './outbox-sending.js'

type Needs = Pick<AppContext, 'clock' | 'config'>

/** A person's address as a header has it; marks that mean something there become spaces. */
const formatted = ({ name, email }: { name: string; email: string }) =>
  `${oneLine(name.replace(/[<>@,;:"()[\]\\]/g, ' '), 120)} <${oneLine(email, 254)}>`

/** Writes a letter as it will be sent, inside the caller's transaction; gives its id. */
export async function queueLetter(trx: Trx | Db, { clock, config }: Needs, letter: Letter): Promise<string> {
  const id = randomUUID()
  const now = clock.now()
  await trx
    .insertInto('letters')
    .values({
      id,
      letter: letter.letter,
      locale: letter.locale,
      about: letter.about ?? null,
      toName: oneLine(letter.to.name, 120),
      toEmail: oneLine(letter.to.email, 254),
      ...renderLetter(letter),
      messageId: `<${id}@${domainOf(config.mail.from)}>`,
      ...travelOf(letter, id, config),
      nextAttemptAt: now,
      firstTriedAt: null,
      calendar: letter.calendar ?? null,
      replyTo: letter.replyTo ? formatted(letter.replyTo) : null,
      usefulUntil: 'until' in letter.data ? letter.data.until : null,
      leasedUntil: null,
      lastAnswer: null,
      queuedAt: now,
      sentAt: null,
    })
    .execute()
  return id
}

/** Gives a letter that failed or came back, and is still of use, another three days; gives whether there was one. */
export async function queueAgain(
  trx: Trx | Db,
  { clock }: Pick<Needs, 'clock'>,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('letters')
    .set({
      state: 'queued',
      attempts: 0,
      firstTriedAt: null,
      nextAttemptAt: clock.now(),
      sentAt: null,
      returnedAt: null,
      settledAt: null,
    })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'bounced'])
    .where(({ eb, or }) => or([eb('usefulUntil', 'is', null), eb('usefulUntil', '>', clock.now())]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Deletes sign-in letters whose link expired before a moment: nobody needs to know who once asked for one. */
export async function forgetSignInLetters(db: Trx | Db, before: Date): Promise<void> {
  await db.deleteFrom('letters').where('letter', '=', 'sign-in').where('usefulUntil', '<', before).execute()
}

/** Takes every letter to an address out of the outbox, sent or not: for somebody who is to be forgotten. */
export async function forgetLettersTo(db: Trx | Db, email: string): Promise<void> {
  await db
    .deleteFrom('letters')
    .where(sql`lower(to_email)`, '=', email.toLowerCase())
    .execute()
}
