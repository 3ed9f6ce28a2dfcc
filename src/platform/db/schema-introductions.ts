// The tables of introductions: the two sides, what came of it, and the associations that are told.
import type { ColumnType, Generated } from 'kysely'

type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface IntroductionsTable {
  id: string
  proposalId: string
  state: 'awaiting' | 'connected' | 'resting' | 'closed'
  openedAt: Date
  answersUntil: Date
  /** Days of silence after which a side is reminded. */
  remindAfterDays: Generated<number>
  /** Days it waits for answers, each time it asks. */
  closeAfterDays: Generated<number>
  closedAt: Date | null
  /** What closed it for good; null in every other state. */
  closedAs: Optional<'decline' | 'expire' | 'stop' | 'withdraw'>
  /** The day on which both are asked again, while it rests. */
  restUntil: Optional<string>
  /** How often both have been asked again. */
  followUps: Generated<number>
  /** When staff last gave it more time: reminders count from here. */
  extendedAt: Optional<Date>
}

/** What staff made of a side's letter before they approved it; null where the original's words stayed. */
export interface SideWritten {
  language: string
  subject: string | null
  body: string | null
  personal: string | null
}

export interface IntroductionSidesTable {
  introductionId: string
  side: 'ua' | 'foreign'
  communityId: string
  contactName: string
  contactEmail: string
  language: string
  answer: 'yes' | 'not-now' | 'no' | null
  answeredAt: Date | null
  words: string | null
  shareWords: Generated<boolean>
  remindedAt: Date | null
  /** Only links of this number still answer: it grows when the letter goes to another person. */
  linkGeneration: Generated<number>
  /** When it was last written to by staff or by the night; null when that is the opening. */
  askedAt: Optional<Date>
  /** Until when it would like to wait, when it answered not now. */
  restUntil: Optional<string>
  /** When it could talk for the first time, by the clock on its wall. */
  callOn: Optional<string>
  callAt: Optional<string>
  callZone: Optional<string>
  /** Kept while answers are awaited, so that the same letter can be sent once more. */
  written: ColumnType<SideWritten | null, string | null | undefined, string | null>
  writtenBy: Optional<string>
  /** Who signed its letter. */
  signerId: Optional<string>
}

export interface MilestonesTable {
  id: string
  introductionId: string
  side: 'ua' | 'foreign'
  kind: 'met' | 'letter-of-intent' | 'signed' | 'ended'
  onDate: string
  note: string | null
  recordedBy: string
  recordedAt: Date
}

/** A sister association abroad: an office, not a person. */
export interface AssociationsTable {
  id: string
  country: string
  name: string
  email: string
  language: string
  enteredBy: string
  enteredAt: Date
}

export interface AssociationCopiesTable {
  id: string
  introductionId: string
  associationId: string
  sentBy: string
  sentAt: Date
  answer: Optional<'supportive' | 'neutral' | 'objects'>
  answeredOn: Optional<string>
  /** What it answered, in a few words of staff. */
  words: Optional<string>
  notedBy: Optional<string>
}
