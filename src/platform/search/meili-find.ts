// One search as questions to Meilisearch. What was typed is asked in several ways at once (as it is,
// in the other keyboard layout, with a slip); the way that finds the best name, by the judgement of
// the embedded engine, is the answer.
import {
  facetNames,
  maxPageSize,
  type CommunityDocument,
  type CommunityHit,
  type CommunityHits,
  type CommunityQuery,
  type FacetName,
} from './community-search.js'
import { distanceKm } from './distance.js'
import { embeddedCommunitySearch } from './embedded-community-search.js'
import { showPlain } from './highlight.js'
import { meiliFilter, meiliSort, nameAttributes, slipFilter } from './meili-documents.js'
import { readingsOf } from './reading.js'

interface Way {
  q: string
  filter: string[]
  attributesToSearchOn: string[]
}

export interface MeiliQuestion extends Way {
  sort: string[]
  facets: string[]
  matchingStrategy: 'all'
  page: number
  hitsPerPage: number
}

export interface MeiliPage {
  hits: { community: CommunityDocument }[]
  totalHits: number
  facetDistribution?: Partial<Record<FacetName, Record<string, number>>>
}

/** Sends all questions at once and gives their answers in the same order. */
export type Ask = (questions: MeiliQuestion[]) => Promise<MeiliPage[]>

const shortestSlip = 3

// The first way to find the best name is taken: names come before names with places, because a
// region's name would bring its whole region along.
function waysToAsk(text: string): Way[] {
  const everywhere = { filter: [], attributesToSearchOn: ['*'] }
  const inNames = { filter: [], attributesToSearchOn: nameAttributes }
  if (text.trim() === '') return [{ q: '', ...everywhere }]
  const readings = readingsOf(text).map(({ key, words }) => ({ key, q: words.join(' ') }))
  const withSlip = readings.slice(0, 1).filter(({ key }) => key.length >= shortestSlip)
  return [
    ...readings.map(({ q }) => ({ q, ...inNames })),
    ...withSlip.map(({ key }) => ({ ...everywhere, q: '', filter: [slipFilter(key)] })),
    ...readings.map(({ q }) => ({ q, ...everywhere })),
  ]
}

const question = (way: Way, query: CommunityQuery, asked: Partial<MeiliQuestion>): MeiliQuestion => ({
  ...way,
  filter: [...way.filter, ...meiliFilter(query)],
  sort: [],
  facets: [],
  matchingStrategy: 'all',
  page: 1,
  hitsPerPage: query.pageSize,
  ...asked,
})

export async function findIn(ask: Ask, asked: CommunityQuery): Promise<CommunityHits> {
  const query = { ...asked, pageSize: Math.max(1, Math.min(maxPageSize, asked.pageSize)) }
  const ways = waysToAsk(query.text)
  const overviews = await askOverviews(ask, query, ways)
  const judged = await judge(
    query,
    overviews.flatMap(({ best }) => best.hits),
  )
  const winner = judged[0]?.community.id
  const chosen =
    overviews.find(({ best }) => best.hits.some(({ community }) => community.id === winner)) ??
    overviews.find(({ best }) => best.totalHits > 0) ??
    overviews[0]
  const total = chosen?.best.totalHits ?? 0
  const page = Math.max(1, Math.min(query.page, Math.ceil(total / query.pageSize)))
  const facets = Object.fromEntries(facetNames.map((facet) => [facet, chosen?.facets[facet] ?? {}]))
  const byText = query.sort === 'relevance' || (query.sort === 'distance' && !query.near)
  const hits =
    !chosen || (byText && page === 1)
      ? byPlace(query, chosen?.best.hits ?? [], judged, byText)
      : await askPage(ask, { ...query, page }, chosen.way, byText)
  return { total, page, hits, facets: facets as CommunityHits['facets'], fallback: false }
}

/** For each way its best hits and its facet counts, each chosen facet counted without itself. */
async function askOverviews(ask: Ask, query: CommunityQuery, ways: readonly Way[]) {
  if (ways.length === 0) return []
  const used = facetNames.filter((facet) => query.choice[facet]?.length)
  const pages = await ask(
    ways.flatMap((way) => [
      question(way, query, { facets: [...facetNames] }),
      ...used.map((facet) =>
        question(way, query, {
          filter: [...way.filter, ...meiliFilter(query, facet)],
          facets: [facet],
          hitsPerPage: 0,
        }),
      ),
    ]),
  )
  return ways.map((way, at) => {
    const [best, ...counts] = pages.slice(at * (1 + used.length), (at + 1) * (1 + used.length))
    const without = used.map((facet, place) => [facet, counts[place]?.facetDistribution?.[facet]])
    return { way, best: best!, facets: { ...best!.facetDistribution, ...Object.fromEntries(without) } }
  })
}

async function askPage(ask: Ask, query: CommunityQuery, way: Way, byText: boolean): Promise<CommunityHit[]> {
  const [page] = await ask([question(way, query, { sort: meiliSort(query), page: query.page })])
  return byPlace(query, page!.hits, await judge(query, page!.hits), byText)
}

/** What the embedded engine makes of some hits: their order, and where in them the text is. */
async function judge(query: CommunityQuery, hits: MeiliPage['hits']): Promise<CommunityHit[]> {
  if (query.text.trim() === '') return []
  const few = embeddedCommunitySearch(hits.map(({ community }) => community))
  const { text, locale, near } = query
  const judged: CommunityHit[] = []
  for (let page = 1; ; page++) {
    const found = await few.find({
      text,
      choice: {},
      sort: 'relevance',
      page,
      pageSize: maxPageSize,
      locale,
      near,
    })
    judged.push(...found.hits)
    if (judged.length >= found.total) return judged
  }
}

/** Hits as they are shown, and by text in the order of the judgement. */
function byPlace(
  { near, locale }: CommunityQuery,
  hits: MeiliPage['hits'],
  judged: readonly CommunityHit[],
  byText: boolean,
): CommunityHit[] {
  const place = new Map(judged.map(({ community }, at) => [community.id, at]))
  const placeOf = ({ community }: { community: CommunityDocument }) =>
    place.get(community.id) ?? judged.length
  const shown = hits.map(
    ({ community }): CommunityHit =>
      judged[placeOf({ community })] ?? {
        community,
        ...showPlain(community, locale),
        distanceKm: near && distanceKm(near, community),
      },
  )
  return byText ? shown.sort((a, b) => placeOf(a) - placeOf(b)) : shown
}
