// Everything that a search finds, for whoever wants more than pages of it.
import type { AppContext } from '../../context.js'
import type { FieldError } from '../../platform/http/form.js'
import { maxPageSize } from '../../platform/search/community-search.js'
import { asQuery, readSearch } from './communities.forms.js'
import { positionOf } from './communities.queries.js'

export interface Found {
  /** In the order of the results. */
  ids: string[]
  errors: FieldError[]
}

/** The communities that a query string of the search page finds. */
export async function everythingFound(
  { db, search: engine }: Pick<AppContext, 'db' | 'search'>,
  query: unknown,
  locale: string,
): Promise<Found> {
  const { search, errors } = readSearch(query)
  const near = search.near === undefined ? undefined : await positionOf(db, search.near)
  const ids: string[] = []
  for (let page = 1; ; page++) {
    const { hits, total } = await engine.find({
      ...asQuery(search, locale, near),
      page,
      pageSize: maxPageSize,
    })
    ids.push(...hits.map(({ community }) => community.id))
    if (hits.length === 0 || ids.length >= total) return { ids, errors }
    // The embedded engine answers at once; others want an answer, too.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
