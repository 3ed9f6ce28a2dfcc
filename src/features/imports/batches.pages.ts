// The page of all batches, with the form that takes a new file.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { batchKinds } from './batches.model.js'
import type { BatchesForStaff } from './batches-for-staff.queries.js'
import type { Unreadable } from './sheet.js'

/** Why a file could not be read, with the place in it. */
export type Refusal = Unreadable

export interface Shown {
  csrf: string
  errors: FieldError[]
  typed: Typed
  refusal: Refusal | undefined
  /** A file was just discarded. */
  discarded: boolean
}

export const kindOptions = (t: Translate, chosen: string) =>
  batchKinds.map((value) => ({
    value,
    label: t(`staff/imports/index.kind-${value}`),
    selected: value === chosen,
  }))

export function batchesPage(
  { locale, batches }: BatchesForStaff,
  { csrf, errors, typed, refusal, discarded }: Shown,
) {
  const t = translator(locale)
  const kind = [typed.kind ?? ''].flat()[0] ?? ''
  return {
    layout: 'staff',
    title: t('staff/imports/index.heading'),
    errors,
    csrf,
    done: discarded ? t('staff/imports/index.done-discarded') : null,
    refusal: refusal ? t(`staff/imports/index.unreadable-${refusal.key}`, refusal.values ?? {}) : null,
    kinds: [
      { value: '', label: t('staff/imports/index.kind-guess'), selected: kind === '' },
      ...kindOptions(t, kind),
    ],
    batches: batches.map((batch) => ({
      href: paths.staff.import(locale, batch.id),
      name: batch.fileName,
      kind: t(`staff/imports/index.kind-${batch.kind}`),
      state: t(`staff/imports/index.is-${batch.state}`),
      rows: t('staff/imports/index.rows', { count: batch.total }),
      at: batch.undoneAt ?? batch.appliedAt ?? batch.madeAt,
      by: batch.by ?? t('diary.forgotten'),
    })),
  }
}
