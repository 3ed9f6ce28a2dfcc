// The pairs of a round as its page lists them: by oblast, then by Ukrainian community, a page at a time, so
// that a round of the whole country stays a page one can read.
import type { Pair } from './rounds.model.js'

/** About so many pairs a page; a community's pairs stay together. */
const pairsOnPage = 90

export interface Group<P extends Pair> {
  region: string | null
  communities: { uaId: string; pairs: P[] }[]
  count: number
}

export interface Ordering {
  regionOf: (uaId: string) => string | null
  /** Names of an oblast and of a community, by which each is sorted. */
  regionName: (code: string) => string
  communityName: (id: string) => string
  compare: (a: string, b: string) => number
}

/** One page of the groups, and how many pages there are. */
export function groupsOf<P extends Pair>(
  pairs: readonly P[],
  { regionOf, regionName, communityName, compare }: Ordering,
  page: number,
): { groups: Group<P>[]; page: number; pages: number } {
  const byCommunity = new Map<string, P[]>()
  for (const pair of pairs) byCommunity.set(pair.uaId, [...(byCommunity.get(pair.uaId) ?? []), pair])
  const placeOf = (uaId: string) => {
    const region = regionOf(uaId)
    return region === null ? '' : regionName(region)
  }
  const sorted = [...byCommunity].sort(
    ([a], [b]) => compare(placeOf(a), placeOf(b)) || compare(communityName(a), communityName(b)),
  )
  const sheets = sheetsOf(sorted)
  const shown = Math.min(page, Math.max(1, sheets.length))
  const groups: Group<P>[] = []
  for (const [uaId, own] of sheets[shown - 1] ?? []) {
    const region = regionOf(uaId)
    const last = groups.at(-1)
    const group = last?.region === region ? last : { region, communities: [], count: 0 }
    if (group !== last) groups.push(group)
    group.communities.push({ uaId, pairs: own })
    group.count += own.length
  }
  return { groups, page: shown, pages: sheets.length }
}

/** Full sheets, one after the other. */
function sheetsOf<P>(communities: readonly [string, P[]][]): [string, P[]][][] {
  const sheets: [string, P[]][][] = []
  let room = 0
  for (const one of communities) {
    if (room < one[1].length) {
      sheets.push([])
      room = pairsOnPage
    }
    sheets.at(-1)!.push(one)
    room -= one[1].length
  }
  return sheets
}
