// Lists as files. What is not a good filter comes back as the page with its errors.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { answerWithSheet } from '../../platform/http/send-sheet.js'
import { exportSheet } from './exports.actions.js'
import { anyQuery } from './exports.forms.js'
import { sheetFile } from './exports.model.js'
import { exportsPage } from './exports.pages.js'
import { partneredCountries, placesOf } from './exports.queries.js'

export function exportsRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.staff.exports.pattern, (req, res) => show(req, res, {}, []))

  routes.get(paths.staff.export.pattern, async (req, res) => {
    const file = mustFind(sheetFile(String(req.params.file)))
    const { typed } = readForm(anyQuery, req.query)
    const asked = { query: req.query, typed, locale: req.locale, by: asking(req) }
    await answerWithSheet(res, async (signal) => {
      const sheet = await exportSheet(ctx, file, asked, signal)
      if ('download' in sheet) return sheet.download
      await show(req, res.status(422), typed, sheet.errors)
      return undefined
    })
  })

  async function show(req: Request, res: Response, typed: Typed, errors: FieldError[]) {
    const page = exportsPage(req.t, req.locale, {
      places: await placesOf(ctx.db),
      partnered: await partneredCountries(ctx.db),
      own: ownRegion(asking(req)),
      typed,
      errors,
    })
    res.render('staff/exports/index', page)
  }

  return routes
}
