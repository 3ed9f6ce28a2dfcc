// Taras sees what became of the letters; a newcomer reads them in the mailbox page.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import type { AppContext } from '../../src/context.js'
import { accountsRoutes } from '../../src/features/accounts/accounts.routes.js'
import { countLettersInTrouble } from '../../src/features/letters/index.js'
import { job } from '../../src/features/letters/letters.job.js'
import { paragraphsOf } from '../../src/features/letters/letters.model.js'
import { mailboxRoutes, staffLettersRoutes } from '../../src/features/letters/letters.routes.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { later, minutes } from '../../src/platform/kit/clock.js'
import { letterSamples } from '../../src/platform/mail/letter-samples.js'
import { memoryMailer, type MemoryMailer } from '../../src/platform/mail/memory-mailer.js'
import { noteBounce, noteReply } from '../../src/platform/mail/outbox-returns.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import { aStaffMember } from '../support/builders.js'
import { testDatabase } from '../support/database.js'
import { inboxOf } from '../support/inbox.js'
import { sliceApp, testContext } from '../support/slice-app.js'
import { textOf, tokenIn, agentOf } from '../support/agent.js'

const claire = { name: 'Claire Dubois', email: 'claire@valence.example' }

let connection: Connection
let ctx: AppContext
let app: Express
let mailer: MemoryMailer
let now: Date

const serve = (given: AppContext) =>
  sliceApp(given, accountsRoutes(given), staffLettersRoutes(given), mailboxRoutes(given))

beforeAll(async () => {
  connection = await testDatabase()
})
afterAll(() => connection.close())
beforeEach(async () => {
  for (const table of ['letters', 'accounts'] as const) await connection.db.deleteFrom(table).execute()
  now = new Date('2026-11-23T08:00:00Z')
  mailer = memoryMailer()
  ctx = testContext(connection, { clock: { now: () => now }, mailer })
  app = serve(ctx)
})

const letterTo = async (email: string) => {
  const letter = connection.db.selectFrom('letters').select('id').where('toEmail', '=', email)
  return (await letter.executeTakeFirstOrThrow()).id
}

const writeTo = (to: { name: string; email: string }, words?: string, about?: string) =>
  queueLetter(connection.db, ctx, {
    letter: 'introduction-closed',
    locale: 'en',
    to,
    ...(about && { about }),
    data: { name: to.name, ours: 'Valence', theirs: 'Drohobych', words },
  })

/** Taras at his desk. */
async function taras(of: Express = app) {
  await aStaffMember(connection.db)
  const desk = await agentOf(of).signsIn('taras@auc.example', inboxOf(connection.db))
  await connection.db.deleteFrom('letters').where('letter', '=', 'sign-in').execute()
  return desk
}

