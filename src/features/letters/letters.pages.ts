// What the letters' pages show.
import { paths } from '../../paths.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { paragraphsOf, reasonOf } from './letters.model.js'
import type { Delivered, WholeLetter } from './letters.queries.js'

const tones = { queued: 'info', sent: 'success', failed: 'danger', lapsed: 'neutral' } as const

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
})

const troubled = (t: Translate, letter: Delivered) => ({
  ...line(t, letter),
  reason: t(`letters.reason-${reasonOf(letter.lastAnswer)}`),
  answer: letter.lastAnswer,
  /** Null for a letter that was refused for good. */
  nextAttemptAt: letter.state === 'queued' ? letter.nextAttemptAt : null,
})

interface StaffLetters {
  csrf: string
  trouble: Delivered[]
  recent: Delivered[]
  /** Letters are not sent at all: there is no mail server. */
  waiting: boolean
  /** Where they can be read; null in production. */
  mailbox: string | null
  queuedAgain: boolean
}

export const staffLettersPage = (t: Translate, { trouble, recent, ...rest }: StaffLetters) => ({
  layout: 'staff',
  title: t('staff/letters/index.heading'),
  trouble: trouble.map((letter) => troubled(t, letter)),
  recent: recent.map((letter) => line(t, letter)),
  ...rest,
})

export const mailboxPage = (t: Translate, letters: Delivered[], { waiting }: { waiting: boolean }) => ({
  title: t('dev/letters/index.heading'),
  private: true,
  waiting,
  letters: letters.map((letter) => ({ ...line(t, letter), open: paths.dev.letter(letter.id) })),
})

export const mailboxLetterPage = (t: Translate, letter: WholeLetter) => ({
  title: letter.subject,
  private: true,
  crumbs: [{ href: paths.dev.letters, label: t('dev/letters/index.heading') }],
  letter: {
    ...line(t, letter),
    queuedAt: letter.queuedAt,
    paragraphs: paragraphsOf(letter.text),
    asHtml: `${paths.dev.letter(letter.id)}?as=html`,
  },
})
