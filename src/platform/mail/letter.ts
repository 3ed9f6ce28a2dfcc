// Every letter the service writes, with the data its text needs. The words are in
// views/letters/<letter>/<locale>.hbs; dates are given as moments and written by the letter itself.
import type { Locale } from '../i18n/locales.js'

export interface LetterData {
  'sign-in': { name: string; link: string; until: Date }
  /** `theirAbout`, `reasons` and `fits` are whole lines in the reader's language. */
  introduction: {
    name: string
    ours: string
    theirs: string
    theirCountry: string
    theirAbout: string[]
    reasons: string[]
    /** How well each side finds what it said it looks for; empty when nobody said anything. */
    fits: string[]
    link: string
    until: Date
    signer: string
  }
  'introduction-reminder': { name: string; ours: string; theirs: string; link: string; until: Date }
  'introduction-connected': {
    name: string
    ours: string
    theirs: string
    theirCountry: string
    contactName: string
    contactEmail: string
    words: string | undefined
  }
  'introduction-resting': { name: string; ours: string; theirs: string; words: string | undefined }
  'introduction-closed': { name: string; ours: string; theirs: string; words: string | undefined }
}

export const letterNames = [
  'sign-in',
  'introduction',
  'introduction-reminder',
  'introduction-connected',
  'introduction-resting',
  'introduction-closed',
] as const satisfies readonly (keyof LetterData)[]
export type LetterName = keyof LetterData

export type LetterWords = {
  [L in LetterName]: { letter: L; locale: Locale; data: LetterData[L] }
}[LetterName]

export type Letter = LetterWords & {
  to: { name: string; email: string }
  /** What the letter belongs to, such as `introduction:<id>:ua`; never personal data. */
  about?: string
}
