// A list on its way out as a file: rows are read while earlier ones are already with the reader. The diary is
// told before the first byte leaves, so that nothing leaves unnoted even if the service dies on the way;
// when less arrives than was noted, a second line says so.
import { once } from 'node:events'
import { addAbortSignal, Readable } from 'node:stream'
import type { Db } from '../db/connect.js'
import { writeEvent } from '../db/events.js'
import { readAll, type Source } from '../db/read-all.js'
import { dayInKyiv, type Clock } from '../kit/clock.js'
import type { Locale } from '../i18n/locales.js'
import { csvFile } from './csv.js'
import { cellsOf, type Column, type SheetFormat } from './sheet.js'
import { xlsxFile } from './xlsx.js'

export interface Wanted<Row> {
  source: Source<Row>
  columns: readonly Column<Row & { key: string }>[]
  format: SheetFormat
  locale: Locale
  /** What the tab and, without its ending, the file are called. */
  names: { tab: string; file: string }
  /** Who takes it along, and what the diary says of it beside the number of rows. */
  by: string
  what: { sheet: string } & Record<string, string>
}

export interface Download {
  name: string
  body: Readable
  /** To be told when nothing more leaves: whether all of the file did. */
  ended(whole: boolean): Promise<void>
}

/**
 * Opens a file whose first rows have been read. What fails until then throws; what fails later breaks the body.
 * @param signal aborted when the reader has gone
 */
export async function startDownload<Row>(
  { db, clock }: { db: Db; clock: Clock },
  { source, columns, format, locale, names, by, what }: Wanted<Row>,
  signal: AbortSignal,
): Promise<Download> {
  let noted = 0
  let taken = 0
  const rows = readAll(
    db,
    source,
    async (trx, count) => {
      noted = count
      await writeEvent(trx, clock.now(), { who: by, did: 'exported', what: { ...what, rows: count } })
    },
    signal,
  )
  const pieces = addAbortSignal(signal, Readable.from(rows))
  await once(pieces, 'readable')
  // From here on a failure is told to whoever takes the pieces; nobody may be there yet.
  pieces.on('error', () => {})

  async function* cells() {
    for await (const piece of pieces as AsyncIterable<(Row & { key: string })[]>) {
      taken += piece.length
      yield piece.map((row) => cellsOf(columns, row))
    }
  }
  const sheet = { name: names.tab, columns }
  const file = format === 'csv' ? csvFile(sheet, cells(), locale) : xlsxFile(sheet, cells())
  return {
    name: `${names.file}-${dayInKyiv(clock.now())}.${format}`,
    body: Readable.from(file),
    async ended(whole) {
      if (whole && taken === noted) return
      const { sheet } = what
      await writeEvent(db, clock.now(), { who: by, did: 'exported-in-part', what: { sheet, rows: taken } })
    },
  }
}
