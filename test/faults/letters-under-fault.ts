// Letters through workers that are killed, to a mail server in a bad mood, with a database that is
// restarted; and what became of each letter.
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../../src/platform/db/connect.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import { testConfig } from '../support/slice-app.js'
import type { Books } from './books.js'
import { addressOf, isDeliverable, openMoodyPostOffice, type MoodyPostOffice } from './post-office.js'
import { aWorker, type Worker } from './worker.js'

export interface Trial {
  books: Books
  letters: number
  workers: number
  /** How often each worker is killed. */
  kills: number
  /** How often the database is restarted, and how. */
  restarts?: { times: number; restart: (time: number) => void }
  /** Seconds a worker waits for the mail server; its leases are two seconds longer. */
  patience: number
  /** Letters can be asked for while workers run. */
  shared: boolean
}

export interface Outcome {
  letters: number
  deliverable: number
  arrived: number
  /** Letters that were taken more than once: because a worker was killed, the line was cut, or for no reason. */
  repeated: { killed: number; cut: number; unexplained: number }
  /** Copies whose Message-ID is not that of their letter. */
  strangers: number
  /** Letters in the hands of workers when these were killed. */
  inHand: number
  counts: MoodyPostOffice['counts']
  states: Record<string, number>
  kills: number
  restarts: number
  exitCodes: (number | null)[]
  seconds: number
}

const config = testConfig({ MAIL_FROM: 'Побратим <office@pobratym.example>' })

const queueAll = (db: Db, letters: number) =>
  db.transaction().execute(async (trx) => {
    const ids = new Map<number, string>()
    for (let n = 0; n < letters; n++) {
      const id = await queueLetter(
        trx,
        { clock: { now: () => new Date() }, config },
        {
          letter: 'introduction-closed',
          locale: n % 2 ? 'en' : 'uk',
          to: { name: `Person ${n}`, email: addressOf(n) },
          data: { name: `Person ${n}`, ours: 'Valence', theirs: 'Drohobych', words: undefined },
        },
      )
      ids.set(n, `<${id}@pobratym.example>`)
    }
    return ids
  })

const inHandOf = (pid: number) => async (db: Db) => {
  const rows = await db
    .selectFrom('letters')
    .select('messageId')
    .where('state', '=', 'queued')
    .where('leasedUntil', 'is not', null)
    .where('leasedBy', 'like', `%:${pid}`)
    .execute()
  return rows.map(({ messageId }) => messageId)
}

const states = async (db: Db) => {
  const rows = await db
    .selectFrom('letters')
    .select(['state', (count) => count.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, count])) as Record<string, number>
}

async function until(what: string, holds: () => boolean | Promise<boolean>, every = 10): Promise<void> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > 120_000) throw new Error(`Two minutes passed without: ${what}`)
    await pause(every)
  }
}

/** After so many letters have arrived, this is done. */
interface Event {
  after: number
  happen(): Promise<void>
}

export async function lettersUnderFault(trial: Trial): Promise<Outcome> {
  const { books, letters, restarts = { times: 0, restart: () => {} } } = trial
  const office = await openMoodyPostOffice()
  const messageIds = await books.look((db) => queueAll(db, letters))
  const inHand = new Set<string>()
  const workers = Array.from({ length: trial.workers }, (_, i) =>
    aWorker(`worker${i}`, {
      ...books.env,
      SMTP_URL: office.urlFor(`worker${i}`),
      MAIL_FROM: config.mail.from,
      MAIL_PATIENCE_SECONDS: String(trial.patience),
      MAIL_FIRST_PAUSE_SECONDS: '1',
      MAIL_PER_DOMAIN_PER_MINUTE: '0',
    }),
  )

  const kill = (worker: Worker) => async () => {
    await until(`${worker.name} has a letter`, () => office.isServing(worker.name))
    await worker.kill()
    for (const id of await books.look(inHandOf(worker.pid()))) inHand.add(id)
    worker.start()
  }
  const kills = Array.from({ length: trial.kills }, () => workers.map(kill)).flat()
  const spread = (happenings: (() => Promise<void>)[], last: number): Event[] =>
    happenings.map((happen, i) => ({ after: (letters * last * (i + 1)) / (happenings.length + 1), happen }))
  const events = [
    ...spread(kills, 0.9),
    ...spread(
      Array.from({ length: restarts.times }, (_, time) => async () => restarts.restart(time)),
      1,
    ),
  ].sort((a, b) => a.after - b.after)

  const began = performance.now()
  try {
    for (const worker of workers) worker.start()
    for (const { after, happen } of events) {
      // Until what is due has happened, hardly anything gets through: so it happens in the middle of work.
      office.thinks = 20
      await until(`${after} letters have arrived`, () => office.arrived() >= after)
      office.thinks = 800
      await happen()
    }
    office.thinks = 20
    const exitCodes = await finish(trial, workers, office)
    const seconds = (performance.now() - began) / 1000
    const counted = { kills: kills.length, restarts: restarts.times, exitCodes, seconds }
    return { ...tally(office, messageIds, inHand), ...counted, states: await books.look(states) }
  } finally {
    for (const worker of workers) await worker.kill()
    await office.close()
  }
}

