// Who is at home where in the small world of the access test, and what that world can show.
import type { Role } from './access-table.js'
import type { TestApp } from './app.js'

/** The community, or oblast, of each role, and another one that is none of theirs. */
export const homes = {
  member: { own: 'ua-drohobych', other: 'ua-izium', abroad: 'fr-die' },
  partner: { own: 'pl-legnica', other: 'fr-die', abroad: 'ua-izium' },
} as const
export const oblast = { own: 'UA.15', other: 'UA.07' } as const

/** Somebody with a session of the store, as if they had just signed in. */
export interface Somebody {
  id: string
  cookie: string
  csrf: string
}

export interface World {
  app: TestApp
  somebody(role: Role): Promise<Somebody>
  /** A person who has been here a moment ago: for lines whose act ends what it acts on. */
  colleague(communityId: string): Promise<string>
  /** A name under which the account page knows a session of this person. */
  visitOf(accountId: string): Promise<string>
  /** A saved filter of this person. */
  filterOf(accountId: string): Promise<string>
  /** Each community's own version of its profile, request for an introduction, and introduction. */
  version(communityId: string): string
  request(communityId: string): Promise<string>
  introduction(communityId: string): string
  association: string
  rounds: Record<'own' | 'other', string>
  proposal: string
  /** Of another oblast. */
  otherProposal: string
  claims: Record<'own' | 'other', string>
  /** Contradictions between sources about the communities of two oblasts. */
  conflicts: Record<'own' | 'other', string>
  interest: string
  letter: string
  /** A file that waits for a decision, of an oblast. */
  import(regionCode: string): Promise<string>
  token(purpose: string, subject: string): string
}
