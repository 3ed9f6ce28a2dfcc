// Staff sign in by a mailed link and sign out.
import { setTimeout as pause } from 'node:timers/promises'
import { Router, type NextFunction, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingAccount } from '../../platform/http/access.js'
import { readForm } from '../../platform/http/form.js'
import { limited, secretPage } from '../../platform/http/security.js'
import {
  csrfProtected,
  csrfToken,
  endSession,
  keepSession,
  renewSession,
} from '../../platform/http/session.js'
import { minutes } from '../../platform/kit/clock.js'
import { requestSignIn, signIn, signOut } from './accounts.actions.js'
import { signInForm } from './accounts.forms.js'
import { linkPurpose, safeNext } from './accounts.model.js'
import { checkEmailPage, linkGonePage, signInLinkPage, signInPage } from './accounts.pages.js'
import { ownerOfLink } from './accounts.queries.js'

/** Known and unknown addresses are answered after the same time. */
const answerAfter = 200

const afterwards = (req: Request) => safeNext(req.query.next) ?? paths.staff.proposals(req.locale)

function toSignIn(req: Request): string {
  const next = safeNext(req.query.next)
  return paths.signIn(req.locale) + (next === undefined ? '' : `?next=${encodeURIComponent(next)}`)
}

// Whoever pressed twice or opens the letter again is inside already.
function linkGone(req: Request, res: Response): void {
  if (req.account) return res.redirect(303, afterwards(req))
  res.status(410).render('accounts/link-gone', linkGonePage(req.t, { again: toSignIn(req) }))
}

function ifSignedIn(req: Request, res: Response, next: NextFunction): void {
  if (req.account) next()
  else res.redirect(303, paths.home(req.locale))
}

export function accountsRoutes(ctx: AppContext): Router {
  const { config } = ctx
  const routes = Router()
  const perNetwork = (limit: number) => limited(config, minutes(15), limit)
  const forms = perNetwork(config.limits.forms)
  const asks = perNetwork(config.limits.signIn)
  const enters = perNetwork(config.limits.signIn)

  routes.get(paths.signIn.pattern, forms, (req, res) => {
    res.set('Cache-Control', 'no-store')
    if (req.account) return res.redirect(303, afterwards(req))
    const next = safeNext(req.query.next) ?? ''
    res.render('accounts/sign-in', signInPage(req.t, { csrf: csrfToken(req), email: '', next, errors: [] }))
  })

  routes.post(paths.signIn.pattern, asks, csrfProtected, async (req, res) => {
    const form = readForm(signInForm, req.body)
    const next = safeNext(form.typed.next)
    if (!form.ok) {
      const email = String(form.typed.email ?? '')
      const page = signInPage(req.t, { csrf: csrfToken(req), email, next: next ?? '', errors: form.errors })
      return res.status(422).render('accounts/sign-in', page)
    }
    const request = requestSignIn(ctx, { email: form.value.email, locale: req.locale, next })
    await Promise.all([request, pause(answerAfter)])
    res.redirect(303, paths.checkEmail(req.locale))
  })

  routes.get(paths.checkEmail.pattern, (req, res) => {
    const waitsHere = !ctx.mailer && config.mode !== 'production'
    res.render('accounts/check-email', checkEmailPage(req.t, { waitsHere }))
  })

  routes.get(paths.signInLink.pattern, secretPage, forms, async (req, res) => {
    const link = openLink(req)
    const owner = link && (await ownerOfLink(ctx.db, link, ctx.clock.now()))
    if (!owner) return linkGone(req, res)
    res.render('accounts/sign-in-link', signInLinkPage(req.t, { csrf: csrfToken(req), name: owner.name }))
  })

  routes.post(paths.signInLink.pattern, secretPage, enters, csrfProtected, async (req, res) => {
    const link = openLink(req)
    const account = link && (await signIn(ctx, link))
    if (!account) return linkGone(req, res)
    await renewSession(req)
    req.session.accountId = account
    await keepSession(req)
    res.redirect(303, afterwards(req))
  })

  routes.post(paths.signOut.pattern, ifSignedIn, csrfProtected, async (req, res) => {
    await signOut(ctx, askingAccount(req).id)
    await endSession(req)
    res.redirect(303, paths.home(req.locale))
  })

  function openLink(req: Request): string | undefined {
    const opened = ctx.links.open(linkPurpose, String(req.params.token), ctx.clock.now())
    return opened && opened !== 'expired' ? opened.subject : undefined
  }

  return routes
}
