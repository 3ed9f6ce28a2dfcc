// People sign in by a mailed link, or by the code beside it, in the browser that asked for it; and sign out.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Router, type NextFunction, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingAccount } from '../../platform/http/access.js'
import { readForm, type FieldError } from '../../platform/http/form.js'
import { limited, secretPage } from '../../platform/http/security.js'
import {
  csrfProtected,
  csrfToken,
  endSession,
  keepSession,
  renewSession,
} from '../../platform/http/session.js'
import { minutes } from '../../platform/kit/clock.js'
import { codeForm, signInForm } from './accounts.forms.js'
import { ownRoom, safeNext } from './accounts.model.js'
import { checkEmailPage, elsewherePage, linkGonePage, signInLinkPage, signInPage } from './accounts.pages.js'
import { markOf, requestSignIn, signIn, signInWithCode, signOut, type SignedIn } from './sign-in.actions.js'
import { deviceOf, linkPurpose } from './sign-in.model.js'
import { ownerOfLink } from './sign-in.queries.js'

/** Known and unknown addresses, right and wrong codes are answered after the same time. */
const answerAfter = 200

const withNext = (address: string, next: string | undefined) =>
  next === undefined ? address : `${address}?next=${encodeURIComponent(next)}`

const toSignIn = (req: Request) => withNext(paths.signIn(req.locale), safeNext(req.query.next))

/** On to the page that was asked for, or to the person's own room. */
const goOn = (req: Request, res: Response, account: SignedIn, next: unknown = req.query.next) =>
  res.redirect(303, safeNext(next) ?? ownRoom(req.locale, account))

// Whoever pressed twice or opens the letter again is inside already.
function linkGone(req: Request, res: Response): void {
  if (req.account) return goOn(req, res, req.account)
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
    if (req.account) return goOn(req, res, req.account)
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
    // One secret for as long as this browser waits: the letter before the last still opens here.
    req.session.browser ??= randomBytes(32).toString('base64url')
    const { browser } = req.session
    const request = requestSignIn(ctx, { email: form.value.email, locale: req.locale, next, browser })
    await Promise.all([request, keepSession(req), pause(answerAfter)])
    res.redirect(303, withNext(paths.checkEmail(req.locale), next))
  })

  routes.get(paths.checkEmail.pattern, forms, (req, res) => {
    res.set('Cache-Control', 'no-store')
    if (req.account) return goOn(req, res, req.account)
    askForCode(req, res, { code: '', next: req.query.next, errors: [] })
  })

  routes.get(paths.signInCode.pattern, (req, res) => res.redirect(303, paths.checkEmail(req.locale)))

  routes.post(paths.signInCode.pattern, enters, csrfProtected, async (req, res) => {
    const { typed } = readForm(codeForm, req.body)
    const { code } = codeForm.parse(typed)
    const browser = req.session.browser ?? ''
    const [account] = await Promise.all([signInWithCode(ctx, code, browser), pause(answerAfter)])
    if (account) return comeIn(req, res, account, typed.next)
    const errors = [{ field: 'code', key: 'accounts/check-email.wrong-code' }]
    askForCode(req, res.status(422), { code: String(typed.code ?? ''), next: typed.next, errors })
  })

  routes.get(paths.signInLink.pattern, secretPage, forms, async (req, res) => {
    const link = openLink(req)
    const owner = link && (await ownerOfLink(ctx.db, link, ctx.clock.now()))
    if (!owner || owner.id === req.account?.id) return linkGone(req, res)
    if (!isHere(req, owner.browser))
      return res.render('accounts/elsewhere', elsewherePage(req.t, toSignIn(req)))
    res.render('accounts/sign-in-link', signInLinkPage(req.t, { csrf: csrfToken(req), name: owner.name }))
  })

  routes.post(paths.signInLink.pattern, secretPage, enters, csrfProtected, async (req, res) => {
    const link = openLink(req)
    const account = link && req.session.browser && (await signIn(ctx, link, req.session.browser))
    if (!account) return linkGone(req, res)
    await comeIn(req, res, account)
  })

  routes.post(paths.signOut.pattern, ifSignedIn, csrfProtected, async (req, res) => {
    await signOut(ctx, askingAccount(req).id)
    await endSession(req)
    res.redirect(303, paths.home(req.locale))
  })

  async function comeIn(req: Request, res: Response, account: SignedIn, next: unknown = req.query.next) {
    await renewSession(req)
    req.session.accountId = account.id
    req.session.since = ctx.clock.now().toISOString()
    req.session.device = deviceOf(req.get('User-Agent'))
    await keepSession(req)
    goOn(req, res, account, next)
  }

  function askForCode(
    req: Request,
    res: Response,
    { code, next, errors }: { code: string; next: unknown; errors: FieldError[] },
  ): void {
    const waitsHere = !ctx.mailer && config.mode !== 'production'
    const given = { csrf: csrfToken(req), code, next: safeNext(next) ?? '', errors, waitsHere }
    res.render('accounts/check-email', checkEmailPage(req.t, given))
  }

  const isHere = ({ session }: Request, mark: string | null) =>
    session.browser !== undefined && markOf(session.browser) === mark

  function openLink(req: Request): string | undefined {
    const opened = ctx.links.open(linkPurpose, String(req.params.token), ctx.clock.now())
    return opened && opened !== 'expired' ? opened.subject : undefined
  }

  return routes
}
