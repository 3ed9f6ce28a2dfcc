// All that a staff page about imports is made of.
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import { fieldsOf, type BatchKind, type Outcome } from './batches.model.js'
import type { RowsFilter } from './batches.forms.js'
import {
  batchOf,
  batchesFor,
  countLeftOut,
  countRows,
  pageOfRows,
  placesOf,
  sampleRows,
  type Batch,
  type ShownRow,
} from './batches.queries.js'
import { guessMapping } from './headings.js'

type Needs = Pick<AppContext, 'db'>

export const pageSize = 25
const mostBatches = 50

export async function batchesForStaff({ db }: Needs, locale: Locale, region: string | undefined) {
  return { locale, batches: await batchesFor(db, region, mostBatches) }
}
export type BatchesForStaff = Awaited<ReturnType<typeof batchesForStaff>>

/** A batch; undefined for a coordinator whose oblast it is not of. */
export async function batchForStaff(
  { db }: Needs,
  id: string,
  region: string | undefined,
): Promise<Batch | undefined> {
  const batch = await batchOf(db, id)
  return region === undefined || batch?.regionCode === region ? batch : undefined
}

/** The columns with what stands in them, beside what they are taken for. */
export async function mappingForStaff(
  { db }: Needs,
  locale: Locale,
  batch: Batch,
  asked: BatchKind | undefined,
) {
  const kind = asked ?? batch.kind
  const mapping = kind === batch.kind ? batch.mapping : guessMapping(kind, batch.headings)
  return { locale, batch, kind, mapping, fields: fieldsOf(kind), samples: await sampleRows(db, batch.id) }
}
export type MappingForStaff = Awaited<ReturnType<typeof mappingForStaff>>

/** Communities that a page of rows speaks of. */
const idsIn = (rows: readonly ShownRow[]): string[] =>
  rows.flatMap(({ outcome, choice }) => {
    const { placed = {}, candidates = {}, effects = [] } = (outcome ?? {}) as Partial<Outcome>
    const keys = effects.flatMap(({ table, key }) => (table === 'agreements' ? [] : key.split(' ')))
    return [...Object.values(placed), ...Object.values(candidates).flat(), ...Object.values(choice), ...keys]
  })

async function namesOf(db: Db, ids: readonly (string | null)[]) {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map<string, string>()
  const rows = await db.selectFrom('accounts').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** @param also communities that somebody may have meant */
export async function rowsForStaff(
  { db }: Needs,
  locale: Locale,
  batch: Batch,
  { fate, page }: RowsFilter,
  also: readonly string[] = [],
) {
  const counts = await countRows(db, batch.id)
  const leftOut = await countLeftOut(db, batch.id)
  const found =
    fate === 'left-out'
      ? leftOut
      : counts
          .filter((one) => fate === undefined || one.fate === fate)
          .reduce((sum, { count }) => sum + count, 0)
  const isShown = batch.state !== 'checking'
  const rows = isShown ? await pageOfRows(db, batch.id, fate, pageSize, (page - 1) * pageSize) : []
  const ids = [...idsIn(rows), ...also]
  return {
    batch,
    places: new Map((await placesOf(db, ids)).map((place) => [place.id, place])),
    counts,
    leftOut,
    found,
    rows,
    staff: await namesOf(db, [batch.madeBy, batch.appliedBy, batch.undoneBy]),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
export type RowsForStaff = Awaited<ReturnType<typeof rowsForStaff>>
