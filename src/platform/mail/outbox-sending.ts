// Letters leave. Whoever sends one holds a lease on it; when that process dies, the lease runs out and
// another sends it again under the same Message-ID. So a letter may come twice, but is never lost.
import { randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Selectable } from 'kysely'
import type { AppContext } from '../../context.js'
import type { LettersTable } from '../db/schema.js'
import { whenDatabaseIsBack } from '../db/outage.js'
import { days, later } from '../kit/clock.js'
import type { Delivery, Mailer } from './mailer.js'
import { oneLine } from './one-line.js'
import { domainIsFree, pauseAfter, placeInQueue } from './outbox-pace.js'
import { threadOf } from './travel.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'mailer' | 'log'>
type StoredLetter = Selectable<LettersTable>

const patience = days(3)

/** Who has a letter in hand, for people who look into the table. */
const me = `${hostname()}:${process.pid}`

/** A third longer than a mailer may take for one letter, and time enough to write down what it said. */
export const leaseOf = ({ mail }: Pick<AppContext['config'], 'mail'>): number =>
  mail.patience + Math.max(2_000, mail.patience / 3)

export interface Sending {
  /** Letters sent at the same time. */
  slots?: number
  /** Letters after which the run ends. */
  atMost?: number
  /** Ends the run after the letters that are in hand. */
  signal?: AbortSignal | undefined
}

export interface Sent {
  sent: number
  later: number
  never: number
}

/** Sends what is due, in several places at once if need be. Without a mailer everything stays queued. */
export async function sendWaitingLetters(
  ctx: Needs,
  { slots = 5, atMost = Infinity, signal }: Sending = {},
): Promise<Sent> {
  const { mailer } = ctx
  const outcomes: Sent = { sent: 0, later: 0, never: 0 }
  if (!mailer) return outcomes
  let busy = 0
  let left = atMost
  let broken = false
  const sendOne = async (): Promise<boolean> => {
    busy++
    left--
    try {
      const letter = await claimLetter(ctx)
      if (letter) outcomes[(await deliver(ctx, mailer, letter)).outcome]++
      else left++
      return letter !== undefined
    } catch (error) {
      broken = true
      throw error
    } finally {
      busy--
    }
  }
  const slot = async () => {
    while (left > 0 && !broken && !signal?.aborted) {
      if (await sendOne()) continue
      // One slow letter must not keep the next sign-in link waiting.
      if (busy === 0) return
      await pause(100)
    }
  }
  // Every slot is waited for, also when one fails: nothing may be in hand when the database is closed.
  const ends = await Promise.allSettled(Array.from({ length: slots }, slot))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return outcomes
}

/**
 * Takes the next letter for oneself; nobody else gets it until the lease is over. Letters to a domain
 * that has had its share of this minute are passed over and keep nobody waiting. The conditions are
 * such that no planner prefers to sort all that waits: it walks the index and stops at the first.
 */
async function claimLetter({
  db,
  clock,
  config,
}: Pick<Needs, 'db' | 'clock' | 'config'>): Promise<StoredLetter | undefined> {
  const now = clock.now()
  const limit = config.mail.perDomainPerMinute
  const { rows } = await sql<StoredLetter>`
    with next as (
      select id, to_domain from letters
      where state = 'queued'
        and (next_attempt_at > ${now}) is not true
        and (leased_until > ${now}) is not true
        and ${domainIsFree(limit, now)}
      order by urgent desc, next_attempt_at
      limit 1 for update skip locked
    ),
    place as (${placeInQueue(limit, now)})
    update letters set
      leased_until = ${later(now, leaseOf(config))},
      leased_by = ${me},
      attempts = attempts + 1,
      first_tried_at = coalesce(first_tried_at, ${now})
    from next, place
    where letters.id = next.id and place.domain = next.to_domain
    returning letters.*`.execute(db)
  return rows[0]
}

async function deliver(ctx: Needs, mailer: Mailer, letter: StoredLetter): Promise<Delivery> {
  const { mail } = ctx.config
  if (letter.usefulUntil && letter.usefulUntil <= ctx.clock.now()) {
    await note(ctx, letter, { state: 'lapsed' })
    return { outcome: 'never', answer: 'lapsed' }
  }
  const delivery = await mailer.send({
    messageId: letter.messageId,
    thread: threadOf(letter),
    from: mail.from,
    replyTo: letter.replyTo ?? mail.replyTo,
    to: { name: letter.toName, email: letter.toEmail },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    listUnsubscribe: letter.listUnsubscribe,
    calendar: letter.calendar,
  })
  const change = afterwards(letter, delivery, ctx.clock.now(), mail.firstPause)
  // The database may be restarting just now; forgetting that a letter was taken would send it twice.
  await whenDatabaseIsBack(() => note(ctx, letter, change), leaseOf(ctx.config))
  // The answer may repeat the address, so it stays in the database.
  ctx.log.info({ letter: letter.id, outcome: delivery.outcome, attempts: letter.attempts }, 'letter')
  return delivery
}

type Change = Partial<Pick<StoredLetter, 'state' | 'sentAt' | 'lastAnswer' | 'nextAttemptAt'>>

function afterwards(
  letter: StoredLetter,
  { outcome, answer }: Delivery,
  now: Date,
  firstPause: number,
): Change {
  const lastAnswer = oneLine(answer, 500)
  if (outcome === 'sent') return { state: 'sent', sentAt: now, lastAnswer }
  const nextAttemptAt = later(now, pauseAfter(letter.attempts, randomInt(1000) / 1000, firstPause))
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
