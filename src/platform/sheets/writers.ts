// Which writer makes which kind of file.
import type { Locale } from '../i18n/locales.js'
import { csvWriter } from './csv.js'
import type { Sheet, SheetFormat, SheetWriter } from './sheet.js'
import { xlsxWriter } from './xlsx.js'

export const sheetWriter = (format: SheetFormat, sheet: Sheet, locale: Locale): SheetWriter =>
  format === 'csv' ? csvWriter(sheet, locale) : xlsxWriter(sheet)
