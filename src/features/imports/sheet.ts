// Reads what somebody uploaded, by what it is and not by what it is called: a spreadsheet (XLSX) or text
// with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1251. Other requests have their turn
// between the pieces.
import { setImmediate as others } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { readSheet } from 'read-excel-file/node'

export interface Sheet {
  headings: string[]
  rows: SheetRow[]
  /** 'xlsx', or 'csv' with its delimiter and encoding. */
  format: string
}
export interface SheetRow {
  /** As a spreadsheet counts them: the headings are row 1. */
  no: number
  cells: string[]
}

/** Why a file cannot be read: a key of the catalogue, with the place where it stops making sense. */
export interface Unreadable {
  key: string
  values?: Record<string, string | number>
}

export type ReadSheet = { ok: true; sheet: Sheet } | { ok: false; why: Unreadable }

export const mostRows = 50_000
const mostColumns = 100
const longestCell = 20_000
const largestUnpacked = 300_000_000

const starts = (bytes: Buffer, ...signature: number[]) => signature.every((byte, i) => bytes[i] === byte)
const cannot = (key: string, values?: Unreadable['values']): ReadSheet => ({
  ok: false,
  why: values ? { key, values } : { key },
})

export async function readUpload(bytes: Buffer): Promise<ReadSheet> {
  if (bytes.length === 0) return cannot('empty')
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes)
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return cannot('old-excel')
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return cannot('not-a-table')
  const decoded = decode(bytes)
  return decoded ? readText(decoded.text, decoded.encoding) : cannot('not-a-table')
}

async function readWorkbook(bytes: Buffer): Promise<ReadSheet> {
  if (unpackedSize(bytes) > largestUnpacked) return cannot('too-large')
  try {
    const rows = (await readSheet(bytes, { trim: false })) as unknown[][]
    return asSheet(
      rows.map((row) => row.map(cellText)),
      'xlsx',
    )
  } catch {
    return cannot('damaged-workbook')
  }
}

/** What the parts of a zip file claim to be when unpacked, together. */
function unpackedSize(bytes: Buffer): number {
  let size = 0
  let at = bytes.indexOf('PK\x01\x02', 0, 'latin1')
  while (at >= 0 && at + 28 <= bytes.length) {
    size += bytes.readUInt32LE(at + 24)
    at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
  }
  return size
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().replace('T', ' ').slice(0, 19)
  return String(value as string | number | boolean)
}

function decode(bytes: Buffer): { text: string; encoding: string } | undefined {
  if (starts(bytes, 0xff, 0xfe))
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' }
  if (starts(bytes, 0xfe, 0xff))
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' }
  const head = bytes.subarray(0, 4_000)
  const nuls = [0, 1].map((odd) => head.filter((byte, i) => byte === 0 && i % 2 === odd).length)
  // Latin letters, digits and delimiters have a zero half in UTF-16, always the same one.
  for (const [odd, name] of [
    [1, 'utf-16le'],
    [0, 'utf-16be'],
  ] as const)
    if (nuls[odd]! > head.length / 20 && nuls[1 - odd]! === 0)
      return { text: new TextDecoder(name).decode(bytes), encoding: 'UTF-16' }
  if (bytes.includes(0)) return undefined
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'Windows-1251' }
  }
}

/** The delimiter that the first lines have most of, outside quotes. */
function delimiterOf(text: string): { delimiter: string; from: number } {
  const said = /^sep=(.)\r?\n/i.exec(text)
  if (said) return { delimiter: said[1]!, from: said[0].length }
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const line = head.split(/\r?\n/).find((each) => each.trim() !== '') ?? ''
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }))
  const [most] = counts.sort((a, b) => b.count - a.count)
  return { delimiter: most?.delimiter ?? ',', from: 0 }
}

const pieces = function* (text: string, from: number) {
  for (let at = from; at < text.length; at += 64_000) yield text.slice(at, at + 64_000)
}

async function readText(text: string, encoding: string): Promise<ReadSheet> {
  const { delimiter, from } = delimiterOf(text)
  const records: string[][] = []
  const parser = parse({ delimiter, relax_column_count: true, bom: true })
  const failed = new Promise<CsvError | undefined>((resolve, reject) => {
    parser.on('readable', () => {
      for (let record = parser.read() as string[] | null; record; record = parser.read() as string[] | null)
        records.push(record)
    })
    parser.on('error', (error) => (error instanceof CsvError ? resolve(error) : reject(error)))
    parser.on('end', () => resolve(undefined))
  })
  for (const piece of pieces(text, from)) {
    if (parser.destroyed || records.length > mostRows + 1) break
    parser.write(piece)
    await others()
  }
  if (!parser.destroyed) parser.end()
  const error = await failed
  if (error) return cannot('damaged', placeOf(error))
  const named = delimiter === '\t' ? 'TAB' : delimiter
  return asSheet(records, `csv ${named} ${encoding}`)
}

const placeOf = (error: CsvError) => ({
  line: Number(error.lines ?? 1),
  column: Number(error.column ?? 0) + 1 || 1,
})

/** The first row with words is the headings; rows without any are left out. */
function asSheet(records: string[][], format: string): ReadSheet {
  const isFilled = (record: readonly string[]) => record.some((cell) => cell.trim() !== '')
  const first = records.findIndex(isFilled)
  const head = records[first]
  if (!head) return cannot('empty')
  const headings = head.map((cell) => cell.replace(/\s+/g, ' ').trim().slice(0, 200))
  while (headings.at(-1) === '') headings.pop()
  if (headings.length > mostColumns) return cannot('too-many-columns', { most: mostColumns })
  const rows = records.flatMap((record, i) => {
    if (i <= first || !isFilled(record)) return []
    const cells = headings.map((_, column) =>
      (record[column] ?? '').replaceAll('\0', '').trim().slice(0, longestCell),
    )
    return [{ no: i + 1, cells }]
  })
  if (rows.length === 0) return cannot('no-rows')
  if (rows.length > mostRows) return cannot('too-many-rows', { most: mostRows })
  const wide = records.findIndex(
    (record, i) => i > first && record.slice(headings.length).some((cell) => cell.trim() !== ''),
  )
  if (wide >= 0) return cannot('too-wide', { row: wide + 1, column: headings.length + 1 })
  return { ok: true, sheet: { headings, rows, format } }
}
