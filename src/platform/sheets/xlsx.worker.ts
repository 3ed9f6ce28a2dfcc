// The thread in which one XLSX file is built; it answers once and ends.
import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile, { type Cell as ExcelCell, type Row } from 'write-excel-file/node'
import type { Cell, CellType, Heading, Sheet } from './sheet.js'

const { name, columns } = workerData as Sheet

const widths: Record<CellType, number> = { text: 28, integer: 12, decimal: 12, day: 13, moment: 18, url: 40 }

/** As PostgreSQL's and ours are; programs show the same day whatever the language of the computer. */
const formats: Partial<Record<CellType, string>> = {
  integer: '0',
  decimal: '0.0####',
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
}

// A cell holds no more.
const longest = 32_767

// The file knows no time zones: the clock on the wall in Kyiv is written as if it hung in Greenwich.
const asDate = (text: string) =>
  new Date(`${text.replace(' ', 'T')}${text.includes(' ') ? ':00Z' : 'T00:00:00Z'}`)

function excelCell(cell: Cell, { type }: Heading): ExcelCell {
  if (cell === null || cell === '') return null
  const format = formats[type]
  if (typeof cell === 'number') return { value: cell, type: Number, format: format ?? '0.0####' }
  if (type === 'day' || type === 'moment') return { value: asDate(cell), type: Date, format: format ?? '' }
  // Told to be text, so that nothing is taken for a formula, a date or a number.
  return { value: cell.slice(0, longest), type: String, format: '@' }
}

const rows: Row[] = [
  columns.map(({ heading }) => ({ value: heading, type: String, fontWeight: 'bold' as const })),
]

/** A tab bears at most 31 signs, and none of these. */
const tabName = name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

async function build(): Promise<void> {
  const file = await writeExcelFile(rows, {
    sheet: tabName,
    columns: columns.map(({ type, width }) => ({ width: width ?? widths[type] })),
    stickyRowsCount: 1,
  }).toBuffer()
  const bytes = new Uint8Array(file)
  parentPort?.postMessage(bytes, [bytes.buffer])
  parentPort?.close()
}

parentPort?.on('message', (message: Cell[][] | 'finish') => {
  if (message === 'finish') void build()
  else for (const row of message) rows.push(row.map((cell, i) => excelCell(cell, columns[i]!)))
})
