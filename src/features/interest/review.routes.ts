// Staff look at what municipalities registered, beside those they may be doubles of, and decide.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { decideInterest } from './review.actions.js'
import { interestFile, interestQueue } from './review-for-staff.queries.js'
import { decisionForm, queueFilter } from './review.forms.js'
import { interestPage, queuePage, type Shown } from './review.pages.js'

type Form = Pick<Shown, 'typed' | 'errors'>
const nothingTyped: Form = { typed: {}, errors: [] }
const interestId = z.uuid()

export function interestReviewRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.staff.interests.pattern, async (req, res) => {
    const read = readForm(queueFilter, req.query)
    const filter = read.ok ? read.value : queueFilter.parse({})
    const queue = await interestQueue(ctx, req.locale, filter)
    res.status(read.ok ? 200 : 422)
    res.render('staff/interest/index', queuePage(queue, filter, read.errors, ctx.clock.now()))
  })

  routes.get(paths.staff.interest.pattern, (req, res) => show(req, res, nothingTyped))

  routes.post(paths.staff.decideInterest.pattern, csrfProtected, async (req, res) => {
    const form = readForm(decisionForm, req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const decided = mustFind(await decideInterest(ctx, idOf(req), asking(req), form.value))
    switch (decided.outcome) {
      case 'decided':
        return res.redirect(303, paths.staff.interest(req.locale, idOf(req)))
      case 'already':
        return show(req, res.status(409), nothingTyped, 'already')
      case 'changed':
        return show(req, res.status(409), { typed: form.typed, errors: [] }, 'changed')
      case 'refused': {
        const errors = [{ field: decided.field, key: `staff/interest/show.error-${decided.why}` }]
        return show(req, res.status(422), { typed: form.typed, errors })
      }
    }
  })

  const idOf = (req: Request) => mustFind(interestId.safeParse(req.params.id).data)

  async function show(req: Request, res: Response, form: Form, conflict?: Shown['conflict']) {
    const file = mustFind(await interestFile(ctx, req.locale, idOf(req)))
    const now = ctx.clock.now()
    if (file.interest.contactEmail !== null)
      await sawContact(ctx.db, now, asking(req).id, { interest: file.interest.id })
    res.render('staff/interest/show', interestPage(file, { csrf: csrfToken(req), now, ...form, conflict }))
  }

  return routes
}
