// The letters an approval will send, as staff may prepare them: what an edited letter is, and when it no
// longer fits what it was made from.
import { createHash } from 'node:crypto'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import type { Written } from '../../platform/mail/written-letter.js'

export interface EditedLetter extends Written {
  /** The language it was written in. */
  language: string
  /** Who signs it; null when nobody was chosen, or whoever was chosen has left. */
  signerId: string | null
  signer: string | null
  /** A digest of the letter it was made from. */
  original: string
  editedBy: string | null
  editedAt: Date
}

export interface Original {
  subject: string
  body: string
}

export const digestOf = ({ subject, body }: Original): string =>
  createHash('sha256').update(`${subject}\n${body}`).digest('base64url')

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
