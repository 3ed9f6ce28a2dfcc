// The tables as TypeScript sees them; camelCase by Kysely's plugin. A test holds this equal to what
// the migrations make.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { ProposalLettersTable } from './schema-approvals.js'
import type {
  AssociationCopiesTable,
  AssociationsTable,
  IntroductionSidesTable,
  IntroductionsTable,
  MilestonesTable,
} from './schema-introductions.js'
import type * as imports from './schema-imports.js'
import type { AccountsTable, ClaimsTable, InterestsTable, Json } from './schema-people.js'
import type { AnswersReadTable, SavedFiltersTable } from './schema-queue.js'
import type * as records from './schema-records.js'
import type { RoundMarksTable, RoundPairsTable, RoundsTable } from './schema-rounds.js'
import type { WeightPreviewsTable, WeightSetsTable } from './schema-weights.js'

export type { AccountsTable, ClaimsTable, InterestsTable } from './schema-people.js'
export type { CommunitiesTable } from './schema-records.js'

export interface Database {
  countries: { code: string; nameEn: string; nameUk: string; worldRegion: string }
  regions: { code: string; country: string; nameEn: string; nameUk: string | null }
  communities: records.CommunitiesTable
  recordVersions: records.RecordVersionsTable
  recordConflicts: records.RecordConflictsTable
  communityRedirects: records.CommunityRedirectsTable
  partnershipMoves: records.PartnershipMovesTable
  keptApart: records.KeptApartTable
  importBatches: imports.ImportBatchesTable
  importRows: imports.ImportRowsTable
  importChanges: imports.ImportChangesTable
  communityNames: {
    communityId: string
    name: string
    kind: 'official' | 'former' | 'other'
    language: string
    script: 'latin' | 'cyrillic' | 'other'
    source: string
  }
  communityTopics: {
    communityId: string
    topic: string
    direction: 'need' | 'offer' | 'both-unknown'
    basis: 'strategy' | 'agreement-sphere' | 'declared'
    year: number | null
    source: string
  }
  indexChanges: { seq: GeneratedAlways<number>; communityId: string; notedAt: Generated<Date> }
  partnerships: {
    uaId: string
    foreignId: string
    status: 'active' | 'unknown' | 'suspended-check' | 'terminated'
    source: string[]
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
    editedAt: Date | null
  }
  agreements: {
    id: string
    uaId: string
    foreignId: string
    kind: 'twinning' | 'partnership' | 'cooperation' | 'memorandum' | 'other'
    lawKind: 'interterritorial' | 'cross-border' | 'both' | null
    signedYear: number | null
    signedOn: string | null
    durationYears: number | null
    unlimited: Generated<boolean>
    autoRenewal: boolean | null
    topics: Generated<string[]>
    source: string
  }
  foreignLinks: { aId: string; bId: string; source: string }
  seedLoads: { digest: string; loadedAt: Date; counts: Json<Record<string, number>> }
  accounts: AccountsTable
  signInLinks: {
    id: string
    accountId: string
    createdAt: Date
    expiresAt: Date
    usedAt: Date | null
    /** A digest of what only the browser that asked for the link holds. */
    browser: string | null
    /** A digest of the short code in the letter. */
    code: string | null
    wrongCodes: Generated<number>
  }
  sessions: { sid: string; sess: Json<unknown>; expire: Date }
  events: {
    id: GeneratedAlways<number>
    at: Date
    who: string
    did: string
    what: Json<Record<string, string | number>>
    note: string | null
    /** From where: a way in, and a shortened address where somebody came over the network. */
    origin: ColumnType<string | null, string | null | undefined, null>
  }
  jobRuns: {
    id: GeneratedAlways<number>
    name: string
    startedAt: Date
    finishedAt: Date | null
    outcome: string | null
  }
  letters: LettersTable
  /** From when on a receiving domain takes the next letter from us. */
  mailDomains: { domain: string; freeAt: Date }
  /** How far the mailbox with bounces and replies has been read. */
  mailboxReadings: { mailbox: string; uidValidity: string; lastUid: number; leasedUntil: Date | null }
  proposals: {
    id: string
    uaId: string
    foreignId: string
    state: 'offered' | 'postponed' | 'approved' | 'rejected'
    total: number
    coverage: number
    parts: Json<unknown>
    /** Both profiles as they were judged; null for what was scored before they were kept. */
    sides: ColumnType<unknown, string | null | undefined, string | null>
    weights: string
    offeredAt: Date
    /** Since when it waits again after staff had decided; null: since it was offered. */
    waitsSince: ColumnType<Date | null, Date | null | undefined, Date | null>
    scoredAt: Date
    postponedUntil: Date | null
    decidedBy: string | null
    decidedAt: Date | null
    note: string | null
    /** Since when one of the two has been asking for this introduction; null when nobody is. */
    askedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    /** Who of the staff has taken it, and since when. */
    takenBy: ColumnType<string | null, string | null | undefined, string | null>
    takenAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    /** A code of the decision; null for an approval, and for decisions older than the codes. */
    reason: ColumnType<string | null, string | null | undefined, string | null>
    /** What the last decision was based on, as it was then. */
    rationale: ColumnType<unknown, string | null | undefined, string | null>
    /** The accepted round it belongs to. */
    roundId: ColumnType<string | null, string | null | undefined, string | null>
  }
  proposalLetters: ProposalLettersTable
  savedFilters: SavedFiltersTable
  answersRead: AnswersReadTable
  rounds: RoundsTable
  roundPairs: RoundPairsTable
  roundMarks: RoundMarksTable
  wishes: WishesTable
  communityProfiles: {
    communityId: string
    website: string | null
    textUk: string | null
    textEn: string | null
    updatedAt: Date
  }
  profileVersions: {
    id: string
    seq: GeneratedAlways<number>
    communityId: string
    at: Date
    by: string
    /** The whole profile as it stood after this change. */
    profile: Json<unknown>
    /** The change this one takes back. */
    undoes: string | null
  }
  declarations: {
    communityId: string
    state: 'open' | 'paused' | 'complete'
    until: string | null
    /** An account, or 'system' and the like. */
    declaredBy: string
    declaredAt: Date
    remindedAt: Date | null
  }
  interests: InterestsTable
  claims: ClaimsTable
  interestDrafts: {
    id: string
    locale: string
    email: string
    answers: Json<unknown>
    createdAt: Date
    expiresAt: Date
  }
  contacts: {
    communityId: string
    name: string
    email: string
    language: string
    office: string | null
    phone: string | null
    enteredBy: string
    enteredAt: Date
  }
  introductions: IntroductionsTable
  introductionSides: IntroductionSidesTable
  associations: AssociationsTable
  associationCopies: AssociationCopiesTable
  shortlist: {
    communityId: string
    candidateId: string
    note: string | null
    addedBy: string
    addedAt: Date
    updatedAt: Date
  }
  introductionRequests: {
    id: string
    communityId: string
    candidateId: string
    /** The asking community's own; null after it left. */
    words: string | null
    state: 'asked' | 'withdrawn' | 'proposed' | 'declined'
    askedBy: string
    askedAt: Date
    decidedAt: Date | null
  }
  milestones: MilestonesTable
  weightSets: WeightSetsTable
  weightPreviews: WeightPreviewsTable
}

