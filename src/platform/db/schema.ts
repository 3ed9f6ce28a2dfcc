// The tables as TypeScript sees them; camelCase by Kysely's plugin. A test holds this equal to what
// the migrations make.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { AccountsTable, ClaimsTable, InterestsTable, Json } from './schema-people.js'

export type { AccountsTable, ClaimsTable, InterestsTable } from './schema-people.js'

export interface Database {
  countries: { code: string; nameEn: string; nameUk: string; worldRegion: string }
  regions: { code: string; country: string; nameEn: string; nameUk: string | null }
  communities: CommunitiesTable
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
    scoredAt: Date
    postponedUntil: Date | null
    decidedBy: string | null
    decidedAt: Date | null
    note: string | null
    /** Since when one of the two has been asking for this introduction; null when nobody is. */
    askedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
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
  introductions: {
    id: string
    proposalId: string
    state: 'awaiting' | 'connected' | 'resting' | 'closed'
    openedAt: Date
    answersUntil: Date
    closedAt: Date | null
  }
  introductionSides: {
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
  }
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
  milestones: {
    id: string
    introductionId: string
    side: 'ua' | 'foreign'
    kind: 'met' | 'letter-of-intent' | 'signed'
    onDate: string
    note: string | null
    recordedBy: string
    recordedAt: Date
  }
}

export interface CommunitiesTable {
  id: string
  country: string
  regionCode: string | null
  kind: 'city' | 'settlement' | 'village'
  nameEn: string
  nameNative: string
  nameUk: string | null
  katottg: string | null
  geonamesId: number | null
  wikidataId: string | null
  hromadaUk: string | null
  hromadaKatottg: string | null
  hromadaPopulation: number | null
  raionUk: string | null
  lat: number
  lon: number
  population: number | null
  populationSource: string | null
  elevationM: number | null
  coastKm: number | null
  borderKm: number | null
  features: Generated<string[]>
  seeking: Generated<boolean>
  source: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  editedAt: Date | null
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
   * 'bounced': a server took it and sent it back. 'lapsed': its link had expired before it could be
   * sent, so it never was.
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
  /** Machine and process that has it in hand, or had it last. */
  leasedBy: ColumnType<string | null, string | null | undefined, string | null>
  returnedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** When a person first answered; what they wrote is not kept here. */
  answeredAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** When staff said that its trouble is dealt with. */
  settledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}
