// One row of a file in words: what it says, where it belongs, what would happen, what was left out of it, and
// what staff may decide.
import { paths } from '../../paths.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import type { Wording } from '../pairs/index.js'
import {
  canBeTaken,
  fieldsOf,
  usualDecision,
  type Effect,
  type Fate,
  type Outcome,
  type Side,
  type Why,
} from './batches.model.js'
import type { ShownRow } from './batches.queries.js'
import { otherField, otherId, type PlacesMeant } from './meant.js'
import { missingPart } from './missing.pages.js'
import type { RowsForStaff } from './batches-for-staff.queries.js'

const empty: Outcome = { why: [], effects: [], placed: {}, candidates: {}, read: {} }

export function rowLine(
  row: ShownRow,
  { batch, wording, places }: RowsForStaff,
  {
    csrf,
    back,
    meant,
    bounded,
  }: { csrf: string; back: string; meant?: PlacesMeant | undefined; bounded: boolean },
) {
  const { t, locale } = wording
  const outcome = { ...empty, ...((row.outcome ?? {}) as Partial<Outcome>) }
  const fate: Fate = row.fate ?? 'ignored'
  const cell = (field: string) => row.cells[batch.mapping[field] ?? -1] ?? ''
  const decision = row.decision ?? usualDecision(fate)
  const open = batch.state === 'ready'
  const takeable = open && canBeTaken(fate, outcome.effects)
  const title = titleOf(outcome, batch.kind, cell, wording)
  return {
    id: `row-${row.rowNo}`,
    no: row.rowNo,
    title,
    label: t('staff/imports/show.row', { row: row.rowNo }),
    fate: t(`staff/imports/show.is-${fate}`),
    tone:
      { new: 'success', change: 'info', conflict: 'warning', unplaced: 'warning' }[fate as string] ??
      'neutral',
    why: outcome.why.map((one) => whyInWords(one, wording)),
    leftOut:
      row.leftOut.length > 0
        ? t('staff/imports/show.left-out', {
            what: new Intl.ListFormat(locale).format(
              row.leftOut.map((one) => t(`staff/imports/show.personal-${one}`)),
            ),
          })
        : null,
    cut: outcome.read.cut === true ? t('staff/imports/show.cut') : null,
    changes: outcome.effects.map((effect) => effectInWords(effect, wording)),
    says: fieldsOf(batch.kind)
      .filter((field) => cell(field) !== '')
      .map((field) => ({ label: t(`staff/imports/mapping.field-${field}`), text: cell(field) })),
    standing: takeable ? t(`staff/imports/show.decision-${decision}`) : null,
    decide: takeable
      ? {
          action: paths.staff.importRows(locale, batch.id),
          value: decision === 'take' ? 'leave' : 'take',
          label: t(`staff/imports/show.${decision === 'take' ? 'leave' : 'take'}`),
          csrf,
          back,
        }
      : null,
    places: open
      ? placesPart(
          row,
          outcome,
          fate,
          batch.kind,
          { wording, places },
          {
            csrf,
            back,
            action: paths.staff.importRows(locale, batch.id),
            meant: meant?.row === row.rowNo ? meant : undefined,
          },
        )
      : null,
    missing: open ? missingPart(outcome, batch, cell, wording, bounded) : [],
  }
}

/** The communities that are meant, or what the file calls them. */
function titleOf(
  { placed, effects }: Outcome,
  kind: string,
  cell: (field: string) => string,
  { names }: Wording,
): string {
  const named = (id: string | undefined, otherwise: string) =>
    id ? names.community(id) : otherwise.replace(/\s+/g, ' ').slice(0, 80) || '…'
  if (kind === 'register')
    return `${named(placed.ua, cell('uaSubject'))} – ${named(placed.foreign, cell('foreignUnit') || cell('foreignState'))}`
  if (kind === 'partnerships')
    return `${named(placed.ua, cell('ua'))} – ${named(placed.foreign, cell('foreign'))}`
  if (kind === 'contacts') return named(placed.community, cell('community'))
  const isNew = effects.some(({ before }) => before === null)
  return named(isNew ? undefined : placed.community, cell('name') || cell('nameEn') || cell('id'))
}

