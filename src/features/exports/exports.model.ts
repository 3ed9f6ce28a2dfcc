// Which sheets there are, and what a file's name says.
import { sheetFormats, type SheetFormat } from '../../platform/sheets/sheet.js'

export const sheetNames = ['communities', 'partnerships', 'proposals', 'introductions'] as const
export type SheetName = (typeof sheetNames)[number]

export interface SheetFile {
  sheet: SheetName
  format: SheetFormat
}

/** 'proposals.xlsx' → which sheet as which kind of file; undefined for what we do not have. */
export function sheetFile(name: string): SheetFile | undefined {
  const [first, last, ...rest] = name.split('.')
  const sheet = sheetNames.find((each) => each === first)
  const format = sheetFormats.find((each) => each === last)
  return sheet && format && rest.length === 0 ? { sheet, format } : undefined
}
