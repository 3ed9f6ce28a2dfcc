// All that a staff page about interests is made of: the queue, or one interest with those it may be a
// double of.
import type { AppContext } from '../../context.js'
import { eventsAbout } from '../../platform/db/events.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { staffNames } from '../introductions/index.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import { interestById, oblasts } from './interest.queries.js'
import { likeliest, signsOf, type Known } from './review.duplicates.js'
import type { QueueFilter } from './review.forms.js'
import {
  communitiesLike,
  countQueue,
  countriesInQueue,
  interestsInQueue,
  interestsLike,
  knownCommunity,
  knownOf,
  regionsOf,
} from './review.queries.js'

type Needs = Pick<AppContext, 'db' | 'search'>

export const pageSize = 25
/** As many as somebody compares. */
const mostDoubles = 8
const foundByName = 10

export async function interestQueue({ db }: Needs, locale: Locale, filter: QueueFilter) {
  const rows = await interestsInQueue(db, filter, pageSize, (filter.page - 1) * pageSize)
  const ids = rows.flatMap(({ communityId }) => communityId ?? [])
  return {
    rows,
    found: await countQueue(db, filter),
    countries: await countriesInQueue(db),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
export type InterestQueue = Awaited<ReturnType<typeof interestQueue>>

/** The communities abroad that a name means, found as everywhere else on the site. */
async function namedLike({ search }: Needs, { names, country }: Known, locale: Locale): Promise<string[]> {
  const query = {
    text: names[0] ?? '',
    choice: { country: [country] },
    sort: 'relevance',
    page: 1,
    pageSize: foundByName,
    locale,
  } as const
  const { hits } = await search.find(query)
  return hits.map(({ community }) => community.id)
}

/** Communities and other interests that may be the same municipality, the likeliest first. */
async function doublesOf(ctx: Needs, id: string, known: Known, locale: Locale) {
  const communities = await communitiesLike(ctx.db, known, await namedLike(ctx, known, locale))
  const interests = await interestsLike(ctx.db, id, known)
  return likeliest([
    ...communities.map((row) => ({
      kind: 'community' as const,
      row,
      signs: signsOf(known, knownCommunity(row)),
    })),
    ...interests.map((row) => ({ kind: 'interest' as const, row, signs: signsOf(known, knownOf(row)) })),
  ]).slice(0, mostDoubles)
}
export type Double = Awaited<ReturnType<typeof doublesOf>>[number]

export async function interestFile(ctx: Needs, locale: Locale, id: string) {
  const { db } = ctx
  const interest = await interestById(db, id)
  if (!interest || interest.state === 'unconfirmed') return undefined
  const doubles = interest.state === 'withdrawn' ? [] : await doublesOf(ctx, id, knownOf(interest), locale)
  const named = [
    ...doubles.flatMap(({ kind, row }) => (kind === 'community' ? row.id : (row.communityId ?? []))),
    ...(interest.communityId === null ? [] : [interest.communityId]),
  ]
  return {
    interest,
    doubles,
    oblasts: await oblasts(db),
    regions: await regionsOf(db, interest.country),
    events: await eventsAbout(db, { interest: id }),
    staff: await staffNames(db),
    wording: wordingIn(locale, await placeNames(db, named)),
  }
}
export type InterestFile = NonNullable<Awaited<ReturnType<typeof interestFile>>>