/** The topics a community needs and offers are `communityTopics` on the basis 'declared'. */
export interface WishesTable {
  communityId: string
  places: string[]
  placesHard: boolean
  sizeLeast: number | null
  sizeMost: number | null
  sizeHard: boolean
  needsHard: boolean
  offersHard: boolean
  languages: string[]
  languagesHard: boolean
  kinds: ('twinning' | 'partnership' | 'friendship' | 'contact' | 'project' | 'solidarity' | 'trial')[]
  kindsHard: boolean
  enteredBy: string
  enteredAt: Date
}

export interface LettersTable {
  id: string
  letter: string
  locale: string
  about: string | null
  toName: string
  toEmail: string
  subject: string
  text: string
  html: string
  messageId: string
  /**
   * 'bounced': a server took it and sent it back. 'lapsed': its link had expired, or it was
   * taken back, before it could be sent, so it never was.
   */
  state: Generated<'queued' | 'sent' | 'failed' | 'bounced' | 'lapsed'>
  attempts: Generated<number>
  nextAttemptAt: Date
  firstTriedAt: Date | null
  usefulUntil: Date | null
  leasedUntil: Date | null
  lastAnswer: string | null
  queuedAt: Date
  sentAt: Date | null
  toDomain: GeneratedAlways<string>
  /** Somebody sits before a page and waits for it: it goes before all others. */
  urgent: Generated<boolean>
  /** The header by which a reader can stop letters of this kind. */
  listUnsubscribe: ColumnType<string | null, string | null | undefined, never>
  /** Who gets the answers, when it is not the Association. */
  replyTo: ColumnType<string | null, string | null | undefined, never>
  /** A date to put into a calendar, as a file of that kind. */
  calendar: ColumnType<string | null, string | null | undefined, never>
  /** Machine and process that has it in hand, or had it last. */
  leasedBy: ColumnType<string | null, string | null | undefined, string | null>
  returnedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** When a person first answered; what they wrote is not kept here. */
  answeredAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** When staff said that its trouble is dealt with. */
  settledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}
