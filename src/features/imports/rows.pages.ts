// The page of one batch: how far its reading has come, its rows with what would happen to them, applying it,
// and taking it back.
import { paths } from '../../paths.js'
import type { FieldError } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { actorName } from '../../platform/i18n/actor.js'
import { fates, fatesForStaff, usualDecision, type Decision, type Fate } from './batches.model.js'
import type { RowsFilter } from './batches.forms.js'
import { pageSize, type RowsForStaff } from './batches-for-staff.queries.js'
import type { PlacesMeant } from './meant.js'
import { rowLine } from './row.pages.js'

export interface Notice {
  kind: 'success' | 'warning'
  /** `staff/imports/show.…` */
  key: string
  values?: Record<string, string | number>
  /** Who was quicker. */
  by?: string | null
  /** Rows that people changed after the import, and how many others could be taken back. */
  rows?: number[]
  others?: number
}

interface Shown {
  csrf: string
  errors: FieldError[]
  filter: RowsFilter
  notice: Notice | undefined
  /** What was typed into one row and was not understood. */
  meant: PlacesMeant | undefined
  /** A coordinator, who enters records of the own oblast only. */
  bounded: boolean
}

/** How many rows there are of each fate, and how many of all would be taken. */
function sums({ counts }: RowsForStaff) {
  const byFate = new Map<Fate, number>()
  const taken = new Map<Fate, number>()
  for (const { fate, decision, count, withEffects } of counts) {
    if (fate === null) continue
    byFate.set(fate, (byFate.get(fate) ?? 0) + count)
    const is = (decision ?? usualDecision(fate)) === 'take' && ['new', 'change', 'conflict'].includes(fate)
    if (is) taken.set(fate, (taken.get(fate) ?? 0) + withEffects)
  }
  return { byFate, taken, all: [...taken.values()].reduce((a, b) => a + b, 0) }
}

export function batchPage(shown: RowsForStaff, { csrf, errors, filter, notice, meant, bounded }: Shown) {
  const { batch, wording, found, leftOut, staff } = shown
  const { t, locale } = wording
  const name = (id: string | null) => actorName(t, id === null ? null : (staff.get(id) ?? ''))
  const here = paths.staff.import(locale, batch.id)
  const address = (fate: string | undefined, page = 1) => {
    const query = new URLSearchParams()
    if (fate !== undefined) query.set('fate', fate)
    if (page > 1) query.set('page', String(page))
    return query.size > 0 ? `${here}?${query.toString()}` : here
  }
  const { byFate, taken, all } = sums(shown)
  const ready = batch.state === 'ready'
  const back = /\?.*/.exec(address(filter.fate, filter.page))?.[0] ?? ''
  return {
    layout: 'staff',
    title: t('staff/imports/show.heading', { file: batch.fileName }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.staff.imports(locale), label: t('staff/imports/index.heading') },
    ],
    errors,
    csrf,
    notice: notice ? noticePart(notice, shown) : null,
    kind: t(`staff/imports/index.kind-${batch.kind}`),
    brought: t('staff/imports/show.brought', { who: name(batch.madeBy) }),
    madeAt: batch.madeAt,
    applied: batch.appliedAt && {
      words: t('staff/imports/show.applied-by', { who: name(batch.appliedBy) }),
      at: batch.appliedAt,
    },
    undone: batch.undoneAt && {
      words: t('staff/imports/show.undone-by', { who: name(batch.undoneBy) }),
      at: batch.undoneAt,
    },
    progress:
      batch.state === 'checking'
        ? {
            done: batch.checked,
            total: batch.total,
            words: t('staff/imports/show.progress', { done: batch.checked, count: batch.total }),
          }
        : null,
    again: here,
    mapping: ready ? paths.staff.importMapping(locale, batch.id) : null,
    filters: [
      {
        href: address(undefined),
        label: t('staff/imports/show.all', { count: batch.total }),
        current: !filter.fate,
      },
      ...fatesForStaff
        .filter((fate) => byFate.has(fate))
        .map((fate) => ({
          href: address(fate),
          label: t(`staff/imports/show.count-${fate}`, { count: byFate.get(fate) ?? 0 }),
          current: filter.fate === fate,
        })),
      ...(leftOut > 0
        ? [
            {
              href: address('left-out'),
              label: t('staff/imports/show.count-left-out', { count: leftOut }),
              current: filter.fate === 'left-out',
            },
          ]
        : []),
    ],
    found: t('staff/imports/show.found', { count: found }),
    rows: shown.rows.map((row) => rowLine(row, shown, { csrf, back, meant, bounded })),
    bulk: ready ? bulkPart(filter, byFate, taken, wording.t, { locale, id: batch.id, back }) : null,
    pages: pagesOf(filter.page, Math.ceil(found / pageSize), (page) => address(filter.fate, page)),
    apply: ready
      ? {
          action: paths.staff.applyImport(locale, batch.id),
          count: all,
          words:
            all > 0
              ? t('staff/imports/show.will-apply', { count: all })
              : t('staff/imports/show.nothing-to-apply'),
        }
      : null,
    discard: batch.state === 'ready' ? paths.staff.discardImport(locale, batch.id) : null,
    undo: batch.state === 'applied' ? paths.staff.undoImport(locale, batch.id) : null,
  }
}

function noticePart(
  { kind, key, values, by, rows, others = 0 }: Notice,
  { batch, staff, wording: { t, locale } }: RowsForStaff,
) {
  const who = by === undefined ? {} : { who: actorName(t, by === null ? null : (staff.get(by) ?? '')) }
  const list = new Intl.ListFormat(locale).format((rows ?? []).slice(0, 50).map(String))
  return {
    kind,
    role: kind === 'success' ? 'status' : 'alert',
    words: t(`staff/imports/show.${key}`, {
      ...values,
      ...who,
      ...(rows && { count: rows.length, rows: list }),
    }),
    rest:
      rows && others > 0
        ? {
            action: paths.staff.undoImport(locale, batch.id),
            words: t('staff/imports/show.undo-rest', { count: others }),
          }
        : null,
  }
}

/** One decision for all rows of the fate that is shown. */
function bulkPart(
  { fate }: RowsFilter,
  byFate: ReadonlyMap<Fate, number>,
  taken: ReadonlyMap<Fate, number>,
  t: RowsForStaff['wording']['t'],
  { locale, id, back }: { locale: string; id: string; back: string },
) {
  if (!fate || !(fates as readonly string[]).includes(fate)) return null
  if (!['new', 'change', 'conflict'].includes(fate)) return null
  const count = byFate.get(fate as Fate) ?? 0
  if (count === 0) return null
  const decision = (value: Decision) => ({ value, label: t(`staff/imports/show.${value}-all`, { count }) })
  return {
    action: paths.staff.importRows(locale, id),
    fate,
    back,
    words: t('staff/imports/show.taken-of', { count: taken.get(fate as Fate) ?? 0 }),
    decisions: [decision('take'), decision('leave')],
  }
}
