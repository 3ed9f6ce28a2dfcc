// A mail server in a bad mood, the same every time: of a hundred letters ten are refused for now, two
// are never answered, two are taken and the line is cut before the answer, and one is refused for good.
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { chance } from '../support/chance.js'

type Fate = 'taken' | 'refused-for-now' | 'hangs' | 'cut' | 'refused-for-good'

/** A letter's number is in its address: `person17@town3.example`. */
export const addressOf = (n: number) => `person${n}@town${n % 40}.example`
const numberIn = (address: string) => Number(/^person(\d+)@/.exec(address)?.[1])

export const isDeliverable = (n: number) => n % 100 !== 14

/** What happens to a letter at its first, second … try. */
function fateOf(n: number, attempt: number): Fate {
  if (!isDeliverable(n)) return 'refused-for-good'
  const draw = attempt === 1 ? n % 100 : chance(n * 1_000 + attempt).below(100)
  if (draw < 10) return 'refused-for-now'
  if (draw < 12) return 'hangs'
  if (draw < 14) return 'cut'
  return 'taken'
}

export interface Copy {
  n: number
  messageId: string
}

export interface MoodyPostOffice {
  /** Where a worker of this name brings its letters. */
  urlFor(worker: string): string
  /** Every copy that was taken, in order. */
  copies: Copy[]
  /** How many different letters were taken. */
  arrived(): number
  /** Letters that were taken and then the line was cut. */
  cut: Set<number>
  /** How often each thing happened. */
  counts: Record<Fate, number>
  /** Milliseconds it thinks about a letter. */
  thinks: number
  /** Whether a worker has a letter on the counter. */
  isServing(worker: string): boolean
  close(): Promise<void>
}

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

const open = (session: SMTPServerSession, server: SMTPServer) =>
  [...(server.connections as unknown as Set<{ session: SMTPServerSession; _socket: Socket }>)].find(
    (each) => each.session.id === session.id,
  )?._socket

export async function openMoodyPostOffice(): Promise<MoodyPostOffice> {
  const copies: Copy[] = []
  const arrived = new Set<number>()
  const attempts = new Map<number, number>()
  const serving = new Map<string, { worker: string; fate: Fate }>()
  const counts = { taken: 0, 'refused-for-now': 0, hangs: 0, cut: 0, 'refused-for-good': 0 }
  const office: MoodyPostOffice = {
    urlFor: (worker) => `smtp://${worker}:secret@127.0.0.1:${port}`,
    copies,
    arrived: () => arrived.size,
    cut: new Set(),
    counts,
    thinks: 0,
    isServing: (worker) => [...serving.values()].some((each) => each.worker === worker),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  const take = (n: number, text: string) => {
    copies.push({ n, messageId: /^message-id: (.+)$/im.exec(text)?.[1]?.trim() ?? '' })
    arrived.add(n)
  }

  /** Half of the letters are safe before the server says so: whoever does not hear it will repeat them. */
  async function receive(n: number, text: string, session: SMTPServerSession): Promise<Error | undefined> {
    const fate = serving.get(session.id)?.fate ?? 'taken'
    const safeAtOnce = fate === 'cut' || (fate === 'taken' && n % 2 === 0)
    if (safeAtOnce) take(n, text)
    if (fate === 'cut') {
      office.cut.add(n)
      open(session, server)?.destroy()
    }
    if (fate === 'hangs' || fate === 'cut') return new Promise<undefined>(() => {})
    await pause(office.thinks)
    if (fate === 'refused-for-now') return refusal(451, '4.3.0 the queue is full, come back later')
    if (fate === 'refused-for-good') return refusal(554, '5.7.1 refused by content')
    if (!safeAtOnce && open(session, server)) take(n, text)
    return undefined
  }

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
    onClose: (session) => void serving.delete(session.id),
    onRcptTo({ address }, session, done) {
      const n = numberIn(address)
      const attempt = (attempts.get(n) ?? 0) + 1
      attempts.set(n, attempt)
      const fate = fateOf(n, attempt)
      counts[fate]++
      // Half of the refusals come at the address, half after the letter.
      const atAddress = ((n % 10) + Math.floor(n / 100)) % 2 === 0
      if (fate === 'refused-for-now' && atAddress) return done(refusal(450, '4.2.1 greylisted'))
      if (fate === 'refused-for-good' && atAddress) return done(refusal(550, '5.1.1 no such user'))
      serving.set(session.id, { worker: session.user ?? '', fate })
      done()
    },
    onData(stream, session, done) {
      const n = numberIn(session.envelope.rcptTo[0]?.address ?? '')
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        void receive(n, text, session).then((problem) => {
          serving.delete(session.id)
          done(problem)
        })
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return office
}
