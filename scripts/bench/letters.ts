// Letters a second through one worker, as a process of its own, to a mail server on this machine that
// takes every letter at once; on each database that is there. And how long somebody waits who asked for
// a single letter.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { readConfig } from '../../src/config.js'
import {
  connectEmbedded,
  connectServer,
  type Connection,
  type Db,
  type Trx,
} from '../../src/platform/db/connect.js'
import { migrate } from '../../src/platform/db/migrate.js'
import { systemClock } from '../../src/platform/kit/clock.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import { ms, percentile, type Figure } from './table.js'

const letters = 2_000
const alone = 20

interface PostOffice {
  url: string
  /** When each letter was there, in milliseconds of this process. */
  arrivals: number[]
  /** How long each took from its first command to the answer after its last line. */
  took: number[]
  close(): void
}

async function openPostOffice(): Promise<PostOffice> {
  const office: PostOffice = { url: '', arrivals: [], took: [], close: () => server.close() }
  const begun = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, { id }, done) => {
      begun.set(id, performance.now())
      done()
    },
    onData(stream, { id }, done) {
      stream.resume()
      stream.on('end', () => {
        const now = performance.now()
        office.arrivals.push(now)
        office.took.push(now - (begun.get(id) ?? now))
        done()
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  office.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return office
}

const config = readConfig({ NODE_ENV: 'test', SECRETS: 'only-for-the-benchmark-and-long-enough' })

const queueOne = (db: Db | Trx, n: number) =>
  queueLetter(
    db,
    { clock: systemClock, config },
    {
      letter: 'introduction-closed',
      locale: 'uk',
      to: { name: `Person ${n}`, email: `person${n}@town${n % 500}.example` },
      data: { name: `Person ${n}`, ours: 'Дрогобич', theirs: 'Валанс', words: undefined },
    },
  )

const queueMany = (db: Db) =>
  db.transaction().execute(async (trx) => {
    for (let n = 0; n < letters; n++) await queueOne(trx, n)
  })

interface Worker {
  stop(): Promise<unknown>
}

function startWorker(env: Record<string, string>): Worker {
  const child = spawn('node', ['dist/worker.js', '--end-with-parent'], {
    env: { ...process.env, MEILI_URL: '', LOG_LEVEL: 'silent', ...env },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  return {
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function until(holds: () => boolean): Promise<void> {
  const began = performance.now()
  while (!holds()) {
    if (performance.now() - began > 120_000) throw new Error('The letters did not arrive in two minutes')
    await pause(2)
  }
}

const perSecond = ({ arrivals }: PostOffice) =>
  ((arrivals.length - 1) / ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0))) * 1000

async function many(name: string, env: Record<string, string>): Promise<Figure> {
  const office = await openPostOffice()
  const worker = startWorker({ ...env, SMTP_URL: office.url })
  try {
    await until(() => office.arrivals.length === letters)
    return {
      what: `${letters} letters through one worker, ${name}`,
      value: `${perSecond(office).toFixed(0)}/s`,
      beside: `a letter at the mail server: p50 ${ms(percentile(office.took, 0.5))}, p99 ${ms(percentile(office.took, 0.99))}`,
    }
  } finally {
    await worker.stop()
    office.close()
  }
}

async function embedded(): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-bench-'))
  try {
    const connection = await connectEmbedded(dir)
    await migrate(connection.db)
    await queueMany(connection.db)
    await connection.close()
    return [await many('PGlite', { DATABASE_URL: '', DATA_DIR: dir })]
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** From the commit of a single letter to its arrival. */
async function waiting(connection: Connection, env: Record<string, string>): Promise<Figure> {
  const office = await openPostOffice()
  const worker = startWorker({ ...env, SMTP_URL: office.url })
  const waits: number[] = []
  try {
    await queueOne(connection.db, 0)
    await until(() => office.arrivals.length === 1)
    for (let n = 1; n <= alone; n++) {
      await pause(300 + (n % 7) * 100)
      await queueOne(connection.db, n)
      const queued = performance.now()
      await until(() => office.arrivals.length === n + 1)
      waits.push((office.arrivals.at(-1) ?? queued) - queued)
    }
  } finally {
    await worker.stop()
    office.close()
  }
  return {
    what: 'a single letter, from its queueing to its arrival, PostgreSQL',
    value: `p50 ${ms(percentile(waits, 0.5))}`,
    beside: `longest ${ms(Math.max(...waits))}: the outbox is looked at every second`,
  }
}

async function onServer(url: string): Promise<Figure[]> {
  const connection = await connectServer(url, 2)
  try {
    await migrate(connection.db)
    await connection.db.deleteFrom('letters').execute()
    await queueMany(connection.db)
    const env = { DATABASE_URL: url }
    return [await many('PostgreSQL', env), await waiting(connection, env)]
  } finally {
    await connection.db.deleteFrom('letters').execute()
    await connection.close()
  }
}

export async function measureLetters(): Promise<Figure[]> {
  const figures = await embedded()
  const server = process.env.DATABASE_URL
  if (server) return [...figures, ...(await onServer(server))]
  return [
    ...figures,
    { what: 'PostgreSQL', value: 'not measured', beside: 'set DATABASE_URL to an empty database' },
  ]
}
