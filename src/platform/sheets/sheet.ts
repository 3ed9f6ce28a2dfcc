// A sheet as any program for tables reads it: typed columns, and rows of plain cells. What is a day or a
// moment is text in one form here; each writer makes of it what its kind of file has for that.
import { dayInKyiv } from '../kit/clock.js'

export const sheetFormats = ['csv', 'xlsx'] as const
export type SheetFormat = (typeof sheetFormats)[number]

/** `day`: 2026-11-23; `moment`: 2026-11-23 10:15, in Kyiv. */
export type CellType = 'text' | 'integer' | 'decimal' | 'day' | 'moment' | 'url'

export type Cell = string | number | null

export interface Heading {
  heading: string
  type: CellType
  /** In characters; what the type needs unless said. */
  width?: number
}

export interface Column<Row> extends Heading {
  value(row: Row): Cell | Date
}

export interface Sheet {
  /** The name on the sheet's tab. */
  name: string
  columns: readonly Heading[]
}

const timeInKyiv = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Kyiv',
  dateStyle: 'short',
  timeStyle: 'short',
})

function cell(value: Cell | Date, type: CellType): Cell {
  if (value instanceof Date) return type === 'day' ? dayInKyiv(value) : timeInKyiv.format(value)
  return typeof value === 'string' ? printable(value) : value
}

// What no file of these kinds can hold, and nobody sees: control signs, and halves of signs.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu
/** A text without them. */
export const printable = (text: string) => text.replace(unprintable, '')

/** A row as plain cells. */
export const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row): Cell[] =>
  columns.map(({ type, value }) => cell(value(row), type))
