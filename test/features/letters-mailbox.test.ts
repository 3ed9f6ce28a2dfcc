// News from the mailbox: a letter that came back stands on the desk, one that was answered says so.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { AppContext } from '../../src/context.js'
import { countLettersInTrouble } from '../../src/features/letters/index.js'
import { job, readMailbox } from '../../src/features/letters/mailbox.job.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { days, later, minutes } from '../../src/platform/kit/clock.js'
import { memoryMailer } from '../../src/platform/mail/memory-mailer.js'
import type { Mailbox, Position } from '../../src/platform/mail/mailbox.js'
import { queueLetter, sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { testDatabase } from '../support/database.js'
import { anAnswer, postfixBounce } from '../support/reports.js'
import { testContext } from '../support/slice-app.js'

let connection: Connection
let ctx: AppContext
let now: Date
let messages: Buffer[]
/** From where the mailbox was asked to read, each time. */
let asked: { after: Position | undefined; since: Date }[]

/** A mailbox that numbers its messages from 1. */
const mailbox: Mailbox = {
  name: 'office@mail.example/INBOX',
  async read(after, since, take) {
    asked.push({ after, since })
    const last = after?.lastUid ?? 0
    for (const source of messages.slice(last)) await take({ source, at: now })
    return { uidValidity: '7', lastUid: messages.length }
  },
}

beforeAll(async () => {
  connection = await testDatabase()
})
afterAll(() => connection.close())
beforeEach(async () => {
  for (const table of ['letters', 'mailboxReadings'] as const) await connection.db.deleteFrom(table).execute()
  now = new Date('2026-11-23T08:00:00Z')
  messages = []
  asked = []
  ctx = testContext(connection, { clock: { now: () => now }, mailer: memoryMailer() })
})

async function aSentLetter(): Promise<string> {
  const id = await queueLetter(connection.db, ctx, {
    letter: 'introduction-closed',
    locale: 'en',
    to: { name: 'Claire Dubois', email: 'claire@valence.example' },
    data: { name: 'Claire Dubois', ours: 'Valence', theirs: 'Drohobych', words: undefined },
  })
  await sendWaitingLetters(ctx)
  return id
}
const stored = (id: string) =>
  connection.db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('the mailbox', () => {
  it('tells which letters came back, and why', async () => {
    const id = await aSentLetter()
    messages = [postfixBounce(id)]
    now = later(now, minutes(5))
    expect(await readMailbox(ctx, mailbox)).toEqual({ bounced: 1, answered: 0 })
    expect(await stored(id)).toMatchObject({
      state: 'bounced',
      returnedAt: now,
      lastAnswer: expect.stringMatching(/^550 5\.1\.1 .*User unknown/),
    })
    expect(await countLettersInTrouble(connection.db)).toBe(1)
  })

  it('tells which letters were answered, and keeps nothing of the answer', async () => {
    const id = await aSentLetter()
    messages = [anAnswer(id), anAnswer(id)]
    expect(await readMailbox(ctx, mailbox)).toEqual({ bounced: 0, answered: 1 })
    const letter = await stored(id)
    expect(letter).toMatchObject({ state: 'sent', answeredAt: now })
    expect(JSON.stringify(letter)).not.toContain('secret')
    expect(await countLettersInTrouble(connection.db)).toBe(0)
  })

  it('is read on from where it was left, and two weeks back the first time', async () => {
    messages = [anAnswer('nobody')]
    await readMailbox(ctx, mailbox)
    await readMailbox(ctx, mailbox)
    expect(asked).toEqual([
      { after: undefined, since: later(now, -days(14)) },
      { after: { uidValidity: '7', lastUid: 1 }, since: later(now, -days(14)) },
    ])
  })

  it('is read by one process at a time, and by another when that one has died', async () => {
    let goOn = () => {}
    const slow: Mailbox = {
      ...mailbox,
      read: async (...given) => {
        await new Promise<void>((resolve) => (goOn = resolve))
        return mailbox.read(...given)
      },
    }
    const first = readMailbox(ctx, slow)
    for (;;) {
      const row = await connection.db.selectFrom('mailboxReadings').select('leasedUntil').executeTakeFirst()
      if (row?.leasedUntil) break
    }
    await readMailbox(ctx, mailbox)
    expect(asked).toEqual([])
    now = later(now, minutes(11))
    await readMailbox(ctx, mailbox)
    expect(asked).toHaveLength(1)
    goOn()
    await first
  })

  it('that fails is read from the same place the next time', async () => {
    messages = [anAnswer('nobody')]
    await readMailbox(ctx, mailbox)
    const broken: Mailbox = { ...mailbox, read: () => Promise.reject(new Error('connection lost')) }
    await expect(readMailbox(ctx, broken)).rejects.toThrow('connection lost')
    await readMailbox(ctx, mailbox)
    expect(asked.at(-1)?.after).toEqual({ uidValidity: '7', lastUid: 1 })
  })

  it('is not asked for when none is set', async () => {
    expect(await job.run(ctx)).toBeUndefined()
  })

  it('believes nobody about a letter that never left', async () => {
    const id = await queueLetter(connection.db, ctx, {
      letter: 'introduction-closed',
      locale: 'en',
      to: { name: 'Claire', email: 'claire@valence.example' },
      data: { name: 'Claire', ours: 'Valence', theirs: 'Drohobych', words: undefined },
    })
    messages = [postfixBounce(id)]
    expect(await readMailbox(ctx, mailbox)).toEqual({ bounced: 0, answered: 0 })
    expect(await stored(id)).toMatchObject({ state: 'queued' })
  })
})
