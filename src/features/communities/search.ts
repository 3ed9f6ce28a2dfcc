// One search, asked of the engine; the database only says what places are called.
import type { AppContext } from '../../context.js'
import { asQuery, isFiltered, type ReadSearch } from './communities.forms.js'
import { positionOf, standingsOf } from './communities.queries.js'
import { listed } from './listed.js'
import type { AskPlaceNames } from './places.js'
import type { Results } from './search.pages.js'

type Needs = Pick<AppContext, 'db' | 'search'> & { places: AskPlaceNames }

/** The results, and the form with one more error when distances were asked from nowhere. */
export async function answerSearch(
  { db, search: engine, places }: Needs,
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
  const names = await places()
  const standings = await standingsOf(
    db,
    hits.hits.map(({ community }) => community.id),
  )
  const communities = hits.hits.map(({ community }) => listed(community, names, standings.get(community.id)))
  return { form: read, results: { ...names, communities, hits, near, withoutFilters } }
}

const nothingChosen = { country: [], region: [], size: [], topic: [], feature: [], status: [] }

const withoutNear = ({ search, typed, errors }: ReadSearch): ReadSearch => ({
  typed,
  search: { ...search, near: undefined, sort: search.sort === 'distance' ? undefined : search.sort },
  errors: [...errors, { field: 'near', key: 'communities/index.error-near' }],
})
