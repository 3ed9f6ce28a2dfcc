// CSV that opens with a double click where the reader lives. A spreadsheet takes the separator and the
// decimal sign from the settings of the computer: in Ukraine, Poland, Germany and France these are ";" and
// ",", in the English-speaking world "," and ".". So the file follows the reader's language. The mark at
// the beginning says that it is UTF-8; without it, Excel shows Cyrillic as noise.
import { stringify } from 'csv-stringify/sync'
import type { Locale } from '../i18n/locales.js'
import type { Cell, CellType, Sheet } from './sheet.js'

const byteOrderMark = '\ufeff'

const dialectOf = (locale: Locale) =>
  locale === 'en' ? { delimiter: ',', decimalSign: '.' } : { delimiter: ';', decimalSign: ',' }

// Text that a spreadsheet would take for a formula, and run, begins with an apostrophe instead.
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/u

/** Text made harmless for programs that calculate what they open; numbers are left as they are. */
export const harmless = (text: string): string => (dangerous.test(text) ? `'${text}` : text)

function written(cell: Cell, type: CellType, decimalSign: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number')
    return type === 'decimal' ? String(cell).replace('.', decimalSign) : String(cell)
  return harmless(cell)
}

/** A file of rows as they come; the headings leave together with the first of them. */
export async function* csvFile(
  { columns }: Sheet,
  pieces: AsyncIterable<readonly Cell[][]>,
  locale: Locale,
): AsyncGenerator<string> {
  const { delimiter, decimalSign } = dialectOf(locale)
  const lines = (rows: string[][]) => stringify(rows, { delimiter, record_delimiter: '\r\n' })
  let head = byteOrderMark + lines([columns.map(({ heading }) => harmless(heading))])
  for await (const rows of pieces) {
    const texts = rows.map((row) =>
      row.map((cell, i) => written(cell, columns[i]?.type ?? 'text', decimalSign)),
    )
    yield head + lines(texts)
    head = ''
  }
}
