// A list as a file, while it is being read; who took it, how many rows and by which filter stands in the diary.
import type { FieldError, Typed } from '../../platform/http/form.js'
import { startDownload, type Download } from '../../platform/sheets/download.js'
import { sheetWords } from './exports.columns.js'
import type { SheetFile } from './exports.model.js'
import { placesOf } from './exports.queries.js'
import { sources, type Asked, type Needs } from './exports.sources.js'

export type Exported = { errors: FieldError[] } | { errors: []; download: Download }

/** Opens a sheet, or says what is wrong with its filter. */
export async function exportSheet(
  needs: Needs,
  { sheet, format }: SheetFile,
  asked: Asked & { typed: Typed },
  signal: AbortSignal,
): Promise<Exported> {
  const found = await sources[sheet](needs, asked)
  if (!('source' in found)) return found
  const { locale, by, typed } = asked
  const words = sheetWords(locale, needs.config.publicUrl, await placesOf(needs.db))
  const { source } = found
  const wanted = {
    source,
    columns: source.columns(words),
    format,
    locale,
    names: { tab: words.t(`exports/sheets.${sheet}`), file: words.t(`exports/files.${sheet}`) },
    by: by.id,
    what: { sheet, ...plainOf(typed) },
  }
  return { errors: [], download: await startDownload(needs, wanted, signal) }
}

/** A filter for the diary: codes, never what somebody typed, which may be a name. */
function plainOf(typed: Typed): Record<string, string> {
  const codes = Object.entries(typed).filter(([field]) => !['q', 'page', 'rows', 'sheet'].includes(field))
  return Object.fromEntries(
    codes
      .map(([field, value]) => [field, [value].flat().join(' ')] as const)
      .filter(([field, value]) => /^\w{1,20}$/.test(field) && value !== '' && value.length <= 200),
  )
}
