// Somebody saves the filter of the list under a name. It is theirs alone, and nothing for the diary.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { FilterForm } from './filters.forms.js'
import { holdAccount, putFilter, savedFiltersOf } from './filters.queries.js'

/** More than that nobody finds anything in. */
export const filtersAtMost = 20

export type Saving = 'saved' | 'same-name' | 'too-many'

const same = (one: string, other: string | undefined) => one.toLowerCase() === other?.toLowerCase()

/** Saves a filter; over one of the same name only when the form says that this is meant. */
export const saveFilter = (
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  accountId: string,
  { filterName: name, over }: FilterForm,
  query: string,
): Promise<Saving> =>
  db.transaction().execute(async (trx) => {
    await holdAccount(trx, accountId)
    const kept = await savedFiltersOf(trx, accountId)
    const known = kept.find((each) => same(each.name, name))
    if (known && known.query !== query && !same(name, over)) return 'same-name'
    if (!known && kept.length >= filtersAtMost) return 'too-many'
    await putFilter(trx, { id: randomUUID(), accountId, name, query, savedAt: clock.now() })
    return 'saved'
  })
