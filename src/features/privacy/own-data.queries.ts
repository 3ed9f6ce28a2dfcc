// Questions about everything that is stored of one person, by the account and by its e-mail address.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'

export interface Person {
  id: string
  email: string
}

export const accountOf = (db: Db | Trx, id: string) =>
  db
    .selectFrom('accounts')
    .select(['id', 'email', 'name', 'role', 'communityId', 'regionCode', 'language', 'createdAt', 'digest'])
    .where('id', '=', id)
    .where('forgottenAt', 'is', null)
    .executeTakeFirst()

/** What a session says of the person; its id is a key and stays here. */
export const sessionsOf = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('sessions')
    .select([sql<string | null>`sess ->> 'since'`.as('since'), sql`sess -> 'device'`.as('device')])
    .select('expire as goodUntil')
    .where(sql<string>`sess ->> 'accountId'`, '=', id)
    .orderBy('expire')
    .execute()

export const linkTimes = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('signInLinks')
    .select(['createdAt', 'expiresAt', 'usedAt'])
    .where('accountId', '=', id)
    .orderBy('createdAt')
    .execute()

export const interestsOf = (db: Db | Trx, { email }: Person) =>
  db
    .selectFrom('interests')
    .selectAll()
    .where('contactEmail', '=', email.toLowerCase())
    .orderBy('createdAt')
    .execute()

export const claimsOf = (db: Db | Trx, { email }: Person) =>
  db
    .selectFrom('claims')
    .selectAll()
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .orderBy('createdAt')
    .execute()

export const draftsOf = (db: Db | Trx, { email }: Person) =>
  db
    .selectFrom('interestDrafts')
    .select(['locale', 'email', 'answers', 'createdAt', 'expiresAt'])
    .where('email', '=', email.toLowerCase())
    .orderBy('createdAt')
    .execute()

/** The communities that the Association writes to at this address. */
export const contactsAt = (db: Db | Trx, { email }: Pick<Person, 'email'>) =>
  db
    .selectFrom('contacts')
    .select(['communityId', 'name', 'email', 'language', 'office', 'phone', 'enteredAt'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .orderBy('communityId')
    .execute()

/** Introductions in which this address stands for a side, with what that side answered. */
export const sidesAt = (db: Db | Trx, { email }: Pick<Person, 'email'>) =>
  db
    .selectFrom('introductionSides')
    .select(['introductionId', 'communityId', 'contactName', 'contactEmail', 'language'])
    .select(['answer', 'answeredAt', 'words', 'shareWords', 'remindedAt'])
    .select(['restUntil', 'callOn', 'callAt', 'callZone'])
    .where(sql`lower(contact_email)`, '=', email.toLowerCase())
    .orderBy('introductionId')
    .execute()

export const notesBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('shortlist')
    .select(['communityId', 'candidateId', 'note', 'addedAt', 'updatedAt'])
    .where('addedBy', '=', id)
    .orderBy('addedAt')
    .execute()

export const requestsBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('introductionRequests')
    .select(['communityId', 'candidateId', 'words', 'state', 'askedAt', 'decidedAt'])
    .where('askedBy', '=', id)
    .orderBy('askedAt')
    .execute()

export const milestonesBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('milestones')
    .select(['introductionId', 'kind', 'onDate', 'note', 'recordedAt'])
    .where('recordedBy', '=', id)
    .orderBy('recordedAt')
    .execute()

export const filtersBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('savedFilters')
    .select(['name', 'query', 'savedAt'])
    .where('accountId', '=', id)
    .orderBy('savedAt')
    .execute()

/** Letters of proposals that this person has edited and nobody has approved yet. */
export const lettersEditedBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('proposalLetters')
    .select(['proposalId', 'side', 'subject', 'body', 'personal', 'editedAt'])
    .where('editedBy', '=', id)
    .orderBy('editedAt')
    .execute()

/** What this person made of letters of introductions that still wait for answers. */
export const lettersWrittenBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('introductionSides')
    .select(['introductionId', 'side', 'written'])
    .where('writtenBy', '=', id)
    .orderBy('introductionId')
    .orderBy('side')
    .execute()

/** What was sent, or waits, for an address. The text of a letter to sign in is a key, not a datum. */
export const lettersTo = (db: Db | Trx, { email }: Person) =>
  db
    .selectFrom('letters')
    .select(['letter', 'locale', 'toName', 'subject', 'queuedAt', 'sentAt'])
    .select(sql<string | null>`case when letter = 'sign-in' then null else text end`.as('text'))
    .where(sql`lower(to_email)`, '=', email.toLowerCase())
    .orderBy('queuedAt')
    .orderBy('id')
    .execute()

export const eventsBy = (db: Db | Trx, { id }: Person) =>
  db
    .selectFrom('events')
    .select(['at', 'did', 'what', 'note', 'origin'])
    .where('who', '=', id)
    .orderBy('id')
    .execute()

/** Who was shown contacts of these communities and interests, by role: the diary knows who, the person needs to know that. */
export const looksAt = (db: Db | Trx, things: readonly Record<string, string>[]) =>
  db
    .selectFrom('events')
    .leftJoin('accounts', (join) => join.on(sql`accounts.id::text`, '=', sql.ref('events.who')))
    .select(['events.at', 'events.what', 'accounts.role'])
    .where('did', '=', 'saw-contact')
    .where(({ or, eb }) => or(things.map((thing) => eb('what', '@>', JSON.stringify(thing) as never))))
    .orderBy('events.id')
    .execute()
