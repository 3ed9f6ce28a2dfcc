// Reads the files of the registry and validates every row of every file, so that a bad one is named
// by file, line and column before anything is written.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { checkReferences } from './imports.checks.js'
import { rowForms } from './imports.forms.js'
import {
  BadSeeds,
  seedFiles,
  type Complain,
  type Problem,
  type SeedName,
  type Seeds,
} from './imports.model.js'

export type SeedBytes = Record<SeedName, Buffer>

const names = Object.keys(seedFiles) as SeedName[]

/** The files as they lie in a folder. */
export async function readSeedFiles(dir: string): Promise<SeedBytes> {
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(dir, seedFiles[name]))]),
  )
  return Object.fromEntries(files) as SeedBytes
}

/** One digest of all the files; the same files give the same digest. */
export function digestOf(files: SeedBytes): string {
  const hash = createHash('sha256')
  for (const name of names) hash.update(`${seedFiles[name]} ${files[name].length}\n`).update(files[name])
  return hash.digest('hex')
}

/**
 * The rows of a folder of seeds, all valid and all referring to rows that exist.
 * @throws BadSeeds with every problem as `file:line:column: message`
 */
export const readSeeds = async (dir: string): Promise<Seeds> => parseSeeds(await readSeedFiles(dir))

/** As `readSeeds`, from bytes already read. */
export function parseSeeds(files: SeedBytes): Seeds {
  const problems: Problem[] = []
  const complain: Complain = (name, line, column, message) =>
    problems.push({ file: seedFiles[name], line, column, message })
  const seeds = Object.fromEntries(
    names.map((name) => [name, parseFile(name, files[name], complain)]),
  ) as unknown as Seeds
  // A file with a bad row lacks that row, and whoever refers to it would be blamed for nothing.
  if (problems.length === 0) checkReferences(seeds, complain)
  if (problems.length > 0) throw new BadSeeds(problems)
  return seeds
}

interface Line {
  info: { lines: number }
  record: string[]
}

function parseFile(name: SeedName, bytes: Buffer, complain: Complain): unknown[] {
  const form: z.ZodObject = rowForms[name]
  const [header, ...lines] = parseLines(name, bytes, complain)
  if (!header) return []
  const columns = header.record
  const wanted = Object.keys(form.shape)
  for (const column of wanted)
    if (!columns.includes(column)) complain(name, 1, column, 'this column is missing')
  for (const column of columns)
    if (!wanted.includes(column)) complain(name, 1, column, 'this file has no such column')
  if (wanted.some((column) => !columns.includes(column))) return []

  const rows: unknown[] = []
  let before = header.info.lines
  for (const { info, record } of lines) {
    const line = before + 1
    before = info.lines
    if (record.length !== columns.length) {
      complain(name, line, 'row', `has ${record.length} cells instead of ${columns.length}`)
      continue
    }
    const parsed = form.safeParse(Object.fromEntries(columns.map((column, i) => [column, record[i]])))
    if (parsed.success) rows.push(Object.assign(parsed.data, { line }))
    else for (const issue of parsed.error.issues) complain(name, line, String(issue.path[0]), issue.message)
  }
  return rows
}

function parseLines(name: SeedName, bytes: Buffer, complain: Complain): Line[] {
  try {
    // Rows of a wrong length are let through here, to be counted and named with the others.
    const lines = parse(bytes, { bom: true, info: true, relax_column_count: true }) as unknown as Line[]
    if (lines.length === 0) complain(name, 1, 'row', 'the file is empty')
    return lines
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    complain(name, Number(error.lines), 'row', error.message)
    return []
  }
}
