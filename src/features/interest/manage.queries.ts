// Questions about one municipality's interest and everything that is kept because of it.
import type { Db, Trx } from '../../platform/db/connect.js'
import { letterAbout, type InterestState } from './interest.model.js'
import type { Interest } from './interest.queries.js'
import { isAccepted } from './manage.model.js'

export interface Texts {
  website: string | null
  textUk: string | null
  textEn: string | null
}

/** What is known of a community's website and texts. */
export async function textsOf(db: Db | Trx, communityId: string): Promise<Texts> {
  const row = await db
    .selectFrom('communityProfiles')
    .select(['website', 'textUk', 'textEn'])
    .where('communityId', '=', communityId)
    .executeTakeFirst()
  return row ?? { website: null, textUk: null, textEn: null }
}

/** States in which a municipality may still do something with its interest. */
const living: InterestState[] = ['awaiting-review', 'returned', 'accepted', 'paused', 'declined']

/** The interests an address may get a link to, newest first; held, so that none is withdrawn meanwhile. */
export const interestsOf = async (trx: Trx, email: string, limit: number): Promise<Interest[]> =>
  (await trx
    .selectFrom('interests')
    .selectAll()
    .where('contactEmail', '=', email)
    .where('state', 'in', living)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .forShare()
    .execute()) as Interest[]

/** How many letters with a new link an address was sent since a moment. */
export async function countNewLinks(db: Db | Trx, email: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('letters')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('letter', '=', 'manage-interest')
    .where('toEmail', '=', email)
    .where('queuedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** Until when a community is declared to look for a partner, and whether it does. */
export const declarationFor = (db: Db, communityId: string) =>
  db
    .selectFrom('declarations')
    .select(['state', 'until'])
    .where('communityId', '=', communityId)
    .executeTakeFirst()

/** Everything that is kept because of an interest, as rows, for its owner. */
export async function everythingAbout(db: Db, interest: Interest) {
  // Who decided is somebody else's datum.
  const { decidedBy: _, ...own } = interest
  const { id, state, communityId, contactEmail } = interest
  const email = contactEmail ?? ''
  // Before it is accepted, the chosen community is somebody else's.
  const ours = isAccepted(state) && communityId !== null ? communityId : ''
  return {
    interest: own,
    events: await db
      .selectFrom('events')
      .select(['at', 'did'])
      .where('what', '@>', JSON.stringify({ interest: id }) as never)
      .orderBy('id')
      .execute(),
    letters: await db
      .selectFrom('letters')
      .select(['letter', 'toName', 'toEmail', 'subject', 'text', 'state', 'queuedAt', 'sentAt'])
      .where(({ eb, or }) => or([eb('about', '=', letterAbout(id)), eb('toEmail', '=', email)]))
      // A sign-in letter is a key.
      .where('letter', '!=', 'sign-in')
      .orderBy('queuedAt')
      .execute(),
    drafts: await db
      .selectFrom('interestDrafts')
      .select(['email', 'answers', 'createdAt', 'expiresAt'])
      .where('email', '=', email)
      .execute(),
    contact: await db
      .selectFrom('contacts')
      .select(['communityId', 'name', 'email', 'language', 'office', 'phone', 'enteredAt'])
      .where('communityId', '=', ours)
      .where('email', '=', email)
      .execute(),
    introductions: await db
      .selectFrom('introductionSides')
      .select(['introductionId', 'contactName', 'contactEmail', 'language', 'answer', 'answeredAt', 'words'])
      .where('communityId', '=', ours)
      .where('contactEmail', '=', email)
      .execute(),
    wishes: (await db.selectFrom('wishes').selectAll().where('communityId', '=', ours).execute()).map(
      ({ enteredBy: _, ...wishes }) => wishes,
    ),
    texts: await db.selectFrom('communityProfiles').selectAll().where('communityId', '=', ours).execute(),
    declaration: await db
      .selectFrom('declarations')
      .select(['state', 'until', 'declaredAt'])
      .where('communityId', '=', ours)
      .execute(),
    account: await db
      .selectFrom('accounts')
      .select(['email', 'name', 'role', 'communityId', 'language', 'createdAt'])
      .where('email', '=', email)
      .execute(),
  }
}
