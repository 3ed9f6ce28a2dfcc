// What everybody with an account may do about their own data: take it along, and have it deleted.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingAccount } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { csrfProtected, csrfToken, endSession } from '../../platform/http/session.js'
import { exportOwnData, forgetPerson } from './privacy.actions.js'
import { forgetPage, forgottenPage } from './privacy.pages.js'
import { isLastAdmin } from './privacy.queries.js'

export function privacyRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.account.data.pattern, async (req, res) => {
    const data = mustFind(await exportOwnData(ctx, askingAccount(req).id))
    const day = ctx.clock.now().toISOString().slice(0, 10)
    res.attachment(`pobratym-${day}.json`)
    res.type('application/json').send(`${JSON.stringify(data, null, 2)}\n`)
  })

  routes.get(paths.account.forget.pattern, async (req, res) =>
    ask(req, res, await isLastAdmin(ctx.db, askingAccount(req).id)),
  )

  routes.post(paths.account.forget.pattern, csrfProtected, async (req, res) => {
    const outcome = await forgetPerson(ctx, askingAccount(req).id)
    if (outcome === 'last-admin') return ask(req, res.status(409), true)
    await endSession(req)
    res.redirect(303, paths.forgotten(req.locale))
  })

  routes.get(paths.forgotten.pattern, (req, res) => res.render('account/forgotten', forgottenPage(req.t)))

  function ask(req: Request, res: Response, lastAdmin: boolean) {
    const { role } = askingAccount(req)
    res.render('account/forget', forgetPage(req.t, req.locale, { role, csrf: csrfToken(req), lastAdmin }))
  }

  return routes
}
