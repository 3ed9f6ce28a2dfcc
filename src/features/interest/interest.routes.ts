// A foreign municipality registers: the form, the answers to check, the confirmation by mail. Nobody needs
// an account, a cookie or a script: what would be in a session travels in the form itself.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { NotFound } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { limited, secretPage } from '../../platform/http/security.js'
import { later, minutes } from '../../platform/kit/clock.js'
import { confirmInterest, registerInterest, saveForLater } from './interest.actions.js'
import { anything, answersTyped, draftForm, interestForm, isTrapped, type Answers } from './interest.forms.js'
import { confirmPurpose, formGoodFor, formPurpose, resumePurpose } from './interest.model.js'
import {
  checkEmailPage,
  checkInterestPage,
  confirmedPage,
  confirmInterestPage,
  linkGonePage,
  newInterestPage,
  noPlace,
} from './interest.pages.js'
import { draftById, interestById, oblasts } from './interest.queries.js'
import { openAnswers, sealAnswers } from './interest.seal.js'
import { placesMeant } from './places.js'

/** The form's page was open for too long, or was never opened here. */
const pressAgain: FieldError = { field: 'form', key: 'interest/new.error-form' }
const choosePlace: FieldError = { field: 'place', key: 'interest/check.error-place' }

interface Form {
  typed: Typed
  errors?: FieldError[]
  /** The half-filled form it continues. */
  draft?: string | undefined
}

interface Checked {
  answers: Answers
  sealed: string
  chosen?: string | undefined
  errors?: FieldError[]
}

