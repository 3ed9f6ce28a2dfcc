// The tables about people: who may sign in, and who registered an interest or claims a community.
import type { ColumnType, Generated } from 'kysely'

/** Written as text by us, read back as a value. */
export type Json<T> = ColumnType<T, string, string>

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
  /** Whether somebody of the staff wants the morning letter; null for “nobody has chosen”, which is a yes. */
  digest: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  /** The day, in Kyiv, of the last morning letter. */
  digestOn: ColumnType<string | null, string | null | undefined, string | null>
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

/** Somebody asks to speak for a community. Unconfirmed ones, and those of forgotten people, are deleted. */
export interface ClaimsTable {
  id: string
  communityId: string
  state: 'unconfirmed' | 'awaiting-review' | 'accepted' | 'declined'
  name: string
  office: string
  email: string
  phone: string | null
  /** The language of the form, and of the letters about it. */
  locale: string
  words: string | null
  createdAt: Date
  confirmedAt: Date | null
  decidedBy: string | null
  decidedAt: Date | null
  /** What the Association wrote to whom it declined. */
  note: string | null
}
