// The port of mail: one finished message, sent or refused.

export interface Message {
  messageId: string
  from: string
  replyTo: string
  to: { name: string; email: string }
  subject: string
  text: string
  html: string
  /** The Message-ID of what it belongs to, so that a mailbox shows it beside the rest of that. */
  thread?: string | undefined
  /** A finished List-Unsubscribe header. */
  listUnsubscribe?: string | null
  /** A date for a calendar, as a file of that kind. */
  calendar?: string | null
}

/** As a file, not as an invitation: nobody is asked to accept what is only proposed. */
export const calendarFile = {
  filename: 'call.ics',
  contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
} as const

/** 'later' is worth another try (4xx, time-out, lost connection); 'never' is not (5xx, bad address). */
export type Delivery = { outcome: 'sent' | 'later' | 'never'; answer: string }

export interface Mailer {
  send(message: Message): Promise<Delivery>
  close(): Promise<void>
}
