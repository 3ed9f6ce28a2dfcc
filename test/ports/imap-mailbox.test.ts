// The mailbox with bounces and replies over a real IMAP server, where there is one on the machine.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { ImapFlow } from 'imapflow'
import { imapMailbox } from '../../src/platform/mail/imap-mailbox.js'
import type { Position } from '../../src/platform/mail/mailbox.js'
import { dovecotProgram, startDovecot, type ImapServer } from '../support/dovecot.js'
import { anAnswer } from '../support/reports.js'

const longAgo = new Date('2020-01-01T00:00:00Z')
const letterOf = (n: number) => `7f0c5a52-6d5c-4b57-9a3f-${String(n).padStart(12, '0')}`

const withServer = dovecotProgram ? describe : describe.skip

withServer('a mailbox over IMAP', () => {
  let server: ImapServer
  beforeAll(async () => {
    server = await startDovecot()
  }, 120_000)
  afterAll(() => server?.close())

  /** What is new: the numbers of the letters that the messages answer. */
  async function read(after: Position | undefined): Promise<{ found: number[]; position: Position }> {
    const found: number[] = []
    const position = await imapMailbox(server.url).read(after, longAgo, async ({ source, at }) => {
      expect(at.getTime()).toBeGreaterThan(longAgo.getTime())
      found.push(Number(/In-Reply-To: <7f0c5a52-6d5c-4b57-9a3f-(\d+)@/.exec(source.toString())?.[1]))
      await Promise.resolve()
    })
    return { found, position }
  }

  it('is read from where it was left, each message once, and stays as new as it was', async () => {
    const empty = await read(undefined)
    expect(empty.found).toEqual([])
    await server.deliver(anAnswer(letterOf(1)))
    await server.deliver(anAnswer(letterOf(2)))
    const first = await read(empty.position)
    expect(first.found).toEqual([1, 2])
    expect((await read(first.position)).found).toEqual([])

    await server.deliver(anAnswer(letterOf(3)))
    expect((await read(first.position)).found).toEqual([3])
    expect(await unseen()).toBe(3)
  })

  it('is read anew when the server has given new numbers', async () => {
    const { position } = await read(undefined)
    expect((await read({ ...position, uidValidity: '1' })).found).toEqual([1, 2, 3])
  })

  it('gives the beginning of a very long message', async () => {
    const { position } = await read(undefined)
    await server.deliver(Buffer.concat([anAnswer(letterOf(4)), Buffer.alloc(2_000_000, 'x\r\n')]))
    const lengths: number[] = []
    await imapMailbox(server.url).read(position, longAgo, ({ source }) => {
      lengths.push(source.length)
      return Promise.resolve()
    })
    expect(lengths).toEqual([256 * 1024])
  })

  it('says when the password is wrong or the folder is not there', async () => {
    const wrong = imapMailbox(server.url.replace('secret', 'wrong'))
    await expect(wrong.read(undefined, longAgo, () => Promise.resolve())).rejects.toThrow()
    const elsewhere = imapMailbox(`${server.url}/Nowhere`)
    await expect(elsewhere.read(undefined, longAgo, () => Promise.resolve())).rejects.toThrow()
  })

  async function unseen(): Promise<number> {
    const { hostname, port } = new URL(server.url)
    const auth = { user: 'office', pass: 'secret' }
    const client = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth, logger: false })
    await client.connect()
    const status = await client.status('INBOX', { unseen: true })
    await client.logout()
    return status ? (status.unseen ?? 0) : 0
  }
})

describe('a mailbox whose server is away', () => {
  it('is an error of one minute, not the end of the process', async () => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.write('* OK ready\r\n')
      socket.once('data', () => socket.destroy())
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const mailbox = imapMailbox(`imap://office:secret@127.0.0.1:${port}`)
    await expect(mailbox.read(undefined, longAgo, () => Promise.resolve())).rejects.toThrow()
    server.close()
    await once(server, 'close')
    await expect(mailbox.read(undefined, longAgo, () => Promise.resolve())).rejects.toThrow()
  })

  it('is named without its password', () => {
    expect(imapMailbox('imaps://office%40auc.example:s3cret@mail.example/Reports').name).toBe(
      'office@auc.example@mail.example/Reports',
    )
  })
})
