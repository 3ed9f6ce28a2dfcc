// The desk: what waits for the staff, the page they see first in the morning.
import { Router } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking } from '../../platform/http/access.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { declarationsSoon, desk } from './desk-for-staff.queries.js'
import { declarationsPage, deskPage } from './desk.pages.js'
import { saveAnswersRead } from './desk.queries.js'

/** When the newest answer of the page came: what came after that has not been read. */
const readForm = z.object({ at: z.iso.datetime().transform((at) => new Date(at)) })

export function deskRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.staff.desk.pattern, async (req, res) => {
    const shown = await desk(ctx, req.locale, asking(req), req.query.answers === 'all')
    res.render('staff/index', deskPage(shown, csrfToken(req)))
  })

  routes.get(paths.staff.answersRead.pattern, (req, res) => {
    res.redirect(303, paths.staff.desk(req.locale))
  })

  routes.post(paths.staff.answersRead.pattern, csrfProtected, async (req, res) => {
    const form = readForm.safeParse(req.body)
    if (form.success) await saveAnswersRead(ctx.db, asking(req).id, form.data.at)
    res.redirect(303, paths.staff.desk(req.locale))
  })

  routes.get(paths.staff.declarations.pattern, async (req, res) => {
    const soon = await declarationsSoon(ctx, req.locale, asking(req))
    res.render('staff/declarations/index', declarationsPage(soon))
  })

  return routes
}
