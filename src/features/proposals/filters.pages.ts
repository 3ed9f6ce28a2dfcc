// The saved filters above the list, and the form that saves the one that is on.
import { paths } from '../../paths.js'
import { queryOf } from './queue.forms.js'
import type { ProposalList, ShownList } from './queue.pages.js'

export interface SavedFilter {
  id: string
  name: string
  query: string
}

/** The filter that is on, as it is saved: without the page somebody is on. */
export const savedQuery = ({ filter }: Pick<ShownList, 'filter'>): string =>
  queryOf({ ...filter, page: 1, tick: false })

export function savedPart({ saved, wording: { t, locale } }: ProposalList, shown: ShownList) {
  const query = savedQuery(shown)
  const name = String(shown.sent.filterName ?? '')
  return {
    links: saved.map(({ id, name, query: kept }) => ({
      href: paths.staff.proposals(locale) + kept,
      name,
      current: kept === query,
      forget: paths.staff.forgetFilter(locale, id) + query,
      forgetWords: t('staff/proposals/index.forget-filter', { name }),
    })),
    /** What is usual needs no name. */
    form:
      query === '' || saved.some((each) => each.query === query)
        ? null
        : {
            action: paths.staff.savedFilters(locale) + query,
            name,
            open: shown.errors.some(({ field }) => field === 'filterName'),
            over: shown.sameName ? name : null,
            button: t(`staff/proposals/index.${shown.sameName ? 'save-over' : 'save-filter'}`),
          },
  }
}
