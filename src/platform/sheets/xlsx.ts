// XLSX: a few small XML files and one long one, the rows, in an archive. All of it is written as the rows
// are read; texts stand in their cells and not in a table of their own, which could be written only at the end.
import { Readable } from 'node:stream'
import yazl from 'yazl'
import { printable, type Cell, type CellType, type Sheet } from './sheet.js'
import { escaped, frame, main, xml } from './xlsx-frame.js'

const widths: Record<CellType, number> = { text: 28, integer: 12, decimal: 12, day: 13, moment: 18, url: 40 }

/** The place of each type in the styles below; 1 is the headings'. */
const styles: Record<CellType, number> = { text: 2, url: 2, integer: 3, decimal: 4, day: 5, moment: 6 }

// A cell holds no more.
const longest = 32_767

// Days are numbered from the end of 1899. The file knows no time zones: the clock on the wall in Kyiv is
// written as if it hung in Greenwich.
const firstDay = Date.UTC(1899, 11, 30)
const dayNumber = (text: string) =>
  (Date.parse(`${text.replace(' ', 'T')}${text.includes(' ') ? ':00Z' : 'T00:00:00Z'}`) - firstDay) /
  86_400_000

/** A, B, …, Z, AA, AB, … */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const numberCell = (place: string, style: number, value: number) =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`

// Told to be text, so that nothing is taken for a formula, a date or a number.
const textCell = (place: string, style: number, text: string) =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

function written(cell: Cell, type: CellType, place: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number')
    return numberCell(place, styles[type === 'integer' ? 'integer' : 'decimal'], cell)
  if (type === 'day' || type === 'moment') return numberCell(place, styles[type], dayNumber(cell))
  // The cut may go through the middle of a sign.
  return textCell(place, styles[type], printable(cell.slice(0, longest)))
}

async function* sheetXml({ columns }: Sheet, pieces: AsyncIterable<readonly Cell[][]>) {
  const letterOf = columns.map((_, i) => letters(i))
  const cols = columns.map(
    ({ type, width }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width ?? widths[type]}" customWidth="1"/>`,
  )
  const headings = columns.map(({ heading }, i) => textCell(`${letterOf[i]}1`, 1, heading))
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`
  let line = 1
  for await (const rows of pieces) {
    const texts = rows.map((row) => {
      line++
      const cells = row.map((cell, i) => written(cell, columns[i]?.type ?? 'text', `${letterOf[i]}${line}`))
      return `<row r="${line}">${cells.join('')}</row>`
    })
    yield texts.join('')
  }
  yield '</sheetData></worksheet>'
}

/** A workbook of one sheet, of rows as they come. A failure leaves an archive without its end, which nothing opens. */
export async function* xlsxFile(
  sheet: Sheet,
  pieces: AsyncIterable<readonly Cell[][]>,
): AsyncGenerator<Uint8Array> {
  const archive = new yazl.ZipFile()
  const packed = archive.outputStream as Readable
  const fail = (error: Error) => packed.destroy(error)
  const rows = Readable.from(sheetXml(sheet, pieces)).on('error', fail)
  archive.on('error', fail)
  for (const [path, text] of frame(sheet.name)) archive.addBuffer(Buffer.from(text), path)
  archive.addReadStream(rows, 'xl/worksheets/sheet1.xml')
  archive.end()
  try {
    yield* packed
  } finally {
    rows.destroy()
  }
}
