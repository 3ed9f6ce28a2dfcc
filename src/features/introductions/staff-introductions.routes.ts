// Staff, and coordinators for their own oblast: the list of introductions, one of them, and what is done to it.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind, NotFound } from '../../platform/http/errors.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { sides } from '../pairs/pairs.model.js'
import { introductionForStaff, type IntroductionForStaff } from './staff-introductions.queries.js'
import { staffIntroductionPage } from './staff-introductions.pages.js'
import { readIntroductionsFilter } from './staff-list.forms.js'
import { staffIntroductionsPage } from './staff-list.pages.js'
import { introductionList } from './staff-list.queries.js'
import { takeStep, type Taken } from './staff-steps.js'
import type { Already } from './tending.actions.js'
import { sideForm, stepForm, steps } from './tending.forms.js'

interface Answer {
  typed: Typed
  errors: FieldError[]
  already: Already | null
}
const nothingTyped: Answer = { typed: {}, errors: [], already: null }

export function staffIntroductionsRoutes(ctx: AppContext): Router {
  const { db, clock } = ctx
  const routes = Router()

  routes.get(paths.staff.introductions.pattern, async (req, res) => {
    const { filter, typed, errors } = readIntroductionsFilter(req.query)
    const which = { ...filter, ownRegion: ownRegion(asking(req)), now: clock.now() }
    const list = await introductionList(db, req.locale, which, filter.page)
    res.status(errors.length > 0 ? 422 : 200)
    res.render('staff/introductions/index', staffIntroductionsPage(list, filter, typed, errors, clock.now()))
  })

  routes.get(paths.staff.introduction.pattern, async (req, res) => {
    await show(req, res, await findOne(req), nothingTyped)
  })

  routes.post(paths.staff.introduction.pattern, csrfProtected, async (req, res) => {
    const found = await findOne(req)
    const taken = mustFind(await takeStep(ctx, found.introduction, asking(req), req.body))
    if (taken.outcome === 'done') return res.redirect(303, doneAt(req, taken))
    const { status, ...answer } = answerTo(taken)
    await show(req, res.status(status), await findOne(req), answer)
  })

  /** An introduction this person may know of; to a coordinator of another oblast there is none. */
  async function findOne(req: Request): Promise<IntroductionForStaff> {
    const found = mustFind(await introductionForStaff(db, req.locale, String(req.params.id)))
    const region = ownRegion(asking(req))
    const ua = found.facts.get(found.introduction.sides.ua.communityId)
    if (region !== undefined && ua?.regionCode !== region) throw new NotFound()
    return found
  }

  async function show(req: Request, res: Response, found: IntroductionForStaff, answer: Answer) {
    const { id: introduction, sides: both } = found.introduction
    for (const { communityId: community } of [both.ua, both.foreign])
      await sawContact(db, clock.now(), asking(req).id, { introduction, community })
    const page = staffIntroductionPage(found, {
      ...answer,
      csrf: csrfToken(req),
      done: steps.find((step) => step === req.query.done) ?? null,
      now: clock.now(),
      step: answer.errors.length > 0 ? stepForm.safeParse(answer.typed).data?.step : undefined,
      side: sides.find((side) => side === sideForm.safeParse(answer.typed).data?.side),
      office: ownRegion(asking(req)) === undefined,
    })
    res.render('staff/introductions/show', page)
  }

  return routes
}

const doneAt = (req: Request, { step }: { step: string }) =>
  `${paths.staff.introduction(req.locale, String(req.params.id))}?done=${step}`

function answerTo(taken: Exclude<Taken, { outcome: 'done' }>): Answer & { status: number } {
  if (taken.outcome === 'already') return { ...nothingTyped, status: 409, already: taken.already }
  return { status: 422, typed: taken.typed, errors: taken.errors, already: null }
}
