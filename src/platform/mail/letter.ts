// Every letter the service writes, with the data its text needs. The words are in
// views/letters/<letter>/<locale>.hbs; dates are given as moments and written by the letter itself.
import type { Locale } from '../i18n/locales.js'

export interface LetterData {
  /** `code` is typed where the link was asked for, when the letter is read elsewhere. */
  'sign-in': { name: string; link: string; code: string; until: Date }
  /** Who was invited learns where to sign in; `community` for its officials. */
  invitation: { name: string; inviter: string; community: string | undefined; link: string }
  'confirm-claim': { community: string; link: string; until: Date }
  /** `link`: where to sign in. */
  'claim-accepted': { name: string; community: string; link: string }
  'claim-declined': { name: string; community: string; note: string }
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
  /** Before a community's declaration that it looks for a partner lapses. */
  'declaration-lapsing': { name: string; community: string; link: string; until: Date }
  'confirm-interest': { name: string; town: string; link: string; until: Date }
  /** The link to a form that was put aside half filled; whose it is may not have been typed yet. */
  'continue-interest': { link: string; until: Date }
  'interest-accepted': { name: string; town: string; link: string; until: Date }
  /** `note`: what staff ask to be mended. */
  'interest-returned': { name: string; town: string; note: string; link: string; until: Date }
  'interest-declined': { name: string; town: string; note: string; link: string; until: Date }
  /** A new link to an interest, for somebody who lost the old one. */
  'manage-interest': { name: string; town: string; link: string; until: Date }
}

export const letterNames = [
  'sign-in',
  'invitation',
  'confirm-claim',
  'claim-accepted',
  'claim-declined',
  'introduction',
  'introduction-reminder',
  'introduction-connected',
  'introduction-resting',
  'introduction-closed',
  'declaration-lapsing',
  'confirm-interest',
  'continue-interest',
  'interest-accepted',
  'interest-returned',
  'interest-declined',
  'manage-interest',
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
