// The diary: who did what to what, when, and from where.
import { Router, type Request } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Db, Trx } from '../../platform/db/connect.js'
import { asking } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm } from '../../platform/http/form.js'
import { answerWithSheet } from '../../platform/http/send-sheet.js'
import { sheetFormats } from '../../platform/sheets/sheet.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import { diaryQuestion } from './asking.js'
import { exportDiary } from './diary.actions.js'
import { diaryFilter, type DiaryFilter } from './diary.forms.js'
import { pageSize } from './diary.model.js'
import { diaryPage } from './diary.pages.js'
import { diaryLines, type DiaryLine } from './diary.queries.js'
import { communitiesNamed, diaryNames } from './names.queries.js'
import type { DiaryWording } from './wording.js'

export function diaryRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.diary.pattern, async (req, res) => {
    const { filter, typed, errors } = readFilter(req.query)
    const { question, communities } = await diaryQuestion(ctx, filter, readerOf(req))
    const lines = await diaryLines(db, question, pageSize + 1)
    const wording = await wordingOf(db, req, lines, communities)
    res.status(errors.length > 0 ? 422 : 200)
    res.render('staff/diary/index', diaryPage(wording, { lines, communities, typed, errors }))
  })

  routes.get(paths.staff.diaryFile.pattern, async (req, res) => {
    const format = mustFind(sheetFormats.find((each) => req.params.file === `diary.${each}`))
    const { filter, typed, errors } = readFilter(req.query)
    if (errors.length > 0) {
      const wording = await wordingOf(db, req, [])
      const page = diaryPage(wording, { lines: [], communities: [], typed, errors })
      return res.status(422).render('staff/diary/index', page)
    }
    await answerWithSheet(res, async (signal) => {
      const { question } = await diaryQuestion(ctx, filter, readerOf(req))
      const words = (trx: Trx, lines: readonly DiaryLine[]) => wordingOf(trx, req, lines)
      return exportDiary(ctx, { format, question, by: asking(req), wordingOf: words }, signal)
    })
  })

  return routes
}

const readerOf = (req: Request) => ({ t: req.t, locale: req.locale, by: asking(req) })

async function wordingOf(
  db: Db | Trx,
  req: Request,
  lines: readonly DiaryLine[],
  communities: readonly string[] = [],
): Promise<DiaryWording> {
  const names = await diaryNames(db, lines)
  const places = await placeNames(db, [...communities, ...communitiesNamed(lines, names)])
  const { community } = wordingIn(req.locale, places).names
  return { t: req.t, locale: req.locale, names, community, reader: asking(req) }
}

/** A wrong field is named and left out; the rest still filters. */
function readFilter(
  query: unknown,
): Pick<ReturnType<typeof readForm>, 'typed' | 'errors'> & { filter: DiaryFilter } {
  const read = readForm(diaryFilter, query)
  if (read.ok) return { filter: read.value, typed: read.typed, errors: [] }
  const wrong = read.errors.map(({ field }) => field)
  const good = Object.entries(read.typed).filter(([field]) => !wrong.includes(field))
  return { filter: diaryFilter.parse(Object.fromEntries(good)), typed: read.typed, errors: read.errors }
}
