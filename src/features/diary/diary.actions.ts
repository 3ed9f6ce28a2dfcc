// The diary as a file; that somebody took it stands in it, too.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { readAll } from '../../platform/db/read-all.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { cellsOf, headingsOf, type SheetFormat } from '../../platform/sheets/sheet.js'
import { sheetWriter } from '../../platform/sheets/writers.js'
import type { StaffMember } from '../../platform/http/access.js'
import { diaryColumns, type TitledLine } from './diary.columns.js'
import { mostInFile } from './diary.model.js'
import { diaryKeys, linesOf, type DiaryLine, type DiaryQuestion } from './diary.queries.js'
import type { DiaryWording } from './wording.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export interface DiaryFile {
  format: SheetFormat
  question: DiaryQuestion
  by: StaffMember
  /** Words for some lines: what their people and things are called. */
  wordingOf(trx: Trx, lines: readonly DiaryLine[]): Promise<DiaryWording>
}

/** Writes the lines that a question finds, the newest first. */
export async function exportDiary(
  { db, clock }: Needs,
  { format, question, by, wordingOf }: DiaryFile,
  signal: AbortSignal,
): Promise<{ name: string; body: Iterable<string | Uint8Array> }> {
  const words = await db.transaction().execute((trx) => wordingOf(trx, []))
  const columns = diaryColumns(words)
  const sheet = { name: words.t('exports/sheets.diary'), columns: headingsOf(columns) }
  const writer = sheetWriter(format, sheet, words.locale)
  const source = {
    keys: (trx: Trx) => diaryKeys(trx, question, mostInFile),
    rows: async (trx: Trx, keys: readonly string[]): Promise<(TitledLine & { key: string })[]> => {
      const lines = await linesOf(trx, keys)
      const wording = await wordingOf(trx, lines)
      return lines.map((line) => ({ ...line, wording }))
    },
  }
  const take = (lines: TitledLine[]) => writer.add(lines.map((line) => cellsOf(columns, line)))
  const note = (trx: Trx, rows: number) =>
    writeEvent(trx, clock.now(), { who: by.id, did: 'exported', what: { sheet: 'diary', rows } })
  try {
    await readAll(db, source, take, signal, note)
    const name = `${words.t('exports/files.diary')}-${dayInKyiv(clock.now())}.${format}`
    return { name, body: await writer.finish() }
  } catch (error) {
    writer.abandon()
    throw error
  }
}
