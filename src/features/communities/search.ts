// One search, asked of the engine and completed from the database: the engine ranks, the database knows.
import type { AppContext } from '../../context.js'
import { asQuery, isFiltered, type ReadSearch } from './communities.forms.js'
import { communitiesByIds, positionOf } from './communities.queries.js'
import { placesNamed } from './facets.js'
import type { Results } from './search.pages.js'

type Needs = Pick<AppContext, 'db' | 'search'>

/** The results, and the form with one more error when distances were asked from nowhere. */
export async function answerSearch(
  { db, search: engine }: Needs,
  form: ReadSearch,
  locale: string,
): Promise<{ form: ReadSearch; results: Results }> {
  const { near: nearId } = form.search
  const near = nearId === undefined ? undefined : await positionOf(db, nearId)
  const read = nearId !== undefined && !near ? withoutNear(form) : form

  const query = asQuery(read.search, locale, near)
  const hits = await engine.find(query)
  const withoutFilters =
    hits.total === 0 && isFiltered(read.search)
      ? (await engine.find({ ...asQuery({ ...nothingChosen, q: read.search.q }, locale), pageSize: 1 })).total
      : 0
  const ids = hits.hits.map(({ community }) => community.id)
  const rows = await communitiesByIds(db, { ids, ...placesNamed(read.search, hits.facets) })
  return { form: read, results: { ...rows, hits, near, withoutFilters } }
}

const nothingChosen = { country: [], region: [], size: [], topic: [], feature: [], status: [] }

const withoutNear = ({ search, typed, errors }: ReadSearch): ReadSearch => ({
  typed,
  search: { ...search, near: undefined, sort: search.sort === 'distance' ? undefined : search.sort },
  errors: [...errors, { field: 'near', key: 'communities/index.error-near' }],
})