export function interestRoutes(ctx: AppContext): Router {
  const { config, db, clock } = ctx
  const routes = Router()
  const often = limited(config, minutes(15), config.limits.forms)
  const sent = ({ locale }: Request) => paths.interest.checkEmail(locale)

  routes.get(paths.interest.form.pattern, (req, res) => ask(req, res, { typed: {} }))

  // Whoever reloads a page that a form led to, or asks for it in another language, begins anew.
  const { check: checked, send, save } = paths.interest
  routes.get([checked.pattern, send.pattern, save.pattern], (req, res) =>
    res.redirect(303, paths.interest.form(req.locale)),
  )

  routes.post(paths.interest.check.pattern, often, async (req, res) => {
    const { typed, draft, isOurs } = readTyped(req)
    if (isTrapped(typed)) return res.redirect(303, sent(req))
    const back = openAnswers(ctx, String(typed.sealed ?? ''))
    if (back) return ask(req, res, back)
    const form = readForm(interestForm(await oblastCodes()), typed)
    if (!form.ok) return ask(req, res.status(422), { typed, errors: form.errors, draft })
    if (!isOurs) return ask(req, res.status(422), { typed, errors: [pressAgain] })
    await check(req, res, { answers: form.value, sealed: sealAnswers(ctx, typed, draft) })
  })

  routes.post(paths.interest.send.pattern, often, async (req, res) => {
    const { typed: pressed } = readTyped(req)
    const sealed = String(pressed.sealed ?? '')
    const { id, draft, typed, good } = openAnswers(ctx, sealed) ?? { typed: {}, good: false }
    if (!good || id === undefined) return ask(req, res.status(422), { typed, errors: [pressAgain], draft })
    const form = readForm(interestForm(await oblastCodes()), typed)
    if (!form.ok) return ask(req, res.status(422), { typed, errors: form.errors, draft })
    const answers = form.value
    const places = await placesMeant(ctx, req.locale, answers)
    const place = places.find(({ value }) => value === pressed.place)
    if (places.length > 0 && !place && pressed.place !== noPlace)
      return check(req, res.status(422), { answers, sealed, errors: [choosePlace] })
    await registerInterest(ctx, { id, locale: req.locale, answers, place, draft })
    res.redirect(303, sent(req))
  })

  routes.post(paths.interest.save.pattern, often, async (req, res) => {
    const { typed, draft, isOurs } = readTyped(req)
    if (isTrapped(typed)) return res.redirect(303, sent(req))
    const form = readForm(draftForm, typed)
    if (!form.ok) return ask(req, res.status(422), { typed, errors: form.errors, draft })
    if (!isOurs) return ask(req, res.status(422), { typed, errors: [pressAgain] })
    const answers = answersTyped(typed)
    await saveForLater(ctx, { locale: req.locale, email: form.value.contactEmail, answers, draft })
    res.redirect(303, `${sent(req)}?saved=yes`)
  })

  routes.get(paths.interest.checkEmail.pattern, (req, res) => {
    const waitsHere = !ctx.mailer && config.mode !== 'production'
    const page = checkEmailPage(req.t, { saved: req.query.saved === 'yes', waitsHere })
    res.render('interest/check-email', page)
  })

  routes.get(paths.interest.resume.pattern, secretPage, async (req, res) => {
    const id = subjectOf(req, resumePurpose)
    const draft = id && (await draftById(db, id, clock.now()))
    if (!draft) return linkGone(req, res, { resume: true })
    await ask(req, res, { typed: draft.answers, draft: draft.id })
  })

  routes.get(paths.interest.confirm.pattern, secretPage, async (req, res) => {
    const id = subjectOf(req, confirmPurpose)
    const interest = id && (await interestById(db, id))
    if (!interest) return linkGone(req, res, { resume: false })
    const { town, state } = interest
    if (state !== 'unconfirmed')
      return res.render('interest/confirmed', confirmedPage(req.t, { town, now: req.query.done === 'yes' }))
    const shown = { interest, oblasts: await oblasts(db), action: req.originalUrl }
    res.render('interest/confirm', confirmInterestPage(req.locale, shown))
  })

  // The link is the secret; there is nothing a cookie could add.
  routes.post(paths.interest.confirm.pattern, secretPage, often, async (req, res) => {
    const id = subjectOf(req, confirmPurpose)
    const outcome = id && (await confirmInterest(ctx, id))
    if (!outcome || outcome === 'gone') return linkGone(req, res, { resume: false })
    const page = paths.interest.confirm(req.locale, String(req.params.token))
    res.redirect(303, outcome === 'confirmed' ? `${page}?done=yes` : page)
  })

  async function ask(req: Request, res: Response, { typed, errors = [], draft }: Form) {
    const until = later(clock.now(), formGoodFor)
    const form = {
      oblasts: await oblasts(db),
      typed,
      errors,
      formToken: ctx.links.sign(formPurpose, draft ?? 'new', until),
      resumed: draft !== undefined,
    }
    res.render('interest/new', newInterestPage(req.locale, form))
  }

  async function check(req: Request, res: Response, { answers, sealed, chosen, errors = [] }: Checked) {
    const places = await placesMeant(ctx, req.locale, answers)
    const page = { oblasts: await oblasts(db), answers, places, chosen, errors, sealed }
    res.render('interest/check', checkInterestPage(req.locale, page))
  }

  /** What was sent, whether its page was opened here, and which half-filled form it continues. */
  function readTyped(req: Request) {
    const { typed } = readForm(anything, req.body)
    const form = ctx.links.open(formPurpose, String(typed.form ?? ''), clock.now())
    const isOurs = form !== undefined && form !== 'expired'
    return { typed, isOurs, draft: isOurs && form.subject !== 'new' ? form.subject : undefined }
  }

  const oblastCodes = async () => new Set((await oblasts(db)).map(({ code }) => code))

  /** What a letter's link is about; undefined when it is too old. */
  function subjectOf(req: Request, purpose: string): string | undefined {
    const opened = ctx.links.open(purpose, String(req.params.token), clock.now())
    if (!opened) throw new NotFound()
    return opened === 'expired' ? undefined : opened.subject
  }

  function linkGone(req: Request, res: Response, { resume }: { resume: boolean }) {
    res.status(410).render('interest/link-gone', linkGonePage(req.t, { resume }))
  }

  return routes
}
