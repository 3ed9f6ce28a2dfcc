// Mail over SMTP, several connections kept open. The only file that knows nodemailer.
import nodemailer from 'nodemailer'
import type { Delivery, Mailer, Message } from './mailer.js'

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
  responseCode?: number
  response?: string
  message?: string
}

// One address and nothing else: no list, no comment, no header.
const address = /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/u

/**
 * Only what the server says about this very letter is final. A wrong password, a failed greeting or a
 * lost connection is about the service, and the letter waits until that is mended.
 */
function refused({ code = '', responseCode, response, message = '' }: Refusal): Delivery {
  const aboutTheLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  const final = responseCode === undefined || (responseCode >= 500 && responseCode !== 503)
  return {
    outcome: aboutTheLetter && final ? 'never' : 'later',
    answer: response ?? `${code} ${message}`.trim(),
  }
}

/** A mailer for an `smtp://` or `smtps://` address; TLS and credentials as the address says. */
export function smtpMailer(url: string, patience: Partial<Patience> = {}): Mailer {
  const { connect, greeting, silence, total } = { ...usualPatience, ...patience }
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: connect,
    greetingTimeout: greeting,
    socketTimeout: silence,
    dnsTimeout: connect,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, messageId, ...message }: Message): Promise<Delivery> {
      if (!address.test(to.email)) return { outcome: 'never', answer: '553 5.1.3 not an address' }
      try {
        const { response } = await transport.sendMail({
          ...message,
          messageId,
          to: { name: to.name, address: to.email },
          headers: { 'Auto-Submitted': 'auto-generated' },
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
