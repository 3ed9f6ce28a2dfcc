// Communities as scoring sees them: what the registry says, and what they told us they want.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { CommunityProfile, Topics } from '../../scoring/profile.js'
import { wishesIn, type WishesRow } from './our-community.model.js'

/** Every community of the registry as scoring sees it, by id. */
export async function profilesForScoring(db: Db | Trx): Promise<CommunityProfile[]> {
  const rows = await db
    .selectFrom('communities')
    .select(['id', 'country', 'regionCode', 'kind', 'lat', 'lon', 'population', 'features'])
    .orderBy('id')
    .execute()
  const topics = await topicsForScoring(db)
  const told = new Map((await wishesRows(db)).map((row) => [row.communityId, row]))
  return rows.map(({ regionCode, population, ...row }) => {
    const [known, wishes] = [topics.get(row.id), told.get(row.id)]
    const declared = known?.declared ?? { needs: [], offers: [] }
    return {
      ...row,
      region: regionCode ?? undefined,
      population: population ?? undefined,
      topics: known?.topics,
      ...(wishes && {
        languages: wishes.languages.length > 0 ? wishes.languages : undefined,
        wishes: wishesIn({ ...wishes, ...declared }),
      }),
    }
  })
}

interface KnownTopics {
  topics: Topics
  /** Those the community declared itself. */
  declared: Pick<WishesRow, 'needs' | 'offers'>
}

async function topicsForScoring(db: Db | Trx): Promise<Map<string, KnownTopics>> {
  const rows = await db
    .selectFrom('communityTopics')
    .select(['communityId', 'topic', 'direction', 'basis'])
    .orderBy('communityId')
    .orderBy('topic')
    .execute()
  const of = (own: typeof rows, direction: (typeof rows)[number]['direction']) => [
    ...new Set(own.filter((row) => row.direction === direction).map(({ topic }) => topic)),
  ]
  const byCommunity = new Map<string, typeof rows>()
  for (const row of rows) {
    const own = byCommunity.get(row.communityId)
    if (own) own.push(row)
    else byCommunity.set(row.communityId, [row])
  }
  return new Map(
    [...byCommunity].map(([id, own]) => {
      const declared = own.filter(({ basis }) => basis === 'declared')
      const topics = { needs: of(own, 'need'), offers: of(own, 'offer'), themes: of(own, 'both-unknown') }
      return [id, { topics, declared: { needs: of(declared, 'need'), offers: of(declared, 'offer') } }]
    }),
  )
}

const wishesRows = (db: Db | Trx) =>
  db
    .selectFrom('wishes')
    .select(['communityId', 'places', 'placesHard', 'sizeLeast', 'sizeMost', 'sizeHard'])
    .select(['needsHard', 'offersHard', 'languages', 'languagesHard', 'kinds', 'kindsHard'])
    .execute()

const declared = (direction: 'need' | 'offer') => sql<string[]>`array(
  select topic from community_topics as topics
  where topics.community_id = wishes.community_id and basis = 'declared' and direction = ${direction}
  order by topic)`

/** What one community told us, with who wrote it down and when; undefined when it told nothing. */
export const wishesOf = (db: Db | Trx, communityId: string) =>
  db
    .selectFrom('wishes')
    .innerJoin('accounts', 'accounts.id', 'wishes.enteredBy')
    .selectAll('wishes')
    .select([declared('need').as('needs'), declared('offer').as('offers'), 'accounts.name as enteredByName'])
    .where('wishes.communityId', '=', communityId)
    .executeTakeFirst()
export type ToldWishes = NonNullable<Awaited<ReturnType<typeof wishesOf>>>
