// The page on which the columns of a file are named, with what stands in the first rows of each.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { translator } from '../../platform/i18n/translate.js'
import { fieldsOfKind } from './batches.model.js'
import { columnName } from './batches.forms.js'
import { kindOptions } from './batches.pages.js'
import type { MappingForStaff } from './batches-for-staff.queries.js'

const longestSample = 80
const short = (text: string) => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > longestSample ? `${line.slice(0, longestSample)}…` : line
}

export function mappingPage(
  { locale, batch, kind, mapping, fields, samples }: MappingForStaff,
  { csrf, typed, errors }: { csrf: string; typed: Typed; errors: FieldError[] },
) {
  const t = translator(locale)
  const required: readonly string[] = fieldsOfKind[kind].required
  const heading = (column: number) =>
    batch.headings[column] || t('staff/imports/mapping.column', { number: column + 1 })
  return {
    layout: 'staff',
    title: t('staff/imports/mapping.heading', { file: batch.fileName }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.staff.imports(locale), label: t('staff/imports/index.heading') },
    ],
    errors,
    csrf,
    action: paths.staff.importMapping(locale, batch.id),
    discard: paths.staff.discardImport(locale, batch.id),
    kind,
    kinds: kindOptions(t, kind),
    format: batch.format === 'xlsx' ? 'XLSX' : `CSV, ${batch.format.split(' ').at(-1) ?? ''}`,
    rows: t('staff/imports/index.rows', { count: batch.total }),
    fields: fields.map((field) => {
      const given = typed[columnName(field)]
      const chosen = given === undefined ? mapping[field] : given === '' ? undefined : Number(given)
      return {
        id: columnName(field),
        label: t(`staff/imports/mapping.field-${field}`),
        hint: required.includes(field) ? t('staff/imports/mapping.required') : '',
        options: [
          { value: '', label: t('staff/imports/mapping.none'), selected: chosen === undefined },
          ...batch.headings.map((_, column) => ({
            value: String(column),
            label: heading(column),
            selected: column === chosen,
          })),
        ],
      }
    }),
    columns: batch.headings.map((_, column) => ({
      heading: heading(column),
      samples: samples.map(({ cells }) => short(cells[column] ?? '')),
    })),
    sampleNumbers: samples.map(({ rowNo }) => t('staff/imports/mapping.row', { row: rowNo })),
  }
}
