// The letters an approval will send, as staff may prepare them: what an edited letter is, and when it no
// longer fits what it was made from.
import { createHash } from 'node:crypto'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import type { Written } from '../../platform/mail/written-letter.js'
import type { Contact } from '../contacts/index.js'

export interface EditedLetter extends Written {
  /** The language it was written in. */
  language: string
  /** Who signs it; null when nobody was chosen, or whoever was chosen has left. */
  signerId: string | null
  signer: string | null
  /** A digest of the letter it was made from. */
  original: string
  editorId: string | null
  editedBy: string | null
  editedAt: Date
}

export interface Original {
  subject: string
  body: string
}

/** What stands in the fields of a letter. */
export interface LetterFields extends Original {
  personal: string
  signer: string
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

export const digestOf = ({ subject, body }: Original): string => digest(`${subject}\n${body}`)

/** A text as it is kept, whichever line ends a browser sent. */
export const asKept = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/** By this the page knows whether anything was typed into the fields of a letter it showed. */
export const digestOfFields = ({ subject, body, personal, signer }: LetterFields): string =>
  digest(JSON.stringify([subject, body, personal, signer].map(asKept)))

/** All that an approval would send to one side, and to whom; somebody who read it approves this and no other. */
export const digestOfSending = (
  { name, email, language }: Contact,
  original: Original,
  edited?: EditedLetter,
): string => {
  const { subject, body, personal = null, signer = null } = edited ?? {}
  const words = [subject ?? original.subject, body ?? original.body, personal, signer]
  return digest(JSON.stringify([name, email, language, ...words]))
}

const hasWords = ({ subject, body, personal }: Written) =>
  subject !== null || body !== null || personal !== null

/** Whether it has words in another language than its reader's. */
export const isInAnotherLanguage = (letter: EditedLetter | undefined, language: string): boolean =>
  letter !== undefined &&
  hasWords(letter) &&
  letter.language !== (isLocale(language) ? language : defaultLocale)

/** What somebody typed, where it differs from the original. */
export function changesOf(original: Original, typed: Original & { personal: string }): Written {
  const changed = (part: keyof Original) => (typed[part] === original[part] ? null : typed[part])
  return { subject: changed('subject'), body: changed('body'), personal: typed.personal || null }
}
