// The outbox: written with what causes it, sent afterwards, never lost, and told apart when it comes twice.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Connection } from '../../src/platform/db/connect.js'
import { days, later, minutes } from '../../src/platform/kit/clock.js'
import type { Letter } from '../../src/platform/mail/letter.js'
import type { Mailer } from '../../src/platform/mail/mailer.js'
import { memoryMailer, type MemoryMailer } from '../../src/platform/mail/memory-mailer.js'
import { noteBounce } from '../../src/platform/mail/outbox-returns.js'
import { queueAgain, queueLetter, sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { createLog } from '../../src/platform/http/log.js'
import { testDatabase } from '../support/database.js'
import { inboxOf } from '../support/inbox.js'
import { testConfig } from '../support/slice-app.js'

let connection: Connection
let now: Date
let mailer: MemoryMailer
const clock = { now: () => now }
const log = createLog({ logLevel: 'silent' })
const config = testConfig({
  MAIL_FROM: 'Побратим <office@pobratym.example>',
  MAIL_REPLY_TO: 'Taras <taras@auc.example>',
})

const withMailer = (given: Mailer | undefined = mailer) => ({
  db: connection.db,
  clock,
  config,
  log,
  mailer: given,
})

const toClaire = (given: Partial<Letter> = {}): Letter =>
  ({
    letter: 'introduction-closed',
    locale: 'en',
    to: { name: 'Claire Dubois', email: 'claire@valence.example' },
    about: 'introduction:1:foreign',
    data: { name: 'Claire Dubois', ours: 'Valence', theirs: 'Drohobych', words: undefined },
    ...given,
  }) as Letter

const queue = (letter: Letter = toClaire()) => queueLetter(connection.db, withMailer(), letter)
const stored = async () =>
  connection.db.selectFrom('letters').selectAll().orderBy('queuedAt').orderBy('id').execute()
const theLetter = async () => {
  const [only, ...more] = await stored()
  if (!only || more.length > 0) throw new Error('Not exactly one letter')
  return only
}

beforeAll(async () => {
  connection = await testDatabase()
})
afterAll(() => connection.close())
beforeEach(async () => {
  await connection.db.deleteFrom('letters').execute()
  now = new Date('2026-11-23T08:00:00Z')
  mailer = memoryMailer()
})

describe('queueing a letter', () => {
  it('writes it as it will be sent, with a Message-ID of our own domain', async () => {
    const id = await queue()
    expect(await theLetter()).toMatchObject({
      id,
      letter: 'introduction-closed',
      locale: 'en',
      about: 'introduction:1:foreign',
      toName: 'Claire Dubois',
      toEmail: 'claire@valence.example',
      subject: 'Introduction closed: Valence and Drohobych',
      messageId: `<${id}@pobratym.example>`,
      state: 'queued',
      attempts: 0,
      urgent: false,
      listUnsubscribe: null,
    })
  })

  it('leaves nothing when the transaction that causes it is undone', async () => {
    const undone = connection.db.transaction().execute(async (trx) => {
      await queueLetter(trx, withMailer(), toClaire())
      throw new Error('no approval after all')
    })
    await expect(undone).rejects.toThrow('no approval after all')
    expect(await stored()).toEqual([])
  })

  it('says how to get no more of what nobody asked for, and only of that', async () => {
    const [link, until] = ['http://localhost:3000/en/introductions/t', later(now, days(20))]
    const profile = 'http://localhost:3000/en/communities/ua-drohobych/profile'
    const data = { name: 'Claire Dubois', ours: 'Valence', theirs: 'Drohobych', link, profile, until }
    const id = await queue(toClaire({ letter: 'introduction-reminder', data } as Partial<Letter>))
    const header = `<mailto:taras@auc.example?subject=Unsubscribe%20introduction-reminder%20${id}>`
    expect(await theLetter()).toMatchObject({ listUnsubscribe: header })
    await sendWaitingLetters(withMailer())
    expect(mailer.sent).toMatchObject([{ listUnsubscribe: header }])
  })

  it('lets nobody change the words afterwards', async () => {
    await queue()
    await expect(
      connection.db.updateTable('letters').set({ text: 'Something else' }).execute(),
    ).rejects.toThrow('immutable')
  })

  it('refuses a letter with a missing field rather than sending a gap', async () => {
    const gap = toClaire({ data: { name: 'Claire', ours: 'Valence' } } as Partial<Letter>)
    await expect(queue(gap)).rejects.toThrow(/theirs/)
  })
})

describe('sending what waits', () => {
  it('sends each letter once and records what the server said', async () => {
    await queue()
    await queue(toClaire({ to: { name: 'Оксана', email: 'oksana@drohobych.example' } }))
    expect(await sendWaitingLetters(withMailer())).toEqual({ sent: 2, later: 0, never: 0 })
    expect(await sendWaitingLetters(withMailer())).toEqual({ sent: 0, later: 0, never: 0 })
    expect(mailer.sent.map(({ to }) => to.email).sort()).toEqual([
      'claire@valence.example',
      'oksana@drohobych.example',
    ])
    expect(mailer.sent[0]).toMatchObject({ from: config.mail.from, replyTo: config.mail.replyTo })
    for (const letter of await stored())
      expect(letter).toMatchObject({
        state: 'sent',
        sentAt: now,
        lastAnswer: '250 2.0.0 OK',
        attempts: 1,
        leasedUntil: null,
      })
  })

  it('keeps everything queued without a mailer', async () => {
    await queue()
    await sendWaitingLetters({ ...withMailer(), mailer: undefined })
    expect(await theLetter()).toMatchObject({ state: 'queued', attempts: 0 })
  })

  it('puts a temporary refusal off, longer each time, and sends it in the end', async () => {
    await queue()
    mailer.answer(
      { outcome: 'later', answer: '451 4.7.1 greylisted' },
      { outcome: 'later', answer: 'ETIMEDOUT' },
    )
    await sendWaitingLetters(withMailer())
    const first = await theLetter()
    expect(first).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastAnswer: '451 4.7.1 greylisted',
      leasedUntil: null,
    })
    expect(await sendWaitingLetters(withMailer())).toEqual({ sent: 0, later: 0, never: 0 })

    now = first.nextAttemptAt
    await sendWaitingLetters(withMailer())
    const second = await theLetter()
    expect(second.nextAttemptAt.getTime() - now.getTime()).toBeGreaterThan(
      first.nextAttemptAt.getTime() - first.queuedAt.getTime(),
    )
    now = second.nextAttemptAt
    await sendWaitingLetters(withMailer())
    expect(await theLetter()).toMatchObject({ state: 'sent', attempts: 3 })
  })

  it('gives up after three days of temporary refusals, not before', async () => {
    const queuedAt = now
    await queue()
    for (;;) {
      mailer.answer({ outcome: 'later', answer: '450 busy' })
      await sendWaitingLetters(withMailer(), { slots: 1 })
      const letter = await theLetter()
      if (letter.state !== 'queued') break
      now = letter.nextAttemptAt
    }
    expect(await theLetter()).toMatchObject({ state: 'failed', lastAnswer: '450 busy' })
    const waited = now.getTime() - queuedAt.getTime()
    expect(waited).toBeLessThanOrEqual(days(3))
    expect(waited).toBeGreaterThan(days(2.9))
    expect((await theLetter()).attempts).toBeGreaterThan(60)
  })

  it('stops at once at a refusal for good', async () => {
    await queue()
    mailer.answer({ outcome: 'never', answer: '550 5.1.1 unknown' })
    expect(await sendWaitingLetters(withMailer())).toEqual({ sent: 0, later: 0, never: 1 })
    expect(await theLetter()).toMatchObject({ state: 'failed', lastAnswer: '550 5.1.1 unknown' })
  })

  it('sends again, under the same Message-ID, what a killed process had in its hands', async () => {
    const id = await queue()
    // The process is killed here: it took the letter and never came back.
    const killed: Mailer = { send: () => Promise.reject(new Error('killed')), close: () => Promise.resolve() }
    await expect(sendWaitingLetters(withMailer(killed), { slots: 1 })).rejects.toThrow('killed')

    await sendWaitingLetters(withMailer())
    expect(mailer.sent).toEqual([])
    now = later(now, minutes(2))
    await sendWaitingLetters(withMailer())
    expect(mailer.sent.map(({ messageId }) => messageId)).toEqual([`<${id}@pobratym.example>`])
    expect(await theLetter()).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it('does not let a sender whose lease is over undo what the next one did', async () => {
    await queue()
    let answerSlowOne = () => {}
    const slow: Mailer = {
      send: () =>
        new Promise((resolve) => {
          answerSlowOne = () => resolve({ outcome: 'never', answer: '554 too late' })
        }),
      close: () => Promise.resolve(),
    }
    const slowRun = sendWaitingLetters(withMailer(slow), { slots: 1 })
    while ((await theLetter()).attempts === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    now = later(now, minutes(3))
    mailer.answer({ outcome: 'later', answer: '450 busy' })
    await sendWaitingLetters(withMailer())
    answerSlowOne()
    await slowRun
    expect(await theLetter()).toMatchObject({ state: 'queued', lastAnswer: '450 busy', attempts: 2 })
  })

  it('gives each letter to one sender only, however many there are', async () => {
    for (let n = 0; n < 40; n++) await queue()
    await Promise.all(Array.from({ length: 4 }, () => sendWaitingLetters(withMailer())))
    expect(mailer.sent).toHaveLength(40)
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(40)
  })

  it('sends the next sign-in link while one letter hangs', async () => {
    await queue()
    const sentWhileHanging: string[] = []
    const hanging: Mailer = {
      send: async ({ subject }) => {
        if (subject.startsWith('Introduction')) {
          await queue(signInLetter())
          while (sentWhileHanging.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
        } else sentWhileHanging.push(subject)
        return { outcome: 'sent', answer: '250 OK' }
      },
      close: () => Promise.resolve(),
    }
    expect(await sendWaitingLetters(withMailer(hanging))).toMatchObject({ sent: 2 })
    expect(sentWhileHanging).toEqual(['Your link to sign in to Pobratym'])
  })

  it('ends a run after so many letters, so that the service can be stopped', async () => {
    for (let n = 0; n < 12; n++) await queue()
    expect(await sendWaitingLetters(withMailer(), { atMost: 10 })).toMatchObject({ sent: 10 })
    expect(await sendWaitingLetters(withMailer(), { atMost: 10 })).toMatchObject({ sent: 2 })
  })

  const signInLetter = () =>
    toClaire({
      letter: 'sign-in',
      data: {
        name: 'Taras',
        link: 'http://localhost:3000/en/sign-in/t',
        code: 'K7M2PX',
        until: later(now, minutes(20)),
      },
    } as Partial<Letter>)

  it('does not send a link that has expired meanwhile', async () => {
    await queue(signInLetter())
    now = later(now, minutes(20))
    await sendWaitingLetters(withMailer())
    expect(mailer.sent).toEqual([])
    expect(await theLetter()).toMatchObject({ state: 'lapsed' })
  })

  it('gives a failed letter another try when staff ask for it, and only a failed one', async () => {
    const id = await queue()
    expect(await queueAgain(connection.db, { clock }, id)).toBe(false)
    mailer.answer({ outcome: 'never', answer: '550 unknown' })
    await sendWaitingLetters(withMailer())
    expect(await queueAgain(connection.db, { clock }, id)).toBe(true)
    await sendWaitingLetters(withMailer())
    expect((await inboxOf(connection.db).only()).state).toBe('sent')
    expect(await queueAgain(connection.db, { clock }, id)).toBe(false)
  })

  it('gives a letter that came back another try, as if it had never left', async () => {
    const id = await queue()
    await sendWaitingLetters(withMailer())
    await noteBounce(connection.db, now, { letters: [id], answer: '552 5.2.2 mailbox full' })
    expect(await theLetter()).toMatchObject({ state: 'bounced', returnedAt: now })
    expect(await queueAgain(connection.db, { clock }, id)).toBe(true)
    expect(await theLetter()).toMatchObject({ state: 'queued', returnedAt: null, sentAt: null })
  })
})
