// Whatever stands in a name, it cannot reach the headers, the envelope or the shape of a letter: from
// the queue through the database to a real mail server and back through a mail parser.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Connection } from '../../src/platform/db/connect.js'
import { createLog } from '../../src/platform/http/log.js'
import { systemClock } from '../../src/platform/kit/clock.js'
import type { Mailer } from '../../src/platform/mail/mailer.js'
import { oneLine } from '../../src/platform/mail/one-line.js'
import { queueLetter, sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { smtpMailer } from '../../src/platform/mail/smtp-mailer.js'
import { chance } from '../support/chance.js'
import { testDatabase } from '../support/database.js'
import { testConfig } from '../support/slice-app.js'

interface Arrived {
  raw: string
  mail: ParsedMail
  recipients: string[]
}

let connection: Connection
let server: SMTPServer
let mailer: Mailer
let arrived: Arrived[]

beforeAll(async () => {
  connection = await testDatabase()
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        simpleParser(bytes).then((mail) => {
          arrived.push({ raw: bytes.toString('latin1'), mail, recipients })
          done()
        }, done)
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  mailer = smtpMailer(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
})
afterAll(async () => {
  await mailer.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await connection.close()
})
beforeEach(async () => {
  await connection.db.deleteFrom('letters').execute()
  arrived = []
})

const office = () => ({
  db: connection.db,
  clock: systemClock,
  config: testConfig({
    MAIL_FROM: 'Побратим <office@pobratym.example>',
    MAIL_REPLY_TO: 'Тарас Мельник <taras@auc.example>',
  }),
  log: createLog({ logLevel: 'silent' }),
  mailer,
})

/** The letter about a hostile town, from a hostile name, as it arrives. */
async function send(name: string): Promise<Arrived> {
  await queueLetter(connection.db, office(), {
    letter: 'introduction-reminder',
    locale: 'uk',
    to: { name, email: 'claire@valence.example' },
    data: {
      name,
      ours: name,
      theirs: name,
      link: 'https://pobratym.example/uk/introductions/t',
      profile: 'https://pobratym.example/uk/communities/ua-drohobych/profile',
      until: new Date('2030-01-01T00:00:00Z'),
    },
  })
  expect(await sendWaitingLetters(office())).toEqual({ sent: 1, later: 0, never: 0 })
  const [letter] = arrived.splice(0)
  if (!letter) throw new Error('The letter did not arrive')
  return letter
}

const headersOfALetter = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'list-unsubscribe',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
]

const addresses = (mail: ParsedMail, who: 'to' | 'from' | 'replyTo') =>
  [mail[who] ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))

const tags = (html: string) => html.match(/<\/?[a-z]+/g) ?? []
/** What a letter about an honest town is made of. */
let honestTags: string[] | undefined
const expectedTags = async () => (honestTags ??= tags(String((await send('Дрогобич')).mail.html)))

async function expectHarmless(name: string): Promise<void> {
  const { raw, mail, recipients } = await send(name)
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  expect(mail.headerLines.map(({ key }) => key).sort()).toEqual(headersOfALetter)
  // Bytes beyond ASCII and lone line ends are what old servers stumble over.
  expect(head).toMatch(/^[\x20-\x7E\t\r\n]*$/)
  expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true)
  expect(recipients).toEqual(['claire@valence.example'])
  expect(addresses(mail, 'to')).toEqual(['claire@valence.example'])
  expect(addresses(mail, 'from')).toEqual(['office@pobratym.example'])
  expect(addresses(mail, 'replyTo')).toEqual(['taras@auc.example'])
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@pobratym\.example>$/)
  expect(mail.attachments).toEqual([])
  expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029\u200F\u202A-\u202E\u2066-\u2069]/u)
  expect(tags(String(mail.html))).toEqual(await expectedTags())
}

describe('a name', () => {
  it.each([
    ['with line breaks and headers', 'Оксана"\r\nBcc: everybody@example.org\r\n\r\n<b>Hello</b>'],
    ['with encoded line breaks', 'Oksana%0d%0aBcc: x@example.org =?utf-8?Q?=0D=0ABcc:_x@example.org?='],
    ['with other line ends', 'a\u2028Bcc: x@example.org\u2029\u0085\u000B\u000Cb'],
    ['that ends the header', '"; boundary="x\r\n--x\r\nContent-Type: text/html\r\n\r\n<script>1</script>'],
    ['with more addresses', 'Oksana <a@example.org>, b@example.org; Group: c@example.org;'],
    ['that is an address', 'director@bank.example'],
    ['with quotes and backslashes', '\\"Oksana\\\\" \'x\' `y` «z» “q”'],
    ['with markup', '<img src=x onerror=alert(1)></p><a href="https://evil.example">x</a>&amp;'],
    ['from right to left', 'abc\u202Egnp.exe\u2066\u200F\u061C אב'],
    ['of four-byte characters', '👩‍👩‍👧‍👦 𝔇𝔯𝔬𝔥𝔬𝔟𝔶𝔠𝔥 🏳️‍🌈'],
    ['of halves of characters', '\uD83D abc \uDE00'],
    ['with control characters', 'a\u0000b\u0007c\u001B[31md\u007Fe'],
    ['of 300 letters', 'Дуже-довга-назва-'.repeat(18).slice(0, 300)],
    ['of 300 letters without a space', 'щ'.repeat(300)],
    ['of 300 family emoji', '👩‍👩‍👧‍👦'.repeat(300)],
    ['with a thousand accents', `e${'\u0301'.repeat(1_000)}`],
    ['of nothing to see', '\u200B\u2060\uFEFF \u00AD'],
  ])('%s harms nothing', (_what, name) => expectHarmless(name))

  it('made of anything harms nothing', async () => {
    const { below, one } = chance(7)
    const pieces = [
      '\r\n',
      '\n',
      '\r',
      '"',
      "'",
      '<',
      '>',
      '\\',
      ',',
      ';',
      ':',
      '@',
      '(',
      ')',
      '=?',
      '?=',
      '\0',
    ]
    for (let n = 0; n < 25; n++) {
      const name = Array.from({ length: 1 + below(80) }, () =>
        below(2) ? one(pieces) : String.fromCodePoint(below(0x11_0000)),
      ).join('')
      await expectHarmless(name)
    }
  }, 120_000)

  it('arrives as it was written, on one line', async () => {
    const name = 'Оксана «Ксеня» Петренко-O’Neill, міська рада'
    const { mail } = await send(name)
    expect([mail.to ?? []].flat()[0]?.value[0]?.name).toBe(oneLine(name, 120))
  })

  it('keeps the spaces at which no line breaks', () => {
    expect(oneLine('Mise en relation\u00a0:  Die\u202f; \u00a0', 120)).toBe(
      'Mise en relation\u00a0: Die\u202f;',
    )
  })
})
