// One search as questions to Meilisearch, all sent at once, and the answers as hits. What was typed is
// asked in several ways (as it is, in the other keyboard layout, with a slip); the way that finds the
// best name by the house's own judgement is the answer.
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

export interface MeiliQuestion {
  q: string
  filter: string[]
  sort: string[]
  facets: string[]
  matchingStrategy: 'all'
  attributesToSearchOn: string[]
  page: number
  hitsPerPage: number
}

export interface MeiliPage {
  hits: { community: CommunityDocument }[]
  totalHits: number
  facetDistribution?: Partial<Record<FacetName, Record<string, number>>>
}

interface Way {
  q: string
  filter: string[]
  attributesToSearchOn: string[]
}

const shortestSlip = 3

// In the order in which the first to find the best name is taken: names before names with places, for
// a region's name would bring the whole region along.
function waysToAsk(text: string): Way[] {
  const everywhere = { filter: [], attributesToSearchOn: ['*'] }
  const inNames = { filter: [], attributesToSearchOn: nameAttributes }
  if (text.trim() === '') return [{ q: '', ...everywhere }]
  const readings = readingsOf(text).map(({ key, words }) => ({ key, q: words.join(' ') }))
  const withSlip = readings.filter(({ key }) => key.length >= shortestSlip).slice(0, 1)
  return [
    ...readings.map(({ q }) => ({ q, ...inNames })),
    ...withSlip.map(({ key }) => ({ ...everywhere, q: '', filter: [slipFilter(key)] })),
    ...readings.map(({ q }) => ({ q, ...everywhere })),
  ]
}

const chosenFacets = ({ choice }: CommunityQuery) => facetNames.filter((facet) => choice[facet]?.length)

/** For each way to ask: the page itself, then for each facet in use the counts without that facet. */
export function meiliQuestions(query: CommunityQuery): MeiliQuestion[] {
  return waysToAsk(query.text).flatMap(({ filter, ...way }) => {
    const common = { ...way, sort: meiliSort(query), matchingStrategy: 'all' as const }
    const page = {
      ...common,
      filter: [...filter, ...meiliFilter(query)],
      facets: [...facetNames],
      page: query.page,
      hitsPerPage: query.pageSize,
    }
    const counts = chosenFacets(query).map((facet) => ({
      ...common,
      filter: [...filter, ...meiliFilter(query, facet)],
      facets: [facet],
      page: 1,
      hitsPerPage: 0,
    }))
    return [page, ...counts]
  })
}

/** The answer from the pages that belong to the questions of the same query. */
export async function meiliAnswer(
  query: CommunityQuery,
  pages: readonly MeiliPage[],
): Promise<CommunityHits> {
  const chosen = chosenFacets(query)
  const width = 1 + chosen.length
  const ways = pages.flatMap((page, at) =>
    at % width === 0 ? [{ page, counts: pages.slice(at + 1, at + width) }] : [],
  )
  const judged = await judge(
    query,
    ways.flatMap(({ page }) => page.hits),
  )
  const best = judged[0]?.community.id
  const hasBest = ({ page }: { page: MeiliPage }) => page.hits.some(({ community }) => community.id === best)
  const way = ways.find(hasBest) ?? ways.find(({ page }) => page.totalHits > 0) ?? ways[0]
  const facets = Object.fromEntries(
    facetNames.map((facet) => {
      const counted = chosen.includes(facet) ? way?.counts[chosen.indexOf(facet)] : way?.page
      return [facet, counted?.facetDistribution?.[facet] ?? {}]
    }),
  ) as CommunityHits['facets']
  return {
    total: way?.page.totalHits ?? 0,
    page: query.page,
    hits: way ? inOrder(query, way.page.hits, judged) : [],
    facets,
    fallback: false,
  }
}

/** What the embedded engine makes of some hits: their order, and where in them the text is. */
async function judge(query: CommunityQuery, hits: MeiliPage['hits']): Promise<CommunityHit[]> {
  if (query.text.trim() === '') return []
  const { text, locale, near } = query
  const few = embeddedCommunitySearch(hits.map(({ community }) => community))
  const judged: CommunityHit[] = []
  for (let page = 1; ; page++) {
    const { hits, total } = await few.find({
      text,
      choice: {},
      sort: 'relevance',
      page,
      pageSize: 50,
      locale,
      near,
    })
    judged.push(...hits)
    if (judged.length >= total) return judged
  }
}

function inOrder(
  query: CommunityQuery,
  hits: MeiliPage['hits'],
  judged: readonly CommunityHit[],
): CommunityHit[] {
  const { near, locale } = query
  const place = new Map(judged.map(({ community }, at) => [community.id, at]))
  const shown = hits.map(({ community }): CommunityHit => {
    const at = place.get(community.id)
    if (at !== undefined) return judged[at]!
    return { community, ...showPlain(community, locale), distanceKm: near && distanceKm(near, community) }
  })
  const byMeili = query.sort !== 'relevance' && (query.sort !== 'distance' || near)
  const last = judged.length
  return byMeili
    ? shown
    : shown.sort((a, b) => (place.get(a.community.id) ?? last) - (place.get(b.community.id) ?? last))
}