function whyInWords({ key, values = {} }: Why, wording: Wording): string {
  const { t, names, locale } = wording
  const day = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const dated = (value: unknown) =>
    /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? day(new Date(`${String(value)}T00:00:00Z`)) : String(value)
  const shown = {
    ...values,
    ...(values.signed !== undefined && { signed: dated(values.signed) }),
    ...(key === 'date-differs' && { ours: dated(values.ours), theirs: dated(values.theirs) }),
    ...(key === 'field-differs' && {
      ours: valueInWords(String(values.field), values.ours, wording),
      theirs: valueInWords(String(values.field), values.theirs, wording),
    }),
    ...(typeof values.field === 'string' && {
      field: t(`staff/imports/mapping.field-${columnOf(values.field)}`),
    }),
    ...(typeof values.id === 'string' && { id: names.community(values.id) }),
  }
  const undated = key === 'recorded' && values.signed === ''
  return t(`staff/imports/show.why-${undated ? 'recorded-undated' : key}`, shown)
}

/** A field of a record by the column that it comes from. */
const columnOf = (field: string): string =>
  ({ nameUk: 'name', regionCode: 'region', hromadaUk: 'hromada' })[field] ?? field

function effectInWords({ table, before, after }: Effect, wording: Wording) {
  const { t, locale } = wording
  const told = Object.entries(after).filter(
    ([field, value]) => shownFields.has(field) && value !== null && !isEmptyList(value),
  )
  return {
    heading: t(`staff/imports/show.${before === null ? 'adds' : 'changes'}-${table}`),
    isNew: before === null,
    fields: told.map(([field, value]) => ({
      label: t(`staff/imports/show.of-${field}`),
      before: before === null ? null : valueInWords(field, before[field], wording),
      after: valueInWords(field, value, wording),
    })),
    locale,
  }
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0

const shownFields = new Set(
  'nameUk nameEn nameNative kind regionCode hromadaUk katottg geonamesId wikidataId lat lon population populationSource website status signedOn signedYear lawKind durationYears unlimited autoRenewal topics name email office phone language'.split(
    ' ',
  ),
)

function valueInWords(field: string, value: unknown, { t, locale, names, regionAlone }: Wording): string {
  if (value === null || value === undefined || isEmptyList(value)) return t('staff/imports/show.nothing')
  if (field === 'topics') return names.topics(value as string[])
  if (field === 'kind') return t(`staff/imports/show.kind-${String(value)}`)
  if (field === 'status') return t(`staff/imports/show.status-${String(value)}`)
  if (field === 'lawKind') return t(`staff/imports/show.law-${String(value)}`)
  if (field === 'regionCode') return regionAlone(String(value))
  if (typeof value === 'boolean') return t(`staff/imports/show.${value ? 'yes' : 'no'}`)
  if (field === 'signedOn')
    return dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })(new Date(`${String(value)}T00:00:00Z`))
  if (field === 'population') return new Intl.NumberFormat(locale).format(value as number)
  return String(value)
}

/** For each side that is not certain: those it may be, and a field for any other. */
function placesPart(
  row: ShownRow,
  { placed, candidates, why }: Outcome,
  fate: Fate,
  kind: string,
  { wording: { t, names, placeOf }, places }: Pick<RowsForStaff, 'wording' | 'places'>,
  { meant, ...form }: { csrf: string; back: string; action: string; meant: PlacesMeant | undefined },
) {
  const sides: Side[] = kind === 'register' || kind === 'partnerships' ? ['ua', 'foreign'] : ['community']
  const open = sides.filter((side) => !placed[side] || row.choice[side])
  if (
    open.length === 0 ||
    !(fate === 'unplaced' || fate === 'conflict' || Object.keys(row.choice).length > 0)
  )
    return null
  if (why.some(({ key }) => /^(ua-body|foreign-county)$/.test(key)) && fate === 'unplaced') return null
  const where = (id: string) => {
    const place = places.get(id)
    return place ? `${names.community(id)}, ${placeOf(place)}` : id
  }
  const sidesShown = open.map((side) => {
    const own = row.choice[side]
    const ids = [
      ...new Set([...(candidates[side] ?? []), ...(meant?.several ?? []), ...(own ? [own] : [])]),
    ].filter((id) => side === 'community' || (places.get(id)?.country === 'UA') === (side === 'ua'))
    const options = ids.map((id) => ({ value: id, label: where(id), selected: own === id }))
    return {
      id: `${side}-${row.rowNo}`,
      name: side,
      otherId: otherId(side, row.rowNo),
      otherName: otherField(side),
      typed: meant?.typed[side] ?? '',
      label: t(`staff/imports/show.choose-${side}`),
      other: t(`staff/imports/show.${options.length > 0 ? 'or-' : ''}other-${side}`),
      options:
        options.length > 0
          ? [
              { value: '', label: t('staff/imports/show.choose-none'), selected: own === undefined },
              ...options,
            ]
          : [],
    }
  })
  return {
    ...form,
    no: row.rowNo,
    open: meant !== undefined || sidesShown.some(({ options }) => options.length > 0),
    sides: sidesShown,
  }
}
