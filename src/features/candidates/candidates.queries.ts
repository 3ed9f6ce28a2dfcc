// What the pages about candidates are made of: the outlook of a community, with its own decisions and
// those of staff beside it.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { requestsOf } from '../introductions/index.js'
import { notLooking } from '../our-community/index.js'
import { arePartners, communitiesIn, communityFacts, placeNames, wordingIn } from '../pairs/index.js'
import { statesWith } from '../proposals/index.js'
import type { CandidatesFilter } from './candidates.forms.js'
import { narrowed, otherOf, type Outlook } from './candidates.model.js'
import { shortlisted, shortlistOf } from './shortlist.queries.js'

export const pageSize = 20

/** Pairs staff have decided on are no candidates any more. */
const isDecided = (state: string | undefined) => state === 'approved' || state === 'rejected'

async function openOnly(db: Db, outlook: Outlook): Promise<Outlook> {
  const states = await statesWith(db, outlook.us.id)
  const ranked = outlook.ranked.filter((one) => !isDecided(states.get(otherOf(one, outlook.us.id).id)))
  return { ...outlook, ranked }
}

/** Names of the regions with these codes. */
const regionsNamed = (db: Db, codes: readonly string[]) =>
  db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()

/** The places candidates lie in: countries for a Ukrainian community, oblasts for one abroad. */
async function placesOf(db: Db, { us, ranked }: Outlook) {
  const others = ranked.map((one) => otherOf(one, us.id))
  if (us.country === 'UA')
    return { countries: [...new Set(others.map(({ country }) => country))], regions: [] }
  const codes = [...new Set(others.flatMap(({ region }) => region ?? []))]
  return { countries: [], regions: await regionsNamed(db, codes) }
}

/** The candidates of a community, narrowed down and one page of them scored in full. */
export async function candidateList(db: Db, locale: Locale, look: Outlook, filter: CandidatesFilter) {
  const outlook = await openOnly(db, look)
  const { us } = outlook
  const found = narrowed(outlook, filter)
  const page = Math.min(filter.page, Math.max(1, Math.ceil(found.length / pageSize)))
  const scores = found
    .slice((page - 1) * pageSize, page * pageSize)
    .flatMap((one) => outlook.scoreWith(otherOf(one, us.id).id) ?? [])
  const ids = [us.id, ...scores.flatMap(communitiesIn)]
  const requests = await requestsOf(db, us.id)
  return {
    us,
    page,
    found: found.length,
    all: outlook.ranked.length,
    scores,
    places: await placesOf(db, outlook),
    prospects: outlook.prospects(),
    asked: new Set(requests.flatMap(({ state, candidateId }) => (state === 'asked' ? [candidateId] : []))),
    shortlisted: new Set((await shortlistOf(db, us.id)).map(({ candidateId }) => candidateId)),
    weAreSilent: (await notLooking(db)).has(us.id),
    facts: await communityFacts(db, ids),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
export type CandidateList = Awaited<ReturnType<typeof candidateList>>

/** Everything about one candidate; undefined when the two are no pair this service makes. */
export async function candidateFile(db: Db, locale: Locale, { us, scoreWith }: Outlook, candidateId: string) {
  const score = scoreWith(candidateId)
  if (!score) return undefined
  const facts = await communityFacts(db, [us.id, candidateId])
  const [ours, theirs] = [facts.get(us.id), facts.get(candidateId)]
  if (!ours || !theirs) return undefined
  const requests = await requestsOf(db, us.id)
  return {
    us: ours,
    them: theirs,
    facts,
    score,
    partnered: await arePartners(db, score.uaId, score.foreignId),
    proposal: (await statesWith(db, us.id)).get(candidateId),
    request: requests.find((each) => each.candidateId === candidateId && each.state === 'asked'),
    entry: await shortlisted(db, us.id, candidateId),
    silent: await notLooking(db),
    wording: wordingIn(locale, await placeNames(db, communitiesIn(score))),
  }
}
export type CandidateFile = NonNullable<Awaited<ReturnType<typeof candidateFile>>>

/** The short-list with what its lines need. */
export async function shortlistFile(db: Db, locale: Locale, communityId: string) {
  const entries = await shortlistOf(db, communityId)
  const ids = [communityId, ...entries.map(({ candidateId }) => candidateId)]
  const requests = await requestsOf(db, communityId)
  return {
    communityId,
    entries,
    asked: new Set(requests.flatMap(({ state, candidateId }) => (state === 'asked' ? [candidateId] : []))),
    facts: await communityFacts(db, ids),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
export type ShortlistFile = Awaited<ReturnType<typeof shortlistFile>>
