// Mail over a real SMTP server that can also be unfriendly: refuses, hangs, hangs up, dribbles.
import { afterEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { readIncoming } from '../../src/platform/mail/incoming.js'
import type { Mailer } from '../../src/platform/mail/mailer.js'
import { smtpMailer, type Patience } from '../../src/platform/mail/smtp-mailer.js'
import { aMessage, mailerContract } from './mailer.contract.js'

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

type Trouble = 'for-now' | 'for-good' | 'hang' | 'hang-up' | undefined

interface Office {
  url: string
  letters: ParsedMail[]
  raw: string[]
  /** What happens to the next letter after its last line. */
  next: Trouble
  connections: number
  close(): Promise<void>
}

async function openOffice(options: SMTPServerOptions = {}): Promise<Office> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onConnect: (_session, done) => {
      office.connections++
      done()
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void receive(Buffer.concat(chunks), done))
    },
    ...options,
  })
  const office: Office = {
    url: '',
    letters: [],
    raw: [],
    next: undefined,
    connections: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  async function receive(bytes: Buffer, done: (error?: Error | null) => void): Promise<void> {
    const trouble = office.next
    office.next = undefined
    if (trouble === 'hang') return
    if (trouble === 'for-now') return done(refusal(450, '4.2.1 mailbox busy'))
    if (trouble === 'for-good') return done(refusal(550, '5.1.1 user unknown'))
    office.raw.push(bytes.toString())
    office.letters.push(await simpleParser(bytes))
    if (trouble === 'hang-up')
      for (const client of server.connections as unknown as Set<{ _socket: Socket }>) client._socket.destroy()
    else done()
  }
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  office.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return office
}

const person = (address: AddressObject | AddressObject[] | undefined) => {
  const [first] = [address ?? []].flat().flatMap(({ value }) => value)
  return `${first?.name} <${first?.address}>`
}

mailerContract('SMTP', async () => {
  const office = await openOffice()
  const mailer = smtpMailer(office.url)
  return {
    mailer,
    arrived: () =>
      office.letters.map((letter) => ({
        messageId: letter.messageId ?? '',
        from: person(letter.from),
        replyTo: person(letter.replyTo),
        to: person(letter.to),
        subject: letter.subject ?? '',
        text: letter.text ?? '',
      })),
    refuse: (how) => void (office.next = how),
    close: async () => {
      await mailer.close()
      await office.close()
    },
  }
})

