// Reads a CSV file row by row, and says what is wrong with it as file:line:column.
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { CsvError, parse } from 'csv-parse'

/** Problems of all files, in the order they were found. */
export interface Problems {
  readonly lines: readonly string[]
  /** Notes a problem of a cell, a row (column 'row') or, without a line, of the whole file. */
  say(file: string, message: string, line?: number, column?: string): void
}

const most = 1000

export function gatherProblems(): Problems {
  const lines: string[] = []
  return {
    lines,
    say: (file, message, line, column) => {
      if (lines.length === most) lines.push(`… and more: only the first ${most} problems are shown`)
      if (lines.length > most) return
      lines.push(
        `${[basename(file), line, column].filter((part) => part !== undefined).join(':')}: ${message}`,
      )
    },
  }
}

export interface Row {
  line: number
  cells: Readonly<Record<string, string>>
}

/**
 * Rows one by one, without keeping them. Problems of the file itself and rows of a wrong length are
 * noted and left out.
 * @param wanted columns that must be there; of several lists one must be there completely
 */
export async function* readRows(
  file: string,
  wanted: readonly (readonly string[])[],
  problems: Problems,
): AsyncGenerator<Row> {
  let columns: string[] | undefined
  let before = 0
  try {
    const parser = parse({ bom: true, relax_column_count: true })
    const source = createReadStream(file).on('error', (error) => parser.destroy(error))
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      const line = before + 1
      before = line + breaksIn(record)
      if (columns === undefined) {
        columns = record.map((name) => name.trim())
        if (!headerFits(file, columns, wanted, problems)) return
      } else if (record.length === columns.length) {
        yield { line, cells: Object.fromEntries(columns.map((column, i) => [column, record[i]!.trim()])) }
      } else if (record.length > 1 || record[0] !== '') {
        problems.say(file, `has ${record.length} cells instead of ${columns.length}`, line, 'row')
      }
    }
    if (columns === undefined) problems.say(file, 'the file is empty')
  } catch (error) {
    if (error instanceof CsvError) problems.say(file, error.message, before + 1, 'row')
    else
      problems.say(file, unreadable[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message)
  }
}

/** Line breaks within the cells; the parser can count lines too, but takes as long for it as for parsing. */
const breaksIn = (record: readonly string[]) =>
  record.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0)

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'may not be read',
  EISDIR: 'is a folder, not a file',
}

function headerFits(
  file: string,
  columns: readonly string[],
  wanted: readonly (readonly string[])[],
  problems: Problems,
) {
  const repeated = columns.filter((name, i) => columns.indexOf(name) !== i)
  for (const name of new Set(repeated)) problems.say(file, 'this column is there twice', 1, name)
  const lacking = wanted.map((list) => list.filter((name) => !columns.includes(name)))
  const fits = lacking.some((names) => names.length === 0)
  if (!fits && lacking.length > 1)
    problems.say(
      file,
      `must have the columns ${wanted.map((list) => list.join(' and ')).join(', or ')}`,
      1,
      'row',
    )
  else if (!fits) for (const name of lacking[0] ?? []) problems.say(file, 'this column is missing', 1, name)
  return fits && repeated.length === 0
}
