// A municipality changes, pauses or withdraws its interest by the link in a letter: GET shows, POST acts.
// Nobody needs an account or a cookie.
import { setTimeout as pause } from 'node:timers/promises'
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { Gone, mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { limited, secretPage } from '../../platform/http/security.js'
import { later, minutes } from '../../platform/kit/clock.js'
import { accountByEmail } from '../accounts/index.js'
import { answersForm, isTrapped } from './interest.forms.js'
import { formGoodFor, managePurpose } from './interest.model.js'
import { interestById, oblasts, type Interest } from './interest.queries.js'
import { typedFrom } from './interest.rows.js'
import {
  askForAccount,
  changeInterest,
  extendInterest,
  moveInterest,
  sendNewLinks,
  withdrawInterest,
} from './manage.actions.js'
import { manageQuery, newLinkForm, stepForm } from './manage.forms.js'
import { canBeChanged, canBeWithdrawn, formPurpose, type ManageStep } from './manage.model.js'
import {
  manageAnswersPage,
  managePage,
  manageWithdrawPage,
  newLinkPage,
  withdrawnPage,
  type Done,
  type NewLink,
  type Opened,
} from './manage.pages.js'
import { declarationFor, everythingAbout } from './manage.queries.js'

/** Known and unknown addresses are answered after the same time. */
const answerAfter = 200

const pressAgain: FieldError = { field: 'form', key: 'interest/manage.error-form' }
const staysThere: FieldError = { field: 'town', key: 'interest/manage-answers.error-elsewhere' }

export function manageInterestRoutes(ctx: AppContext): Router {
  const { config, db, clock } = ctx
  const routes = Router()
  const often = limited(config, minutes(15), config.limits.forms)
  const asks = limited(config, minutes(15), config.limits.signIn)

  routes.get(paths.interest.newLink.pattern, (req, res) =>
    askForAddress(req, res, { sent: req.query.sent === 'yes' }),
  )

  routes.post(paths.interest.newLink.pattern, asks, async (req, res) => {
    const form = readForm(newLinkForm, req.body)
    const email = String(form.typed.email ?? '')
    const sent = `${paths.interest.newLink(req.locale)}?sent=yes`
    if (isTrapped(form.typed)) return res.redirect(303, sent)
    if (!form.ok) return askForAddress(req, res.status(422), { email, errors: form.errors })
    if (!isPressed(form.typed, 'new-link'))
      return askForAddress(req, res.status(422), { email, errors: [pressAgain] })
    await Promise.all([sendNewLinks(ctx, form.value.email), pause(answerAfter)])
    res.redirect(303, sent)
  })

  routes.get(paths.interest.manage.pattern, secretPage, async (req, res) => {
    if (isExpired(req)) return askForAddress(req, res.status(410), { expired: true })
    const interest = await openInterest(req)
    const { view, done } = manageQuery.parse(req.query)
    if (interest.state === 'withdrawn')
      return res.render('interest/manage-withdrawn', withdrawnPage(req.t, interest.town))
    if (view === 'data') return sendData(req, res, interest)
    if (view === 'withdraw') return askToWithdraw(req, res, interest)
    if (view === 'answers' && canBeChanged(interest.state))
      return askForAnswers(req, res, interest, typedFrom(interest))
    await show(req, res, interest, done)
  })

  routes.post(paths.interest.manage.pattern, secretPage, often, async (req, res) => {
    const interest = await openInterest(req)
    const codes = new Set((await oblasts(db)).map(({ code }) => code))
    const form = readForm(answersForm(codes), req.body)
    const again = (errors: FieldError[]) => askForAnswers(req, res.status(422), interest, form.typed, errors)
    if (!canBeChanged(interest.state)) return res.redirect(303, at(req))
    if (!form.ok) return again(form.errors)
    if (!isPressed(form.typed, interest.id)) return again([pressAgain])
    const outcome = mustFind(await changeInterest(ctx, interest.id, form.value))
    if (outcome === 'elsewhere') return again([staysThere])
    res.redirect(303, at(req, outcome === 'over' ? undefined : outcome))
  })

  // A page that answers a button is left by its languages' links, too.
  routes.get(paths.interest.changeState.pattern, secretPage, (req, res) => res.redirect(303, at(req)))

  routes.post(paths.interest.changeState.pattern, secretPage, often, async (req, res) => {
    const interest = await openInterest(req)
    const form = readForm(stepForm, req.body)
    const step = form.ok ? form.value.step : undefined
    if (interest.state === 'withdrawn') return res.redirect(303, at(req))
    if (!step || !isPressed(form.typed, interest.id)) {
      const errors = form.ok ? [pressAgain] : form.errors
      return step === 'withdraw'
        ? askToWithdraw(req, res.status(422), interest, errors)
        : show(req, res.status(422), interest, undefined, errors)
    }
    res.redirect(303, at(req, await press(interest.id, step)))
  })

  /** Does what a button says; gives what to say afterwards. */
  async function press(id: string, step: ManageStep): Promise<Done | undefined> {
    switch (step) {
      case 'pause':
        return (await moveInterest(ctx, id, 'pause')) === 'moved' ? 'paused' : undefined
      case 'resume':
        return (await moveInterest(ctx, id, 'resume')) === 'moved' ? 'resumed' : undefined
      case 'extend':
        return (await extendInterest(ctx, id)) === undefined ? undefined : 'extended'
      case 'account':
        return askForAccount(ctx, id)
      case 'withdraw':
        await withdrawInterest(ctx, id)
        return undefined
    }
  }

  const at = (req: Request, done?: Done) =>
    paths.interest.manage(req.locale, String(req.params.token)) + (done ? `?done=${done}` : '')

  const openLink = (req: Request) => ctx.links.open(managePurpose, String(req.params.token), clock.now())
  const isExpired = (req: Request) => openLink(req) === 'expired'

  async function openInterest(req: Request): Promise<Interest> {
    const link = openLink(req)
    if (link === 'expired') throw new Gone()
    if (!link) throw new NotFound()
    const interest = await interestById(db, link.subject)
    // Forgotten since the letter was sent.
    if (!interest) throw new Gone()
    return interest
  }

  // The token of a form stands for a cookie: it comes only from a page that was opened here.
  const formToken = (subject: string) => ctx.links.sign(formPurpose, subject, later(clock.now(), formGoodFor))

  function isPressed(typed: Typed, subject: string): boolean {
    const pressed = ctx.links.open(formPurpose, String(typed.form ?? ''), clock.now())
    return pressed !== undefined && pressed !== 'expired' && pressed.subject === subject
  }

  const opened = (req: Request, interest: Interest): Opened => ({
    locale: req.locale,
    interest,
    token: String(req.params.token),
    formToken: formToken(interest.id),
  })

  async function show(
    req: Request,
    res: Response,
    interest: Interest,
    done?: Done,
    errors: FieldError[] = [],
  ) {
    const { communityId, contactEmail } = interest
    const page = managePage(opened(req, interest), {
      oblasts: await oblasts(db),
      declared: communityId === null ? undefined : await declarationFor(db, communityId),
      hasAccount: contactEmail !== null && (await accountByEmail(db, contactEmail)) !== undefined,
      done,
      errors,
    })
    res.render('interest/manage', page)
  }

  async function askForAnswers(
    req: Request,
    res: Response,
    interest: Interest,
    typed: Typed,
    errors: FieldError[] = [],
  ) {
    const shown = { oblasts: await oblasts(db), typed, errors }
    res.render('interest/manage-answers', manageAnswersPage(opened(req, interest), shown))
  }

  function askToWithdraw(req: Request, res: Response, interest: Interest, errors: FieldError[] = []) {
    if (!canBeWithdrawn(interest.state)) throw new Gone()
    res.render('interest/manage-withdraw', manageWithdrawPage(opened(req, interest), errors))
  }

  async function sendData(req: Request, res: Response, interest: Interest) {
    res.attachment(`interest-${interest.id}.json`)
    res.type('application/json').send(JSON.stringify(await everythingAbout(db, interest), null, 2))
  }

  function askForAddress(
    req: Request,
    res: Response,
    given: Partial<Pick<NewLink, 'email' | 'errors' | 'sent' | 'expired'>>,
  ) {
    const waitsHere = !ctx.mailer && config.mode !== 'production'
    const usual = { email: '', errors: [], sent: false, expired: false }
    const page = { ...usual, ...given, formToken: formToken('new-link'), waitsHere }
    res.set('Cache-Control', 'no-store').render('interest/new-link', newLinkPage(req.t, page))
  }

  return routes
}