describe('the letters page of the desk', () => {
  it('is for staff', async () => {
    expect((await request(app).get('/uk/staff/letters')).status).toBe(303)
    expect((await request(app).post('/uk/staff/letters')).status).toBe(303)
  })

  it('tells Taras why a letter did not arrive, and sends it again when he asks', async () => {
    const desk = await taras()
    await writeTo(claire)
    mailer.answer({ outcome: 'never', answer: '550 5.1.1 <claire@valence.example>: user unknown' })
    await job.run(ctx)
    expect(await countLettersInTrouble(connection.db)).toBe(1)

    const page = await desk.opens('/uk/staff/letters')
    expect(textOf(page.text)).toContain('Знайомство завершено: Claire Dubois')
    expect(textOf(page.text)).toContain(
      'Сервер одержувача не знає такої скриньки. Перевірте адресу в контактах громади',
    )
    const letter = /name="letter" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const again = await desk.sends('/uk/staff/letters', { _csrf: tokenIn(page.text), letter, do: 'again' })
    expect([again.status, again.headers.location]).toEqual([303, '/uk/staff/letters?done=again'])
    expect((await desk.opens('/uk/staff/letters?done=again')).text).toContain('role="status"')

    expect(await job.run(ctx)).toBe('1 sent, 0 put off, 0 given up')
    expect(mailer.sent).toHaveLength(1)
    expect(await countLettersInTrouble(connection.db)).toBe(0)
    const diary = await connection.db
      .selectFrom('events')
      .select('what')
      .where('did', '=', 'sent-again')
      .execute()
    expect(diary).toEqual([{ what: { letter } }])
  })

  it('lets Taras say that the matter of a letter is settled', async () => {
    const desk = await taras()
    const letter = await writeTo(claire)
    mailer.answer({ outcome: 'never', answer: '550 5.1.1 user unknown' })
    await job.run(ctx)
    const page = await desk.opens('/uk/staff/letters')
    const settle = { _csrf: tokenIn(page.text), letter, do: 'settle' }
    expect((await desk.sends('/uk/staff/letters', settle)).headers.location).toBe(
      '/uk/staff/letters?done=settle',
    )
    expect(await countLettersInTrouble(connection.db)).toBe(0)
    // A second click, or a colleague’s, changes nothing.
    expect((await desk.sends('/uk/staff/letters', settle)).headers.location).toBe('/uk/staff/letters')
    const after = await desk.opens('/uk/staff/letters?done=settle')
    expect(textOf(after.text)).toContain('питання із цим листом вирішено')
    expect(textOf(after.text)).toContain('Жоден лист не потребує уваги.')
  })

  it('shows a letter that came back, and one that was answered', async () => {
    const desk = await taras()
    const introduction = '7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f'
    await connection.db.updateTable('letters').set({ settledAt: now }).execute()
    await writeTo(claire, undefined, `introduction:${introduction}:foreign`)
    await writeTo({ name: 'Marie', email: 'marie@valence.example' })
    await job.run(ctx)
    const [toClaire, toMarie] = await Promise.all(
      ['claire', 'marie'].map((name) => letterTo(`${name}@valence.example`)),
    )
    await noteBounce(connection.db, now, { letters: [toClaire!], answer: '552 5.2.2 mailbox full' })
    await noteReply(connection.db, now, [toMarie!])
    expect(await countLettersInTrouble(connection.db)).toBe(1)
    const page = await desk.opens('/uk/staff/letters')
    const words = textOf(page.text)
    expect(words).toContain('Скринька одержувача переповнена.')
    expect(words).toContain('Повернувся недоставленим')
    expect(words).toContain('Відповідь надійшла: 23 листопада 2026 року')
    expect(page.text).toContain(`href="/uk/staff/introductions/${introduction}"`)
  })

  it('does nothing for a letter that is not there, not failed, or asked for by a foreign form', async () => {
    const desk = await taras()
    const id = await writeTo(claire)
    const page = await desk.opens('/uk/staff/letters')
    for (const letter of [id, '7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f', 'x', '']) {
      const answer = await desk.sends('/uk/staff/letters', { _csrf: tokenIn(page.text), letter })
      expect([answer.status, answer.headers.location]).toEqual([303, '/uk/staff/letters'])
    }
    expect((await desk.sends('/uk/staff/letters', { letter: id })).status).toBe(403)
  })

  it('counts a letter that was put off five times as trouble, and says when it is tried next', async () => {
    const desk = await taras()
    await writeTo(claire)
    for (let n = 0; n < 5; n++) {
      expect(await countLettersInTrouble(connection.db)).toBe(0)
      mailer.answer({ outcome: 'later', answer: 'ETIMEDOUT Connection timeout' })
      await job.run(ctx)
      now = later(now, minutes(60))
    }
    expect(await countLettersInTrouble(connection.db)).toBe(1)
    const words = textOf((await desk.opens('/uk/staff/letters')).text)
    expect(words).toContain('Поштовий сервер не відповідає.')
    expect(words).toContain('Наступна спроба: 23 листопада 2026 року')
  })

  it('says so when letters wait because there is no mail server, and calls that no trouble', async () => {
    const desk = await taras()
    await writeTo(claire)
    const waiting = { ...ctx, mailer: undefined }
    expect(await job.run(waiting)).toBeUndefined()
    expect(await countLettersInTrouble(connection.db)).toBe(0)
    const words = textOf((await desk.opens('/uk/staff/letters')).text)
    expect(words).toContain('Жоден лист не потребує уваги.')
    const alone = await (await tarasAgain(waiting)).opens('/uk/staff/letters')
    expect(textOf(alone.text)).toContain('Поштового сервера не налаштовано')
    expect(alone.text).toContain('href="/dev/letters"')
  })

  it('shows who was written to, never what: a sign-in letter is a key', async () => {
    const desk = await taras()
    await queueLetter(connection.db, ctx, {
      letter: 'sign-in',
      locale: 'uk',
      to: { name: 'Олена', email: 'olena@auc.example' },
      data: {
        name: 'Олена',
        link: 'http://localhost:3000/uk/sign-in/a.secret.token',
        code: 'K7HX 4TPA',
        until: later(now, minutes(20)),
      },
    })
    const page = await desk.opens('/uk/staff/letters')
    expect(page.text).toContain('olena@auc.example')
    expect(page.text).not.toContain('secret')
  })

  async function tarasAgain(given: AppContext) {
    await connection.db.deleteFrom('accounts').execute()
    return taras(serve(given))
  }
})

