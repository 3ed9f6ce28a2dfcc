// Which introductions staff asked for: the ids of one page, how many there are, and what they may choose from.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { communityFacts, placeNames, wordingIn } from '../pairs/index.js'
import type { Side } from '../pairs/pairs.model.js'
import { closings } from './introductions.model.js'
import { introductionsWith, type Introduction } from './introductions.queries.js'
import type { IntroductionsFilter } from './staff-list.forms.js'

export const pageSize = 25

/** The filter, and the oblast that a coordinator is kept to. */
export interface Which extends Omit<IntroductionsFilter, 'page'> {
  ownRegion: string | undefined
  now: Date
}

const sideIn = (side: Side, column: 'region_code' | 'country', value: string) => sql<SqlBool>`
  exists (select from introduction_sides as side join communities on communities.id = side.community_id
    where side.introduction_id = introductions.id and side.side = ${side}
      and ${sql.ref(`communities.${column}`)} = ${value})`

const hasSide = (side: Side, condition: RawBuilder<SqlBool>) => sql<SqlBool>`
  exists (select from introduction_sides as side
    where side.introduction_id = introductions.id and side.side = ${side} and ${condition})`

const isSilent = sql<SqlBool>`side.answer is null`
const hasAnswered = sql<SqlBool>`side.answer is not null`

const silentSince = (before: Date) => sql<SqlBool>`
  exists (select from introduction_sides as side
    where side.introduction_id = introductions.id and side.answer is null
      and coalesce(side.asked_at, introductions.opened_at) <= ${before})`

/** A letter that asks did not arrive: nobody but the Association can go on. */
const inTrouble = sql<SqlBool>`
  exists (select from letters where settled_at is null and state in ('failed', 'bounced')
    and about in ('introduction:' || introductions.id || ':ua', 'introduction:' || introductions.id || ':foreign'))`

/** As the desk counts: whose letter did not arrive cannot answer, so the step is the Association's. */
function isTurnOf(turn: NonNullable<IntroductionsFilter['turn']>) {
  if (turn === 'staff') return inTrouble
  const [ua, foreign] = (['ua', 'foreign'] as const).map((side) =>
    hasSide(side, turn === 'both' || turn === side ? isSilent : hasAnswered),
  )
  return sql<SqlBool>`${ua} and ${foreign} and not ${inTrouble}`
}

/** The introductions a filter finds, for whoever lists, counts or exports them. */
export const introductionsFound = (db: Db | Trx, which: Which) => {
  const { state, region, country, turn, days: least, round, ownRegion, now } = which
  const waits = turn !== undefined || least !== undefined
  const closing = closings.find((each) => state === `closed-${each}`)
  return db
    .selectFrom('introductions')
    .$if(closing !== undefined, (query) => query.where('closedAs', '=', closing!))
    .$if(state !== 'all' && !closing, (query) => query.where('state', '=', state as Introduction['state']))
    .$if(waits, (query) => query.where('state', '=', 'awaiting'))
    .$if(ownRegion !== undefined, (query) => query.where(sideIn('ua', 'region_code', ownRegion!)))
    .$if(region !== undefined, (query) => query.where(sideIn('ua', 'region_code', region!)))
    .$if(country !== undefined, (query) => query.where(sideIn('foreign', 'country', country!)))
    .$if(turn !== undefined, (query) => query.where(isTurnOf(turn!)))
    .$if(least !== undefined, (query) => query.where(silentSince(later(now, -days(least!)))))
    .$if(round !== undefined, (query) =>
      query.where('proposalId', 'in', (of) =>
        of.selectFrom('proposals').select('proposals.id').where('roundId', '=', round!),
      ),
    )
}

/** One page: those that wait, oldest first; all others, newest first. */
async function idsOfPage(db: Db, which: Which, page: number): Promise<string[]> {
  const rows = await introductionsFound(db, which)
    .select('introductions.id')
    .orderBy('openedAt', which.state === 'awaiting' ? 'asc' : 'desc')
    .orderBy('introductions.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return rows.map(({ id }) => id)
}

async function count(db: Db, which: Which): Promise<number> {
  const { found } = await introductionsFound(db, which)
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  return found
}

/** The countries that have introductions. */
const countriesAbroad = (db: Db) =>
  db
    .selectFrom('communities')
    .select('country')
    .distinct()
    .where('country', '!=', 'UA')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('introductionSides')
          .select('side')
          .whereRef('communityId', '=', 'communities.id')
          .where('side', '=', 'foreign'),
      ),
    )
    .execute()

const oblasts = (db: Db) =>
  db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('country', '=', 'UA')
    .orderBy('code')
    .execute()

/** Accepted rounds, the newest first; for an oblast its own and the whole country's that reached it. */
const acceptedRounds = (db: Db, ownRegion: string | undefined) =>
  db
    .selectFrom('rounds')
    .select(['id', 'name'])
    .where('state', '=', 'accepted')
    .$if(ownRegion !== undefined, (query) =>
      query.where(({ or, eb, exists, selectFrom }) =>
        or([
          eb('regionCode', '=', ownRegion!),
          exists(
            selectFrom('proposals')
              .innerJoin('communities', 'communities.id', 'proposals.uaId')
              .select('proposals.id')
              .whereRef('proposals.roundId', '=', 'rounds.id')
              .where('communities.regionCode', '=', ownRegion!),
          ),
        ]),
      ),
    )
    .orderBy('decidedAt', 'desc')
    .limit(50)
    .execute()

/** What associations were told and said, by introduction. */
const copiesFor = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('associationCopies')
    .innerJoin('associations', 'associations.id', 'associationCopies.associationId')
    .select(['introductionId', 'associations.name', 'answer'])
    .where('introductionId', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('sentAt')
    .execute()

export async function introductionList(db: Db, locale: Locale, which: Which, page: number) {
  const ids = await idsOfPage(db, which, page)
  const introductions = await introductionsWith(db, ids)
  const communities = introductions.flatMap(({ sides }) => [sides.ua.communityId, sides.foreign.communityId])
  const abroad = await countriesAbroad(db)
  return {
    introductions,
    found: await count(db, which),
    copies: await copiesFor(db, ids),
    countries: abroad.map(({ country }) => country),
    regions: which.ownRegion === undefined ? await oblasts(db) : [],
    rounds: await acceptedRounds(db, which.ownRegion),
    facts: await communityFacts(db, communities),
    wording: wordingIn(locale, await placeNames(db, communities)),
  }
}
export type IntroductionList = Awaited<ReturnType<typeof introductionList>>
