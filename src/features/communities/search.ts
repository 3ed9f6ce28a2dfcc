// One search, asked of the engine; the database only says what places are called.
import type { AppContext } from '../../context.js'
import { asQuery, type ReadSearch } from './communities.forms.js'
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

  const hits = await engine.find(asQuery(read.search, locale, near))
  const names = await places()
  const standings = await standingsOf(
    db,
    hits.hits.map(({ community }) => community.id),
  )
  const communities = hits.hits.map(({ community }) => listed(community, names, standings.get(community.id)))
  return { form: read, results: { ...names, communities, hits, near } }
}

const withoutNear = ({ search, typed, errors }: ReadSearch): ReadSearch => ({
  typed,
  search: { ...search, near: undefined, sort: search.sort === 'distance' ? undefined : search.sort },
  errors: [...errors, { field: 'near', key: 'communities/index.error-near' }],
})
