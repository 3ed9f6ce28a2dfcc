// Every letter the service writes, with the data its text needs. The words are in
// views/letters/<letter>/<locale>.hbs; dates are given as moments and written by the letter itself.
import type { Locale } from '../i18n/locales.js'
import type { Written } from './written-letter.js'

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
    /** Where the other community stands on one page, for everybody to read. */
    profile: string
    until: Date
    signer: string
  }
  'introduction-reminder': {
    name: string
    ours: string
    theirs: string
    link: string
    profile: string
    until: Date
  }
  'introduction-connected': {
    name: string
    ours: string
    theirs: string
    theirCountry: string
    contactName: string
    contactEmail: string
    /** Whether it is another one than in an earlier letter. */
    changed: boolean
    profile: string
    words: string | undefined
    /** Where the Association is written to: an answer to this letter goes to the other side. */
    office: string
    /** The times that were proposed for a first talk, a line each; the earliest is in `calendar`. */
    calls: string[]
  }
  /**
   * `answered`: whether the reader has, or let the time go by. `again`: the day on which the service asks
   * both once more; undefined when it will not.
   */
  'introduction-resting': {
    name: string
    ours: string
    theirs: string
    answered: boolean
    words: string | undefined
    again: Date | undefined
  }
  /** The time to answer is longer now, until `until`. */
  'introduction-extended': { name: string; ours: string; theirs: string; link: string; until: Date }
  /** After a “not now”: both are asked once more. `theirAbout`: whole lines in the reader's language. */
  'introduction-follow-up': {
    name: string
    ours: string
    theirs: string
    theirCountry: string
    theirAbout: string[]
    link: string
    profile: string
    until: Date
  }
  /** The Association has stopped it. */
  'introduction-stopped': { name: string; ours: string; theirs: string; words: string | undefined }
  /** To the partner country's association: both communities, nobody's name. */
  'association-copy': {
    name: string
    ua: string
    foreign: string
    foreignCountry: string
    uaAbout: string[]
    foreignAbout: string[]
    signer: string
  }
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
  /** What waits for somebody of the staff, on the day whose evening is `until`. */
  'staff-digest': {
    name: string
    /** How many of each kind, whole lines in the reader's language, and the room where it is dealt with. */
    waiting: { words: string; link: string }[]
    /** What has waited longest, a whole line; undefined when everything came today. */
    oldest: string | undefined
    link: string
    /** Where the letter is stopped. */
    stop: string
    until: Date
  }
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
  'introduction-stopped',
  'introduction-extended',
  'introduction-follow-up',
  'association-copy',
  'declaration-lapsing',
  'confirm-interest',
  'continue-interest',
  'interest-accepted',
  'interest-returned',
  'interest-declined',
  'manage-interest',
  'staff-digest',
] as const satisfies readonly (keyof LetterData)[]
export type LetterName = keyof LetterData

export type LetterWords = {
  [L in LetterName]: { letter: L; locale: Locale; data: LetterData[L] }
}[LetterName]

export type Letter = LetterWords & {
  to: { name: string; email: string }
  /** Who gets the answers; a person at the Association unless said. */
  replyTo?: { name: string; email: string }
  /** A date for the reader's calendar, as a file of that kind. */
  calendar?: string | undefined
  /** What the letter belongs to, such as `introduction:<id>:ua`; never personal data. */
  about?: string
  /** What staff made of its words before it was queued. */
  written?: Written | undefined
}
