// What staff typed or chose as the communities of one row: those that are meant, or what is wrong with it.
import type { AppContext } from '../../context.js'
import type { FieldError } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { RowsForm } from './batches.forms.js'
import type { Side } from './batches.model.js'
import { communitiesMeant } from './meant.queries.js'

export interface PlacesMeant {
  row: number
  chosen: Partial<Record<Side, string>>
  typed: Partial<Record<Side, string>>
  /** Namesakes, to choose from. */
  several: string[]
  errors: FieldError[]
}

const sides = ['ua', 'foreign', 'community'] as const

export const otherField = (side: Side): 'otherUa' | 'otherForeign' | 'otherCommunity' =>
  (({ ua: 'otherUa', foreign: 'otherForeign', community: 'otherCommunity' }) as const)[side]

/** The id of the field in which another community of a row is typed. */
export const otherId = (side: Side, row: number): string => `other-${side}-${row}`

/** Undefined when nothing was chosen or typed. */
export async function placesMeant(
  { db }: Pick<AppContext, 'db'>,
  locale: Locale,
  row: number,
  form: RowsForm,
): Promise<PlacesMeant | undefined> {
  const meant: PlacesMeant = { row, chosen: {}, typed: {}, several: [], errors: [] }
  for (const side of sides) {
    const typed = form[otherField(side)]
    if (typed === undefined) {
      if (form[side] !== undefined) meant.chosen[side] = form[side]
      continue
    }
    meant.typed[side] = typed
    const [only, ...others] = await communitiesMeant(db, side, typed, locale)
    if (only !== undefined && others.length === 0) meant.chosen[side] = only
    else {
      const key = `staff/imports/show.error-place${only === undefined ? '' : '-several'}`
      meant.errors.push({ field: otherId(side, row), key })
      if (only !== undefined) meant.several.push(only, ...others.slice(0, 19))
    }
  }
  return Object.keys(meant.chosen).length + meant.errors.length > 0 ? meant : undefined
}