describe('SMTP mailer in bad company', () => {
  const toClose: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close()
  })
  const office = async (options?: SMTPServerOptions) => {
    const opened = await openOffice(options)
    toClose.push(opened.close)
    return opened
  }
  const mailerFor = (url: string, patience?: Partial<Patience>): Mailer => {
    const mailer = smtpMailer(url, patience)
    toClose.push(() => mailer.close())
    return mailer
  }
  const rawServer = async (talk: (socket: Socket) => void): Promise<string> => {
    const sockets = new Set<Socket>()
    const server: Server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      talk(socket)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    toClose.push(() => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    })
    return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('puts a letter off when the server stops answering after it, and goes on with the next', async () => {
    const post = await office()
    const mailer = mailerFor(post.url, { silence: 2500 })
    post.next = 'hang'
    expect(await mailer.send(aMessage())).toMatchObject({
      outcome: 'later',
      answer: expect.stringMatching(/^ETIMEDOUT/),
    })
    expect((await mailer.send(aMessage())).outcome).toBe('sent')
  })

  it('puts a letter off when the server hangs up after it, and repeats it under the same Message-ID', async () => {
    const post = await office()
    const mailer = mailerFor(post.url)
    post.next = 'hang-up'
    expect((await mailer.send(aMessage())).outcome).toBe('later')
    expect((await mailer.send(aMessage())).outcome).toBe('sent')
    expect(post.letters.map(({ messageId }) => messageId)).toEqual([
      aMessage().messageId,
      aMessage().messageId,
    ])
  })

  it('puts a letter off when nobody listens', async () => {
    const url = await rawServer(() => {})
    for (const close of toClose.splice(0)) await close()
    expect((await mailerFor(url).send(aMessage())).outcome).toBe('later')
  })

  it('puts a letter off when the server never greets', async () => {
    const url = await rawServer(() => {})
    expect((await mailerFor(url, { greeting: 200 }).send(aMessage())).outcome).toBe('later')
  })

  it('puts a letter off when the server dribbles for ever, which no silence betrays', async () => {
    const url = await rawServer((socket) => {
      const dribble = setInterval(() => socket.write('220-welcome\r\n'), 50)
      socket.on('close', () => clearInterval(dribble))
    })
    const delivery = await mailerFor(url, { silence: 5_000, greeting: 5_000, total: 400 }).send(aMessage())
    expect(delivery.outcome).toBe('later')
  })

  it('puts a letter off when the server does not take our password: that is not the letter’s fault', async () => {
    const post = await office({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 wrong password')),
    })
    const mailer = mailerFor(post.url.replace('smtp://', 'smtp://pobratym:wrong@'))
    expect(await mailer.send(aMessage())).toMatchObject({
      outcome: 'later',
      answer: expect.stringMatching(/^535/),
    })
  })

  it('gives up when the server does not know the address', async () => {
    const post = await office({
      onRcptTo: (_address, _session, done) => done(refusal(550, '5.1.1 no such user')),
    })
    expect(await mailerFor(post.url).send(aMessage())).toEqual({
      outcome: 'never',
      answer: '550 5.1.1 no such user',
    })
  })

  it('puts a letter off when we may not send at all: that is not the letter’s fault', async () => {
    const post = await office({
      onMailFrom: (_address, _session, done) => done(refusal(553, '5.7.1 sender not owned by user')),
    })
    expect(await mailerFor(post.url).send(aMessage())).toEqual({
      outcome: 'later',
      answer: 'ESENDER 553 5.7.1 sender not owned by user',
    })
  })

  it('puts a letter off when the address is greylisted', async () => {
    const post = await office({
      onRcptTo: (_address, _session, done) => done(refusal(451, '4.7.1 try later')),
    })
    expect((await mailerFor(post.url).send(aMessage())).outcome).toBe('later')
  })

  it.each(['', 'nobody', 'a@b@c', 'a@b, c@d', 'a@b\r\nRCPT TO:<c@d>', '<a@b>', 'Group: a@b;'])(
    'asks no server about %j, which is not one address',
    async (email) => {
      const post = await office()
      const delivery = await mailerFor(post.url).send(aMessage({ to: { name: 'x', email } }))
      expect(delivery.outcome).toBe('never')
      expect(post.connections).toBe(0)
    },
  )

  it('keeps every header whole, whatever a name or a subject holds', async () => {
    const post = await office()
    const evil = 'Оксана"\r\nBcc: everybody@example.org\r\n\r\n<b>😀'
    await mailerFor(post.url).send(
      aMessage({ to: { name: evil, email: 'oksana@drohobych.example' }, subject: evil }),
    )
    const [letter] = post.letters
    expect([...(letter?.headers.keys() ?? [])].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'reply-to',
      'subject',
      'to',
    ])
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(post.raw[0]?.split('\r\n').every((line) => line.length <= 998)).toBe(true)
  })

  it('says how to get no more letters of a kind, where a letter says so', async () => {
    const post = await office()
    const mailer = mailerFor(post.url)
    const listUnsubscribe = '<mailto:taras@auc.example?subject=Unsubscribe%20staff-digest>'
    await mailer.send(aMessage({ listUnsubscribe }))
    await mailer.send(aMessage({ listUnsubscribe: null }))
    expect(post.raw[0]).toContain(`\r\nList-Unsubscribe: ${listUnsubscribe}\r\n`)
    expect(post.raw[0]).not.toContain('List-Unsubscribe-Post')
    expect(post.raw[1]).not.toContain('List-')
  })

  it('refers to what a letter belongs to, which no reply is mistaken for', async () => {
    const post = await office()
    const thread = '<introduction_7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f@pobratym.example>'
    await mailerFor(post.url).send(aMessage({ thread }))
    expect(post.letters[0]?.references).toBe(thread)
    const reply = `From: a@b.example\r\nReferences: ${thread}\r\n\r\nYes`
    expect(await readIncoming(Buffer.from(reply))).toEqual({ kind: 'other' })
  })

  it('tells mail programs that one click is enough, where a page takes it', async () => {
    const post = await office()
    const page = 'https://pobratym.example/uk/digest/1f2e.c2FtcGxl.mark'
    const listUnsubscribe = `<${page}>, <mailto:taras@auc.example?subject=Unsubscribe%20staff-digest>`
    await mailerFor(post.url).send(aMessage({ listUnsubscribe }))
    expect(post.raw[0]).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
    expect(post.letters[0]?.headers.get('list')).toMatchObject({ unsubscribe: { url: page } })
  })

  it('asks for a report of failure by the letter’s id, without the words of the letter', async () => {
    const said = { mail: {}, rcpt: {} }
    const post = await office({
      hideDSN: false,
      onMailFrom: ({ args }, _session, done) => {
        said.mail = args
        done()
      },
      onRcptTo: ({ args }, _session, done) => {
        said.rcpt = args
        done()
      },
    })
    expect(await mailerFor(post.url).send(aMessage())).toMatchObject({ outcome: 'sent' })
    expect(said).toEqual({
      mail: expect.objectContaining({ RET: 'HDRS', ENVID: '7b0c' }),
      rcpt: { NOTIFY: 'FAILURE' },
    })
  })

  it('keeps a few connections open and sends over them at the same time', async () => {
    const post = await office()
    const mailer = mailerFor(post.url)
    const deliveries = await Promise.all(Array.from({ length: 60 }, () => mailer.send(aMessage())))
    expect(deliveries.every(({ outcome }) => outcome === 'sent')).toBe(true)
    expect(post.letters).toHaveLength(60)
    expect(post.connections).toBeLessThanOrEqual(5)
  })
})
