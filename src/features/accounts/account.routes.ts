// Everybody who is signed in: their account, the visits that are open, the language of their letters.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingAccount, isStaff } from '../../platform/http/access.js'
import { Forbidden, mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type FieldError } from '../../platform/http/form.js'
import { csrfProtected, csrfToken, endSession } from '../../platform/http/session.js'
import { chooseDigest, chooseLanguage, endVisit } from './account.actions.js'
import { digestForm, languageForm } from './account.forms.js'
import { sessionName, visitsOf } from './account.model.js'
import { accountPage } from './account.pages.js'
import { accountById } from './accounts.queries.js'
import { sessionsOf } from './sessions.queries.js'
import { signOut, signOutEverywhere } from './sign-in.actions.js'

const outcomes = ['saved', 'ended', 'digest-on', 'digest-off'] as const

export function accountRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.account.home.pattern, (req, res) => show(req, res, []))

  routes.post(paths.account.home.pattern, csrfProtected, async (req, res) => {
    const form = readForm(languageForm, req.body)
    if (!form.ok) return show(req, res.status(422), form.errors)
    await chooseLanguage(ctx, askingAccount(req).id, form.value.language)
    res.redirect(303, `${paths.account.home(req.locale)}?done=saved`)
  })

  routes.get(paths.account.digest.pattern, (req, res) => {
    res.redirect(303, paths.account.home(req.locale))
  })

  routes.post(paths.account.digest.pattern, csrfProtected, async (req, res) => {
    const account = askingAccount(req)
    if (!isStaff(account)) throw new Forbidden()
    const form = readForm(digestForm, req.body)
    const page = paths.account.home(req.locale)
    if (!form.ok) return res.redirect(303, page)
    await chooseDigest(ctx, account.id, form.value.digest === 'on')
    res.redirect(303, `${page}?done=digest-${form.value.digest}`)
  })

  routes.post(paths.account.endSession.pattern, csrfProtected, async (req, res) => {
    const { id } = askingAccount(req)
    const name = String(req.params.id)
    if (name === sessionName(req.sessionID)) {
      await signOut(ctx, id)
      return leave(req, res)
    }
    // A visit that has ended meanwhile is what was asked for; one that never was is nobody's.
    if (!/^[\w-]{22}$/.test(name)) throw new NotFound()
    await endVisit(ctx, id, name)
    res.redirect(303, `${paths.account.home(req.locale)}?done=ended`)
  })

  routes.post(paths.account.signOutEverywhere.pattern, csrfProtected, async (req, res) => {
    await signOutEverywhere(ctx, askingAccount(req).id)
    await leave(req, res)
  })

  async function leave(req: Request, res: Response) {
    await endSession(req)
    res.redirect(303, paths.home(req.locale))
  }

  async function show(req: Request, res: Response, errors: FieldError[]) {
    const { id } = askingAccount(req)
    const page = accountPage(req.t, req.locale, {
      account: mustFind(await accountById(ctx.db, id)),
      visits: visitsOf(await sessionsOf(ctx.db, id), req.sessionID),
      csrf: csrfToken(req),
      errors,
      done: outcomes.find((outcome) => outcome === req.query.done),
    })
    res.render('account/index', page)
  }

  return routes
}
