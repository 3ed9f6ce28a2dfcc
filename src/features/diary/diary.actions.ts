// The diary as a file; that somebody took it stands in it, too.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import type { StaffMember } from '../../platform/http/access.js'
import { startDownload, type Download } from '../../platform/sheets/download.js'
import type { SheetFormat } from '../../platform/sheets/sheet.js'
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

/** Opens a file of the lines that a question finds, the newest first. */
export async function exportDiary(
  needs: Needs,
  { format, question, by, wordingOf }: DiaryFile,
  signal: AbortSignal,
): Promise<Download> {
  const words = await needs.db.transaction().execute((trx) => wordingOf(trx, []))
  const source = {
    keys: (trx: Trx) => diaryKeys(trx, question, mostInFile),
    rows: async (trx: Trx, keys: readonly string[]): Promise<(TitledLine & { key: string })[]> => {
      const lines = await linesOf(trx, keys)
      const wording = await wordingOf(trx, lines)
      return lines.map((line) => ({ ...line, wording }))
    },
  }
  const wanted = {
    source,
    columns: diaryColumns(words),
    format,
    locale: words.locale,
    names: { tab: words.t('exports/sheets.diary'), file: words.t('exports/files.diary') },
    by: by.id,
    what: { sheet: 'diary' },
  }
  return startDownload(needs, wanted, signal)
}
