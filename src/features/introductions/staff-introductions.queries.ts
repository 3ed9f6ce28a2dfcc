// What staff read about introductions: the rows with the names, letters and diary that belong to them.
import { communityFacts, placeNames, type Wording, wordingIn } from '../pairs/index.js'
import { sides } from '../pairs/pairs.model.js'
import type { Db } from '../../platform/db/connect.js'
import { eventsAbout } from '../../platform/db/events.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { DiaryEvent } from './diary.js'
import { associationAbout, letterAbout } from './introductions.model.js'
import { associationsIn, copiesOf } from './associations.queries.js'
import { introductionById, type Introduction } from './introductions.queries.js'
import { milestonesOf } from './milestones.queries.js'

const communitiesOf = ({ sides }: Introduction) => [sides.ua.communityId, sides.foreign.communityId]

/** The diary of a proposal and of the introduction that followed from it. */
export async function diaryOf(
  db: Db,
  proposal: string,
  introduction: string | undefined,
): Promise<DiaryEvent[]> {
  const aboutProposal = await eventsAbout(db, { proposal })
  const aboutIntroduction = introduction ? await eventsAbout(db, { introduction }) : []
  const opened = (event: DiaryEvent) => 'introduction' in event.what && 'proposal' in event.what
  return [...aboutProposal, ...aboutIntroduction.filter((event) => !opened(event))]
}

/** The letters to both sides of an introduction, and to an association; oldest first. */
const lettersOf = (db: Db, introduction: string) =>
  db
    .selectFrom('letters')
    .select(['id', 'letter', 'about', 'state', 'queuedAt', 'sentAt'])
    .where('about', 'in', [
      ...sides.map((side) => letterAbout(introduction, side)),
      associationAbout(introduction),
    ])
    .orderBy('queuedAt')
    .orderBy('about', 'desc')
    .execute()

/** Names of staff members by their account's id. */
export async function staffNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('accounts').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function introductionForStaff(db: Db, locale: Locale, id: string) {
  const introduction = await introductionById(db, id)
  if (!introduction) return undefined
  const ids = communitiesOf(introduction)
  const wording: Wording = wordingIn(locale, await placeNames(db, ids))
  const facts = await communityFacts(db, ids)
  return {
    introduction,
    facts,
    copies: await copiesOf(db, id),
    associations: await associationsIn(db, facts.get(introduction.sides.foreign.communityId)?.country ?? ''),
    letters: await lettersOf(db, id),
    milestones: await milestonesOf(db, id),
    events: await diaryOf(db, introduction.proposalId, id),
    staff: await staffNames(db),
    wording,
  }
}
export type IntroductionForStaff = NonNullable<Awaited<ReturnType<typeof introductionForStaff>>>
