// How fast letters leave: no receiving domain is flooded, however many workers there are, and nobody
// waits for letters that have to wait.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Connection } from '../../src/platform/db/connect.js'
import { createLog } from '../../src/platform/http/log.js'
import { later, minutes } from '../../src/platform/kit/clock.js'
import type { Letter } from '../../src/platform/mail/letter.js'
import type { Mailer } from '../../src/platform/mail/mailer.js'
import { paceOf } from '../../src/platform/mail/outbox-pace.js'
import { forgetDomains } from '../../src/platform/mail/outbox-returns.js'
import { pauseAfter, queueLetter, sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { testDatabase } from '../support/database.js'
import { testConfig } from '../support/slice-app.js'

let connection: Connection
let now: Date
let left: { at: Date; to: string; subject: string }[]

const clock = { now: () => now }
const log = createLog({ logLevel: 'silent' })
const mailer: Mailer = {
  send: ({ to, subject }) => {
    left.push({ at: now, to: to.email, subject })
    return Promise.resolve({ outcome: 'sent', answer: '250 OK' })
  },
  close: () => Promise.resolve(),
}
const office = (limit: number) => ({
  db: connection.db,
  clock,
  log,
  mailer,
  config: testConfig({ MAIL_PER_DOMAIN_PER_MINUTE: String(limit) }),
})

beforeAll(async () => {
  connection = await testDatabase()
})
afterAll(() => connection.close())
beforeEach(async () => {
  await connection.db.deleteFrom('letters').execute()
  await connection.db.deleteFrom('mailDomains').execute()
  now = new Date('2026-11-23T08:00:00Z')
  left = []
})

const write = (email: string, given: Partial<Letter> = {}) =>
  queueLetter(connection.db, office(0), {
    letter: 'introduction-closed',
    locale: 'en',
    to: { name: 'Claire', email },
    data: { name: 'Claire', ours: 'Valence', theirs: 'Drohobych', words: undefined },
    ...given,
  } as Letter)

const signIn = (email: string) =>
  write(email, {
    letter: 'sign-in',
    data: { name: 'Taras', link: 'https://a.example/t', code: 'K7M2PX', until: later(now, minutes(20)) },
  } as Partial<Letter>)

const writeMany = async (count: number, email: (n: number) => string) => {
  for (let n = 0; n < count; n++) await write(email(n))
}

/** Lets workers run as soon as a domain takes the next letter, as long as letters wait. */
async function workUntilAllHaveLeft(count: number, limit: number, workers: number): Promise<void> {
  while (left.length < count) {
    await Promise.all(Array.from({ length: workers }, () => sendWaitingLetters(office(limit), { slots: 2 })))
    const { freeAt } = await connection.db.selectFrom('mailDomains').selectAll().executeTakeFirstOrThrow()
    if (freeAt > now) now = later(freeAt, 1)
  }
}

/** The most letters that left within any sixty seconds. */
const mostInAMinute = () =>
  Math.max(
    ...left.map(
      ({ at }) => left.filter((other) => other.at >= at && other.at < later(at, minutes(1))).length,
    ),
  )

describe('letters to one domain', () => {
  it.each([
    [1, 3],
    [2, 7],
    [7, 16],
    [20, 45],
  ])('are at most %i in any minute, with two workers', async (limit, count) => {
    await writeMany(count, (n) => `person${n}@ukr.example`)
    await workUntilAllHaveLeft(count, limit, 2)
    expect(left).toHaveLength(count)
    expect(mostInAMinute()).toBeLessThanOrEqual(limit)
    // Nor do they idle: the minutes that so many letters must take, and one more at most.
    const took = (left.at(-1)?.at.getTime() ?? 0) - (left[0]?.at.getTime() ?? 0)
    expect(took).toBeLessThanOrEqual(minutes(count / limit + 1))
  })

  it('keep nobody else waiting, and lose no try by waiting themselves', async () => {
    await writeMany(10, (n) => `person${n}@ukr.example`)
    await write('claire@valence.example')
    expect(await sendWaitingLetters(office(4))).toEqual({ sent: 3, later: 0, never: 0 })
    expect(left.map(({ to }) => to)).toContain('claire@valence.example')
    const waiting = await connection.db
      .selectFrom('letters')
      .select('attempts')
      .where('state', '=', 'queued')
      .execute()
    expect(waiting.map(({ attempts }) => attempts)).toEqual(Array<number>(8).fill(0))
  })

  it('are counted whatever the spelling of the domain', async () => {
    await write('a@Ukr.Example')
    await write('b@ukr.example')
    await write('c@UKR.EXAMPLE')
    expect(await sendWaitingLetters(office(2))).toMatchObject({ sent: 1 })
  })

  it('have no limit when the setting is 0', async () => {
    await writeMany(30, (n) => `person${n}@ukr.example`)
    expect(await sendWaitingLetters(office(0))).toMatchObject({ sent: 30 })
    expect(await connection.db.selectFrom('mailDomains').selectAll().execute()).toEqual([])
  })

  it('leave no trace of a domain that is not written to any more', async () => {
    await write('claire@valence.example')
    await sendWaitingLetters(office(60))
    expect(await forgetDomains(connection.db, later(now, -minutes(60)))).toBe(0)
    expect(await forgetDomains(connection.db, later(now, minutes(60)))).toBe(1)
  })
})

describe('a letter somebody waits for', () => {
  it('goes before a round of letters, also within its domain', async () => {
    await writeMany(20, (n) => `person${n}@ukr.example`)
    await signIn('taras@ukr.example')
    await sendWaitingLetters(office(6), { slots: 1 })
    expect(left.map(({ to }) => to)).toEqual(['taras@ukr.example', expect.any(String), expect.any(String)])
  })
})

describe('the pace', () => {
  it.each([1, 2, 3, 10, 60, 1_000])('of %i a minute lets half go at once', (limit) => {
    const { atOnce, gap } = paceOf(limit)
    expect(atOnce).toBe(Math.ceil(limit / 2))
    expect(atOnce + Math.ceil(minutes(1) / gap - 1e-9) - 1).toBe(limit)
  })
})

describe('pauses between tries', () => {
  it('double from a minute to an hour, a quarter more or less', () => {
    expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, 0.5))).toEqual([1, 2, 4, 8].map(minutes))
    expect(pauseAfter(75, 0.5)).toBe(minutes(60))
    expect([pauseAfter(1, 0), pauseAfter(1, 1)]).toEqual([minutes(0.75), minutes(1.25)])
    expect(pauseAfter(3, 0.5, 1_000)).toBe(4_000)
  })
})
