// The outbox: a letter is a row, written in the transaction that causes it and sent afterwards. Whoever
// sends a letter holds a lease on it; when that process dies, the lease runs out and the letter is sent
// again under the same Message-ID. So a letter may come twice, but is never lost.
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Selectable } from 'kysely'
import type { AppContext } from '../../context.js'
import type { Db, Trx } from '../db/connect.js'
import type { LettersTable } from '../db/schema.js'
import { days, later, minutes } from '../kit/clock.js'
import type { Letter } from './letter.js'
import type { Delivery, Mailer } from './mailer.js'
import { oneLine } from './one-line.js'
import { renderLetter } from './render-letter.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'mailer' | 'log'>
type StoredLetter = Selectable<LettersTable>

/** Writes a letter as it will be sent, inside the caller's transaction; gives its id. */
export async function queueLetter(
  trx: Trx | Db,
  { clock, config }: Pick<Needs, 'clock' | 'config'>,
  letter: Letter,
): Promise<string> {
  const id = randomUUID()
  const now = clock.now()
  const domain = /@([^\s>]+)>?$/.exec(config.mail.from)?.[1] ?? 'localhost'
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
      messageId: `<${id}@${domain}>`,
      nextAttemptAt: now,
      firstTriedAt: null,
      usefulUntil: 'until' in letter.data ? letter.data.until : null,
      leasedUntil: null,
      lastAnswer: null,
      queuedAt: now,
      sentAt: null,
    })
    .execute()
  return id
}

/** Longer than a mailer may take for one letter. */
const lease = minutes(2)
const patience = days(3)
const longestPause = minutes(360)

/** Milliseconds until the next try: 1, 2, 4 … minutes, at most six hours, a quarter more or less by `chance` (0–1). */
export const pauseAfter = (attempts: number, chance: number): number =>
  Math.min(minutes(2 ** (attempts - 1)), longestPause) * (0.75 + chance / 2)

export interface Sending {
  /** Letters sent at the same time. */
  slots?: number
  /** Letters after which the run ends, so that the process can be stopped between two runs. */
  atMost?: number
}

export interface Sent {
  sent: number
  later: number
  never: number
}

/** Sends what is due, in several places at once if need be. Without a mailer everything stays queued. */
export async function sendWaitingLetters(
  ctx: Needs,
  { slots = 5, atMost = 500 }: Sending = {},
): Promise<Sent> {
  const { mailer } = ctx
  const outcomes: Sent = { sent: 0, later: 0, never: 0 }
  if (!mailer) return outcomes
  let busy = 0
  let left = atMost
  const sendOne = async (): Promise<boolean> => {
    busy++
    left--
    try {
      const letter = await claimLetter(ctx)
      if (letter) outcomes[(await deliver(ctx, mailer, letter)).outcome]++
      else left++
      return letter !== undefined
    } finally {
      busy--
    }
  }
  const slot = async () => {
    while (left > 0) {
      if (await sendOne()) continue
      // One slow letter must not keep the next sign-in link waiting.
      if (busy === 0) return
      await pause(100)
    }
  }
  await Promise.all(Array.from({ length: slots }, slot))
  return outcomes
}

/** Takes the next letter for oneself; nobody else gets it until the lease is over. */
function claimLetter({ db, clock }: Pick<Needs, 'db' | 'clock'>): Promise<StoredLetter | undefined> {
  const now = clock.now()
  return db
    .updateTable('letters')
    .set({
      leasedUntil: later(now, lease),
      attempts: sql`attempts + 1`,
      firstTriedAt: sql`coalesce(first_tried_at, ${now})`,
    })
    .where('id', '=', (next) =>
      next
        .selectFrom('letters')
        .select('id')
        .where('state', '=', 'queued')
        .where('nextAttemptAt', '<=', now)
        .where((is) => is.or([is('leasedUntil', 'is', null), is('leasedUntil', '<=', now)]))
        .orderBy('nextAttemptAt')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

async function deliver(ctx: Needs, mailer: Mailer, letter: StoredLetter): Promise<Delivery> {
  const { mail } = ctx.config
  if (letter.usefulUntil && letter.usefulUntil <= ctx.clock.now()) {
    await note(ctx, letter, { state: 'lapsed' })
    return { outcome: 'never', answer: 'lapsed' }
  }
  const delivery = await mailer.send({
    messageId: letter.messageId,
    from: mail.from,
    replyTo: mail.replyTo,
    to: { name: letter.toName, email: letter.toEmail },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
  })
  await note(ctx, letter, afterwards(letter, delivery, ctx.clock.now()))
  // The answer may repeat the address, so it stays in the database.
  ctx.log.info({ letter: letter.id, outcome: delivery.outcome, attempts: letter.attempts }, 'letter')
  return delivery
}

type Change = Partial<Pick<StoredLetter, 'state' | 'sentAt' | 'lastAnswer' | 'nextAttemptAt'>>

function afterwards(letter: StoredLetter, { outcome, answer }: Delivery, now: Date): Change {
  const lastAnswer = oneLine(answer, 500)
  if (outcome === 'sent') return { state: 'sent', sentAt: now, lastAnswer }
  const nextAttemptAt = later(now, pauseAfter(letter.attempts, randomInt(1000) / 1000))
  const patientUntil = later(letter.firstTriedAt ?? now, patience)
  if (outcome === 'never' || nextAttemptAt > patientUntil) return { state: 'failed', lastAnswer }
  return { nextAttemptAt, lastAnswer }
}

/** Writes down what became of a letter; when the lease was lost, only that it was sent. */
async function note({ db }: Pick<Needs, 'db'>, letter: StoredLetter, change: Change): Promise<void> {
  await db
    .updateTable('letters')
    .set({ ...change, leasedUntil: null })
    .where('id', '=', letter.id)
    .where('state', '=', 'queued')
    .$if(change.state !== 'sent', (rest) => rest.where('leasedUntil', '=', letter.leasedUntil))
    .execute()
}

/** Gives a failed letter another three days; gives whether there was one. */
export async function queueAgain(
  trx: Trx | Db,
  { clock }: Pick<Needs, 'clock'>,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('letters')
    .set({ state: 'queued', attempts: 0, firstTriedAt: null, nextAttemptAt: clock.now() })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Deletes sign-in letters whose link expired before a moment: nobody needs to know who once asked for one. */
export async function forgetSignInLetters(db: Trx | Db, before: Date): Promise<void> {
  await db.deleteFrom('letters').where('letter', '=', 'sign-in').where('usefulUntil', '<', before).execute()
}
