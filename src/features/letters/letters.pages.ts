// What the letters' pages show.
import { paths } from '../../paths.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { calendarFile } from '../../platform/mail/mailer.js'
import { stopsAtOneClick } from '../../platform/mail/travel.js'
import { introductionOf, isReaddressed, paragraphsOf } from './letters.model.js'
import { isOfTheAddress, whyNot } from './reasons.model.js'
import type { Delivered, WholeLetter } from './letters.queries.js'

const tones = {
  queued: 'info',
  sent: 'success',
  failed: 'danger',
  bounced: 'danger',
  lapsed: 'neutral',
} as const

const line = (t: Translate, letter: Delivered) => ({
  id: letter.id,
  locale: letter.locale,
  kind: t(`letters.${letter.letter}`),
  toName: letter.toName,
  toEmail: letter.toEmail,
  subject: letter.subject,
  at: letter.sentAt ?? letter.queuedAt,
  state: t(`letters.state-${letter.state}`),
  tone: tones[letter.state],
  answeredAt: letter.answeredAt,
})

const troubled = (t: Translate, locale: string, now: Date, letter: Delivered) => {
  const reason = whyNot(letter)
  const introduction = introductionOf(letter.about)
  /** A link that has expired, or that nobody is asked by any more, is not sent again. */
  const isUseful = letter.usefulUntil === null || letter.usefulUntil > now
  const isLost = letter.state !== 'queued' && isUseful && isOfTheAddress(reason)
  const elsewhere = isLost && isReaddressed(letter.letter, letter.about)
  return {
    ...line(t, letter),
    at: letter.returnedAt ?? letter.queuedAt,
    reason: t(`letters.reason-${reason}`),
    advice: t(`letters.advice-${reason}`),
    answer: letter.lastAnswer,
    /** Null for a letter that was refused for good or came back. */
    nextAttemptAt: letter.state === 'queued' ? letter.nextAttemptAt : null,
    again: isUseful && !elsewhere,
    /** Where it is sent to another address, or that it would go to the same one. */
    way: isLost ? t(`staff/letters/index.${elsewhere ? 'elsewhere' : 'same-address'}`) : null,
    /** Where the introduction is that the letter belongs to. */
    introduction: introduction ? paths.staff.introduction(locale, introduction) : null,
  }
}

interface StaffLetters {
  csrf: string
  trouble: Delivered[]
  recent: Delivered[]
  /** A coordinator sees those of the own oblast. */
  bounded: boolean
  /** Letters are not sent at all: there is no mail server. */
  waiting: boolean
  /** Where they can be read; null in production. */
  mailbox: string | null
  /** What was just done. */
  done: 'again' | 'settle' | null
}

export const staffLettersPage = (
  t: Translate,
  locale: string,
  now: Date,
  { trouble, recent, bounded, done, ...rest }: StaffLetters,
) => ({
  layout: 'staff',
  title: t('staff/letters/index.heading'),
  lead: t(`staff/letters/index.${bounded ? 'lead-oblast' : 'lead'}`),
  trouble: trouble.map((letter) => troubled(t, locale, now, letter)),
  recent: recent.map((letter) => line(t, letter)),
  done: done && t(`staff/letters/index.done-${done}`),
  ...rest,
})

export const mailboxPage = (t: Translate, letters: Delivered[], { waiting }: { waiting: boolean }) => ({
  title: t('dev/letters/index.heading'),
  private: true,
  waiting,
  letters: letters.map((letter) => ({ ...line(t, letter), open: paths.dev.letter(letter.id) })),
})

const fileOf = (t: Translate, id: string, content: string) => ({
  name: calendarFile.filename,
  size: t('dev/letters/show.bytes', { count: Buffer.byteLength(content) }),
  href: `${paths.dev.letter(id)}?as=calendar`,
})

/** The letter as a mail program would get it: `mail` says what the outbox adds when it leaves. */
export const mailboxLetterPage = (
  t: Translate,
  letter: WholeLetter,
  mail: { from: string; replyTo: string },
) => ({
  title: letter.subject,
  private: true,
  crumbs: [{ href: paths.dev.letters, label: t('dev/letters/index.heading') }],
  letter: {
    ...line(t, letter),
    queuedAt: letter.queuedAt,
    paragraphs: paragraphsOf(letter.text),
    from: mail.from,
    replyTo: letter.replyTo ?? mail.replyTo,
    listUnsubscribe: letter.listUnsubscribe,
    oneClick: letter.listUnsubscribe !== null && stopsAtOneClick(letter.listUnsubscribe),
    asHtml: `${paths.dev.letter(letter.id)}?as=html`,
    file: letter.calendar === null ? null : fileOf(t, letter.id, letter.calendar),
  },
})
