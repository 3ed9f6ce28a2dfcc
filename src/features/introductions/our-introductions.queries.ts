// The introductions of one community and what it asked for, with what its own pages show of them.
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { contactsOf } from '../contacts/index.js'
import { communityFacts, placeNames, wordingIn } from '../pairs/index.js'
import { introductionById, introductionsOf } from './introductions.queries.js'
import { sideIn } from './milestones.actions.js'
import { milestonesOf } from './milestones.queries.js'
import { requestsOf } from './requests.queries.js'

export async function ourIntroductions(db: Db, locale: Locale, communityId: string) {
  const introductions = await introductionsOf(db, communityId)
  const requests = await requestsOf(db, communityId)
  const ids = [
    communityId,
    ...introductions.flatMap(({ sides }) => [sides.ua.communityId, sides.foreign.communityId]),
    ...requests.map(({ candidateId }) => candidateId),
  ]
  return {
    communityId,
    introductions,
    requests,
    facts: await communityFacts(db, ids),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
export type OurIntroductions = Awaited<ReturnType<typeof ourIntroductions>>

/** One introduction of a community; undefined when it is none of its own. */
export async function ourIntroduction(db: Db, locale: Locale, id: string, communityId: string) {
  const introduction = await introductionById(db, id)
  const side = introduction && sideIn(introduction, communityId)
  if (!side) return undefined
  const ids = [introduction.sides.ua.communityId, introduction.sides.foreign.communityId]
  const [contact] = await contactsOf(db, [communityId])
  return {
    introduction,
    side,
    /** The office that our letters go to; whose name it is stays with the Association. */
    office: contact?.office ?? null,
    milestones: await milestonesOf(db, id),
    facts: await communityFacts(db, ids),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
export type OurIntroduction = NonNullable<Awaited<ReturnType<typeof ourIntroduction>>>