/** Lets the workers go on until no letter is queued, then asks them to end. */
async function finish(
  { books, shared, patience }: Trial,
  workers: readonly Worker[],
  office: MoodyPostOffice,
) {
  const allDone = async () => (await books.look(states)).queued === undefined
  if (shared) await until('no letter is queued', allDone, 200)
  for (;;) {
    if (!shared) {
      await until('the workers are ready', () => workers.every((worker) => worker.isReady()))
      await quiet(office, (patience + 4) * 1_000)
    }
    const exitCodes = await Promise.all(workers.map((worker) => worker.stop()))
    if (await allDone()) return exitCodes
    for (const worker of workers) worker.start()
  }
}

/** Waits until the mail server has had nothing to do for so long: longer than any lease or pause. */
async function quiet(office: MoodyPostOffice, ms: number): Promise<void> {
  const tries = () => Object.values(office.counts).reduce((sum, count) => sum + count)
  for (let before = -1; before !== tries(); await pause(ms)) before = tries()
}

function tally(office: MoodyPostOffice, messageIds: Map<number, string>, inHand: Set<string>) {
  const copies = new Map<number, number>()
  for (const { n } of office.copies) copies.set(n, (copies.get(n) ?? 0) + 1)
  const repeated = { killed: 0, cut: 0, unexplained: 0 }
  for (const [n, count] of copies)
    if (count > 1) repeated[reasonFor(n, messageIds.get(n) ?? '', office, inHand)]++
  const numbers = [...messageIds.keys()]
  return {
    letters: numbers.length,
    deliverable: numbers.filter(isDeliverable).length,
    arrived: numbers.filter((n) => isDeliverable(n) && copies.has(n)).length,
    repeated,
    strangers: office.copies.filter(({ n, messageId }) => messageIds.get(n) !== messageId).length,
    inHand: inHand.size,
    counts: office.counts,
  }
}

const reasonFor = (n: number, messageId: string, office: MoodyPostOffice, inHand: Set<string>) =>
  inHand.has(messageId) ? 'killed' : office.cut.has(n) ? 'cut' : 'unexplained'

/** The outcome as a table for people. */
export const asLines = (outcome: Outcome): [string, string | number][] => [
  ['letters queued', outcome.letters],
  ['  of them deliverable', outcome.deliverable],
  ['deliverable letters that arrived', outcome.arrived],
  ['deliverable letters lost', outcome.deliverable - outcome.arrived],
  ['letters that arrived more than once', Object.values(outcome.repeated).reduce((a, b) => a + b)],
  ['  in hand when a worker was killed', outcome.repeated.killed],
  ['  taken before the line was cut', outcome.repeated.cut],
  ['  for any other reason', outcome.repeated.unexplained],
  ['copies under another Message-ID', outcome.strangers],
  ['tries refused for now (4xx)', outcome.counts['refused-for-now']],
  ['tries never answered', outcome.counts.hangs],
  ['tries whose line was cut after DATA', outcome.counts.cut],
  ['tries refused for good (5xx)', outcome.counts['refused-for-good']],
  ['letters sent, as the outbox has it', outcome.states.sent ?? 0],
  ['letters given up, as the outbox has it', outcome.states.failed ?? 0],
  ['workers killed', outcome.kills],
  ['letters in hand at a kill', outcome.inHand],
  ['PostgreSQL restarted', outcome.restarts],
  ['seconds', outcome.seconds.toFixed(0)],
]
