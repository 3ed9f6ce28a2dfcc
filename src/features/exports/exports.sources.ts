// From what each sheet is read: the filter of its list, the keys that it finds, the rows, the columns.
import type { AppContext } from '../../context.js'
import { ownRegion, type StaffMember } from '../../platform/http/access.js'
import { readForm, type FieldError, type Read } from '../../platform/http/form.js'
import type { Source } from '../../platform/db/read-all.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Column } from '../../platform/sheets/sheet.js'
import { everythingFound } from '../communities/index.js'
import { introductionsFilter } from '../introductions/index.js'
import { idsOfProposals, proposalFilterOf, proposalsFilter } from '../proposals/index.js'
import {
  communityColumns,
  introductionColumns,
  partnershipColumns,
  proposalColumns,
  type SheetWords,
} from './exports.columns.js'
import { partnershipsFilter, recordsFilter } from './exports.forms.js'
import type { SheetName } from './exports.model.js'
import {
  communityKeys,
  communityRows,
  introductionKeys,
  introductionRows,
  partnershipKeys,
  partnershipRows,
  proposalRows,
} from './exports.queries.js'

export type Needs = Pick<AppContext, 'db' | 'clock' | 'search' | 'config'>

export interface Asked {
  query: unknown
  locale: Locale
  by: StaffMember
}

export interface SheetSource<Row = unknown> extends Source<Row> {
  columns(words: SheetWords): Column<Row & { key: string }>[]
}

/** The source of a sheet, or what is wrong with its filter. */
type Opened = { errors: FieldError[] } | { errors: []; source: SheetSource }

const opened = <Row>(source: SheetSource<Row>): Opened => ({ errors: [], source: source as SheetSource })

const wrongIn = (read: Read<unknown>): Opened => ({ errors: read.errors })

export const sources: Record<SheetName, (needs: Needs, asked: Asked) => Promise<Opened>> = {
  async communities(needs, { query, locale, by }) {
    const { ids, errors } = await everythingFound(needs, query, locale)
    const read = readForm(recordsFilter, query)
    if (errors.length > 0 || !read.ok) return { errors: [...errors, ...read.errors] }
    return opened({
      keys: (trx) => communityKeys(trx, ids, read.value, ownRegion(by)),
      rows: communityRows,
      columns: communityColumns,
    })
  },

  partnerships(_needs, { query, by }) {
    const read = readForm(partnershipsFilter, query)
    if (!read.ok) return Promise.resolve(wrongIn(read))
    const filter = { ...read.value, region: ownRegion(by) ?? read.value.region }
    return Promise.resolve(
      opened({
        keys: (trx) => partnershipKeys(trx, filter),
        rows: partnershipRows,
        columns: partnershipColumns,
      }),
    )
  },

  async proposals(needs, { query, locale, by }) {
    const read = readForm(proposalsFilter, query)
    if (!read.ok) return wrongIn(read)
    const filter = await proposalFilterOf(needs, locale, read.value, by)
    return opened({
      keys: (trx) => idsOfProposals(trx, filter, read.value.order),
      rows: proposalRows,
      columns: proposalColumns,
    })
  },

  introductions({ clock }, { query, by }) {
    const read = readForm(introductionsFilter, query)
    if (!read.ok) return Promise.resolve(wrongIn(read))
    return Promise.resolve(
      opened({
        keys: (trx) => introductionKeys(trx, { ...read.value, ownRegion: ownRegion(by), now: clock.now() }),
        rows: introductionRows,
        columns: introductionColumns,
      }),
    )
  },
}
