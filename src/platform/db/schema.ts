// The tables as TypeScript sees them; camelCase by Kysely's plugin. A test holds this equal to what
// the migrations make.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Written as text by us, read back as a value. */
type Json<T> = ColumnType<T, string, string>

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
  }
  wishes: WishesTable
  interests: InterestsTable
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
}

/** A forgotten account keeps its id for the diary's sake, and nothing of the person. */
export interface AccountsTable {
  id: string
  email: string | null
  name: string
  role: 'member' | 'partner' | 'coordinator' | 'staff' | 'admin'
  /** The community of a member or a partner. */
  communityId: string | null
  /** The oblast of a coordinator. */
  regionCode: string | null
  /** The language of letters to this person. */
  language: Generated<string>
  createdAt: Date
  disabledAt: Date | null
  forgottenAt: Date | null
}

export interface InterestsTable {
  id: string
  state: 'unconfirmed' | 'awaiting-review' | 'returned' | 'accepted' | 'paused' | 'declined' | 'withdrawn'
  locale: string
  /** The community of the registry it is about: chosen by the applicant, or decided by staff. */
  communityId: string | null
  geonamesId: number | null
  town: string
  country: string
  region: string | null
  lat: number | null
  lon: number | null
  population: number | null
  website: string | null
  /** What the municipality looks for and says of itself; never about a person. */
  answers: Json<unknown>
  /** The contact person; null after a withdrawal. */
  contactName: string | null
  contactOffice: string | null
  contactEmail: string | null
  contactPhone: string | null
  consentVersion: string
  consentedAt: Date
  createdAt: Date
  confirmedAt: Date | null
  decidedBy: string | null
  decidedAt: Date | null
  /** What the Association wrote to the applicant when it returned or declined the interest. */
  note: string | null
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
  kinds: ('twinning' | 'partnership' | 'friendship' | 'contact' | 'project' | 'solidarity')[]
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
  /** 'lapsed': its link had expired before it could be sent, so it never was. */
  state: Generated<'queued' | 'sent' | 'failed' | 'lapsed'>
  attempts: Generated<number>
  nextAttemptAt: Date
  firstTriedAt: Date | null
  usefulUntil: Date | null
  leasedUntil: Date | null
  lastAnswer: string | null
  queuedAt: Date
  sentAt: Date | null
}
