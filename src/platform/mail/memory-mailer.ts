// A mailer for tests: keeps what it was given and answers as it is told.
import type { Delivery, Mailer, Message } from './mailer.js'

export interface MemoryMailer extends Mailer {
  /** What was accepted, in order. */
  readonly sent: Message[]
  /** How the next messages are answered, one each; then everything is accepted again. */
  answer(...deliveries: Delivery[]): void
}

export function memoryMailer(): MemoryMailer {
  const sent: Message[] = []
  const told: Delivery[] = []
  return {
    sent,
    answer: (...deliveries) => void told.push(...deliveries),
    send(message) {
      const delivery = told.shift() ?? { outcome: 'sent', answer: '250 2.0.0 OK' }
      if (delivery.outcome === 'sent') sent.push(message)
      return Promise.resolve(delivery)
    },
    close: () => Promise.resolve(),
  }
}
