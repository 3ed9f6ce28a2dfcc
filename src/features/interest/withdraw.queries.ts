// The rows that change when an interest is withdrawn.
import { sql } from 'kysely'
import type { Trx } from '../../platform/db/connect.js'
import { fold } from '../../platform/search/fold.js'
import type { Interest } from './interest.queries.js'
import { sourceOfInterest } from './review.queries.js'

/** The answers that people write in their own words. */
const freeTexts = ['about', 'partners', 'project']

/** Leaves of an interest what says nothing of anybody: the place, and what was ticked. */
export async function emptyInterest(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('interests')
    .set({
      state: 'withdrawn',
      contactName: null,
      contactOffice: null,
      contactEmail: null,
      contactPhone: null,
      region: null,
      website: null,
      note: null,
      answers: sql<string>`answers - ${freeTexts}::text[]`,
    })
    .where('id', '=', id)
    .execute()
}

/** Other interests of the same address for the same place, and those that were declined. */
export async function othersToo(trx: Trx, interest: Interest, email: string): Promise<Interest[]> {
  const others = (await trx
    .selectFrom('interests')
    .selectAll()
    .where('contactEmail', '=', email)
    .where('id', '!=', interest.id)
    .where('state', 'not in', ['unconfirmed', 'withdrawn'])
    .forUpdate()
    .execute()) as Interest[]
  return others.filter(
    (other) =>
      other.state === 'declined' ||
      (other.communityId !== null && other.communityId === interest.communityId) ||
      (other.country === interest.country && fold(other.town) === fold(interest.town)),
  )
}

/** Holds the proposals with a community, so that none is approved while its contact is being forgotten. */
export async function holdProposals(trx: Trx, communityId: string): Promise<void> {
  await trx
    .selectFrom('proposals')
    .select('id')
    .where(({ eb, or }) => or([eb('uaId', '=', communityId), eb('foreignId', '=', communityId)]))
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Another interest that was accepted for a community. */
export const othersAccepted = async (trx: Trx, communityId: string): Promise<Interest | undefined> =>
  (await trx
    .selectFrom('interests')
    .selectAll()
    .where('communityId', '=', communityId)
    .where('state', 'in', ['accepted', 'paused'])
    .orderBy('decidedAt', 'desc')
    .limit(1)
    .executeTakeFirst()) as Interest | undefined

/**
 * Whether a community must stay in the registry: it was there before it registered itself, or a relation, a
 * decision, a request or somebody else's account refers to it.
 */
export async function isKeptBySomebody(
  trx: Trx,
  communityId: string,
  email: string | null,
): Promise<boolean> {
  const { kept } = await trx
    .selectNoFrom(
      sql<boolean>`
        not exists (select from communities where id = ${communityId} and source = ${sourceOfInterest})
        or exists (select from partnerships where ${communityId} in (ua_id, foreign_id))
        or exists (select from foreign_links where ${communityId} in (a_id, b_id))
        or exists (select from proposals where ${communityId} in (ua_id, foreign_id) and decided_at is not null)
        or exists (select from introduction_sides where community_id = ${communityId})
        or exists (select from introduction_requests where ${communityId} in (community_id, candidate_id))
        or exists (select from community_redirects where new_id = ${communityId})
        or exists (select from contacts where community_id = ${communityId})
        or exists (
          select from claims where community_id = ${communityId} and email is distinct from ${email}
            and state in ('awaiting-review', 'accepted'))
        or exists (
          select from accounts where community_id = ${communityId} and email is distinct from ${email})`.as(
        'kept',
      ),
    )
    .executeTakeFirstOrThrow()
  return kept
}

/** Takes a community out of the registry; names, topics and undecided proposals go with it. */
export async function deleteCommunity(trx: Trx, communityId: string): Promise<void> {
  await trx.deleteFrom('communities').where('id', '=', communityId).execute()
}

/** Deletes what an address began and did not finish: half-filled forms and interests it never confirmed. */
export async function deleteUnfinished(trx: Trx, email: string): Promise<void> {
  await trx.deleteFrom('interestDrafts').where('email', '=', email).execute()
  await trx
    .deleteFrom('interests')
    .where('contactEmail', '=', email)
    .where('state', '=', 'unconfirmed')
    .execute()
}

/** Whether an address still speaks for a community by an interest of its own. */
export async function stillSpeaksFor(trx: Trx, email: string, communityId: string | null): Promise<boolean> {
  const other = await trx
    .selectFrom('interests')
    .select('id')
    .where('contactEmail', '=', email)
    .where('communityId', '=', communityId)
    .where('state', 'in', ['accepted', 'paused'])
    .executeTakeFirst()
  return other !== undefined
}
