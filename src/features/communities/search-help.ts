// When a search finds nothing: what would be found without one filter, without any, or by a part of what
// was typed. Asked only then, so that a search that finds something costs nothing more.
import type { AppContext } from '../../context.js'
import { filtersIn, type Filter } from './chosen.js'
import { asQuery, isFiltered, type Search } from './communities.forms.js'
import { listed, type Listed } from './listed.js'
import type { PlaceNames } from './places.js'

export interface Help {
  /** What the text alone finds; 0 when nothing was narrowed. */
  withoutFilters: number
  /** Single filters without which something is found, the one that gives most first. */
  loosened: { filter: Filter; without: Partial<Search>; found: number }[]
  /** Communities with a name like a part of the text, when the text as a whole finds none. */
  similar: Listed[]
}

const mostSimilar = 3
const mostTries = 5

export async function helpFor(
  engine: AppContext['search'],
  search: Search,
  {
    locale,
    near,
    places,
  }: { locale: string; near: { lat: number; lon: number } | undefined; places: PlaceNames },
): Promise<Help> {
  const ask = (change: Partial<Search>, pageSize = 1) =>
    engine.find({ ...asQuery({ ...search, page: 1, ...change }, locale, near), pageSize })
  const filtered = isFiltered(search)
  const withoutFilters = filtered ? (await ask(nothingChosen)).total : 0
  const filters = filtersIn(search)
  // Without the only filter is without any.
  const loosened =
    withoutFilters === 0 || filters.length === 1
      ? []
      : await Promise.all(
          filters.map(async (lifted) => ({ ...lifted, found: (await ask(lifted.without)).total })),
        )
  const similar = async (): Promise<Listed[]> => {
    for (const q of partsOf(search.q ?? '')) {
      const { hits } = await ask({ ...nothingChosen, q }, mostSimilar)
      if (hits.length > 0) return hits.map(({ community }) => listed(community, places))
    }
    return []
  }
  return {
    withoutFilters,
    loosened: loosened.filter(({ found }) => found > 0).sort((a, b) => b.found - a.found),
    similar: withoutFilters > 0 ? [] : await similar(),
  }
}

const nothingChosen = {
  country: [],
  region: [],
  size: [],
  topic: [],
  feature: [],
  status: [],
  min: undefined,
  max: undefined,
}

/** Words of a text of several, the longest first; then ever shorter beginnings of the longest. */
export function partsOf(text: string): string[] {
  const words = text.split(/[\s,;()]+/).filter((word) => word.length >= 3)
  const [longest = ''] = words.sort((a, b) => b.length - a.length)
  const beginnings: string[] = []
  for (let length = longest.length - 1; length >= Math.max(3, longest.length / 2); length--)
    beginnings.push(longest.slice(0, length))
  return [...(words.length > 1 ? words.slice(0, 2) : []), ...beginnings].slice(0, mostTries)
}
