// The port of mail: one finished message, sent or refused.

export interface Message {
  messageId: string
  from: string
  replyTo: string
  to: { name: string; email: string }
  subject: string
  text: string
  html: string
  /** A finished List-Unsubscribe header. */
  listUnsubscribe?: string | null
  /** A date for a calendar, as a file of that kind. */
  calendar?: string | null
}

/** 'later' is worth another try (4xx, time-out, lost connection); 'never' is not (5xx, bad address). */
export type Delivery = { outcome: 'sent' | 'later' | 'never'; answer: string }

export interface Mailer {
  send(message: Message): Promise<Delivery>
  close(): Promise<void>
}