describe('the mailbox page', () => {
  it('lists letters newest first and shows each with its link to follow', async () => {
    const id = await writeTo(claire, 'Перепрошуємо <b>щиро</b>')
    now = later(now, minutes(1))
    await queueLetter(connection.db, ctx, {
      letter: 'introduction-reminder',
      locale: 'uk',
      to: { name: 'Оксана', email: 'oksana@drohobych.example' },
      data: {
        name: 'Оксана',
        ours: 'Дрогобич',
        theirs: 'Валанс',
        link: 'http://localhost:3000/uk/introductions/t',
        profile: 'http://localhost:3000/uk/communities/fr-valence/profile',
        until: now,
      },
    })
    const list = await request(app).get('/dev/letters').set('Accept-Language', 'en')
    const subjects = [...list.text.matchAll(/<a href="\/dev\/letters\/[^>]+>([^<]+)</g)].map(
      ([, subject]) => subject,
    )
    expect(subjects).toEqual(['Нагадування: Дрогобич і Валанс', 'Introduction closed: Valence and Drohobych'])
    const open = [...list.text.matchAll(/href="(\/dev\/letters\/[^"]+)"/g)].map(([, href]) => href ?? '')

    const reminder = await request(app).get(open[0] ?? '')
    expect(reminder.text).toContain('<a href="http://localhost:3000/uk/introductions/t">')
    const closed = await request(app).get(`/dev/letters/${id}`)
    expect(closed.text).toContain('Перепрошуємо &lt;b&gt;щиро&lt;/b&gt;')
  })

  it('says from whom a letter is and where answers go, and opens what is attached', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nSUMMARY:Дрогобич\r\nEND:VCALENDAR\r\n'
    const connected = letterSamples.find(({ name }) => name === 'introduction-connected.uk')!.letter
    const id = await queueLetter(connection.db, ctx, {
      ...connected,
      to: { name: 'Оксана', email: 'oksana@drohobych.example' },
      replyTo: { name: 'Claire Dubois', email: 'claire@valence.example' },
      calendar,
    })
    const page = await request(app).get(`/dev/letters/${id}`).set('Accept-Language', 'en')
    expect(textOf(page.text)).toContain('Replies go to Claire Dubois &lt;claire@valence.example&gt;')
    expect(textOf(page.text)).toContain('From Побратим &lt;pobratym@example.org&gt;')
    expect(textOf(page.text)).toContain('Attachment call.ics 58 bytes')
    const { text, type, charset } = await request(app).get(`/dev/letters/${id}?as=calendar`)
    expect([text, type, charset]).toEqual([calendar, 'text/calendar', 'utf-8'])
    const none = `/dev/letters/${await writeTo(claire)}?as=calendar`
    expect((await request(app).get(none)).status).toBe(404)
  })

  it('shows the header by which a letter is stopped', async () => {
    const digest = letterSamples.find(({ name }) => name === 'staff-digest.uk')!.letter
    const id = await queueLetter(connection.db, ctx, { ...digest, to: claire })
    const page = await request(app).get(`/dev/letters/${id}`).set('Accept-Language', 'en')
    expect(textOf(page.text)).toMatch(
      /Unsubscribe &lt;https:\/\/pobratym\.example\/uk\/digest\/\S+&gt;, &lt;mailto:\S+&gt; in one click/,
    )
  })

  it('shows a letter’s HTML with its own styles, and lets it do nothing else', async () => {
    const id = await writeTo(claire)
    const answer = await request(app).get(`/dev/letters/${id}?as=html`)
    expect(answer.text).toMatch(/^<!doctype html>/)
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  it.each(['7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f', 'x', '%27'])('has no letter %s', async (id) => {
    expect((await request(app).get(`/dev/letters/${id}`)).status).toBe(404)
  })

  it('is empty in a helpful way', async () => {
    const page = await request(app).get('/dev/letters').set('Accept-Language', 'en')
    expect(textOf(page.text)).toContain('There are no letters yet.')
    expect(page.headers['x-robots-tag']).toBe('noindex, nofollow')
  })
})

describe('a letter’s text on a page', () => {
  it('has its links found, only where they are whole lines, and its lists', () => {
    const words = (line: string) => ({ words: line, href: null })
    expect(
      paragraphsOf('Hello\n\nAnswer:\nhttps://a.example/x\n\n– one\n– two\n\nSee https://b.example\n'),
    ).toEqual([
      { items: null, lines: [words('Hello')] },
      {
        items: null,
        lines: [words('Answer:'), { words: 'https://a.example/x', href: 'https://a.example/x' }],
      },
      { items: ['one', 'two'], lines: [words('– one'), words('– two')] },
      { items: null, lines: [words('See https://b.example')] },
    ])
  })
})
