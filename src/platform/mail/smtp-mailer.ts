// Mail over SMTP, several connections kept open. The only file that knows nodemailer.
import nodemailer from 'nodemailer'
import { calendarFile, type Delivery, type Mailer, type Message } from './mailer.js'
import { stopsAtOneClick } from './travel.js'

export interface Patience {
  /** Milliseconds until a server must have answered: to connect, to greet, between two answers, in all. */
  connect: number
  greeting: number
  silence: number
  total: number
}

// A busy relay may think about a letter for half a minute; giving up too soon sends it twice. The total
// stays below the outbox's lease.
const usualPatience: Patience = { connect: 15_000, greeting: 15_000, silence: 60_000, total: 90_000 }

interface Refusal {
  code?: string
  /** The command that was refused. */
  command?: string
  responseCode?: number
  response?: string
  message?: string
}

// One address and nothing else: no list, no comment, no header.
const address = /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/u

// A server that does not let us send at all says so at the sender's address (552: the letter is too large).
const aboutTheSender = ({ command, responseCode }: Refusal) =>
  command === 'MAIL FROM' && responseCode !== undefined && responseCode !== 552

/**
 * Only what the server says about this very letter is final. A wrong password, a sender we may not use,
 * a failed greeting or a lost connection is about the service, and the letter waits until that is mended.
 */
function refused(refusal: Refusal): Delivery {
  const { code = '', responseCode, response, message = '' } = refusal
  const said = response ?? `${code} ${message}`.trim()
  if (aboutTheSender(refusal)) return { outcome: 'later', answer: `ESENDER ${said}` }
  const aboutTheLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  const final = responseCode === undefined || (responseCode >= 500 && responseCode !== 503)
  return { outcome: aboutTheLetter && final ? 'never' : 'later', answer: said }
}

/** A mailer for an `smtp://` or `smtps://` address; TLS and credentials as the address says. */
export function smtpMailer(url: string, patience: Partial<Patience> = {}): Mailer {
  const { total = usualPatience.total } = patience
  const { connect, greeting, silence } = { ...usualPatience, ...patience }
  const atMost = (ms: number) => Math.min(ms, total)
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: atMost(connect),
    greetingTimeout: atMost(greeting),
    socketTimeout: atMost(silence),
    dnsTimeout: atMost(connect),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, messageId, thread, listUnsubscribe, calendar, ...message }: Message): Promise<Delivery> {
      if (!address.test(to.email)) return { outcome: 'never', answer: '553 5.1.3 not an address' }
      try {
        const { response } = await transport.sendMail({
          ...message,
          messageId,
          ...(thread && { references: thread }),
          to: { name: to.name, address: to.email },
          ...(calendar && { attachments: [{ ...calendarFile, content: calendar }] }),
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(listUnsubscribe && { 'List-Unsubscribe': { prepared: true, value: listUnsubscribe } }),
            ...(listUnsubscribe &&
              stopsAtOneClick(listUnsubscribe) && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
          },
          // A report of failure then names the letter, and does not carry its words through the world.
          dsn: { envid: /^<([^@]+)@/.exec(messageId)?.[1], ret: 'HDRS', notify: ['FAILURE'] },
          signal: AbortSignal.timeout(total),
        })
        return { outcome: 'sent', answer: response }
      } catch (error) {
        return refused(error as Refusal)
      }
    },
    close() {
      transport.close()
      return Promise.resolve()
    },
  }
}
