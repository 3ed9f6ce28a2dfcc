// A sheet is written whole before the first byte of it leaves: one that breaks off in the middle looks
// complete to whoever opens it.
import type { Db } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { readAll } from '../../platform/db/read-all.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { cellsOf, headingsOf } from '../../platform/sheets/sheet.js'
import { sheetWriter } from '../../platform/sheets/writers.js'
import { sheetWords, type SheetWords } from './exports.columns.js'
import type { SheetFile } from './exports.model.js'
import { placesOf } from './exports.queries.js'
import { sources, type Asked, type Needs, type SheetSource } from './exports.sources.js'

export type Exported =
  { errors: FieldError[] } | { errors: []; name: string; body: Iterable<string | Uint8Array> }

/** Writes a sheet and notes in the diary who took it, how many rows and by which filter. */
export async function exportSheet(
  needs: Needs,
  file: SheetFile,
  asked: Asked & { typed: Typed },
  signal: AbortSignal,
): Promise<Exported> {
  const found = await sources[file.sheet](needs, asked)
  if (!('source' in found)) return found
  const { db, clock, config } = needs
  const words = sheetWords(asked.locale, config.publicUrl, await placesOf(db))
  const event = { who: asked.by.id, did: 'exported', what: { sheet: file.sheet, ...plainOf(asked.typed) } }
  const body = await written(db, found.source, { file, words }, signal, (trx, rows) =>
    writeEvent(trx, clock.now(), { ...event, what: { ...event.what, rows } }),
  )
  const name = `${words.t(`exports/files.${file.sheet}`)}-${dayInKyiv(clock.now())}.${file.format}`
  return { errors: [], name, body }
}

async function written(
  db: Db,
  source: SheetSource,
  { file, words }: { file: SheetFile; words: SheetWords },
  signal: AbortSignal,
  note: Parameters<typeof readAll>[4],
) {
  const columns = source.columns(words)
  const name = words.t(`exports/sheets.${file.sheet}`)
  const writer = sheetWriter(file.format, { name, columns: headingsOf(columns) }, words.locale)
  try {
    await readAll(
      db,
      source,
      (rows) => writer.add(rows.map((row) => cellsOf(columns, row as never))),
      signal,
      note,
    )
    return await writer.finish()
  } catch (error) {
    writer.abandon()
    throw error
  }
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
