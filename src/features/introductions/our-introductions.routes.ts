// The people of a community see how its requests and introductions stand, and record what came of them.
// Whether to be introduced at all is answered by the link in the letter, never here.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { askingMember } from '../../platform/http/access.js'
import { mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type Read } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { otherSide } from '../pairs/pairs.model.js'
import { recordMilestone, removeMilestone } from './milestones.actions.js'
import { milestoneForm } from './our-introductions.forms.js'
import { ourIntroductionPage, ourIntroductionsPage } from './our-introductions.pages.js'
import { ourIntroduction, ourIntroductions, type OurIntroduction } from './our-introductions.queries.js'
import { withdrawRequest } from './requests.actions.js'

type Form = Pick<Read<unknown>, 'typed' | 'errors'>
const nothingTyped: Form = { typed: {}, errors: [] }

export function ourIntroductionsRoutes(ctx: AppContext): Router {
  const { db, clock } = ctx
  const routes = Router()

  routes.get(paths.our.introductions.pattern, async (req, res) => {
    const file = await ourIntroductions(db, req.locale, askingMember(req).communityId)
    res.render('our-community/introductions/index', ourIntroductionsPage(file, csrfToken(req)))
  })

  routes.get(paths.our.introduction.pattern, async (req, res) => {
    await show(req, res, await findOurs(req), nothingTyped)
  })

  routes.post(paths.our.milestone.pattern, csrfProtected, async (req, res) => {
    const ours = await findOurs(req)
    const { id, openedAt, state } = ours.introduction
    const here = paths.our.introduction(req.locale, id)
    const { remove } = req.body as { remove?: unknown }
    if (remove !== undefined) {
      await removeMilestone(ctx, id, askingMember(req), String(remove))
      return res.redirect(303, `${here}#milestones`)
    }
    if (state !== 'connected') throw new NotFound()
    const form = readForm(milestoneForm(openedAt, clock.now()), req.body)
    if (!form.ok) return show(req, res.status(422), ours, form)
    await recordMilestone(ctx, id, askingMember(req), form.value)
    res.redirect(303, `${here}#milestones`)
  })

  routes.post(paths.our.withdrawRequest.pattern, csrfProtected, async (req, res) => {
    mustFind(await withdrawRequest(ctx, String(req.params.id), askingMember(req)))
    res.redirect(303, paths.our.introductions(req.locale))
  })

  const findOurs = async (req: Request) =>
    mustFind(await ourIntroduction(db, req.locale, String(req.params.id), askingMember(req).communityId))

  async function show(req: Request, res: Response, ours: OurIntroduction, form: Form) {
    const { introduction, side } = ours
    if (introduction.state === 'connected')
      await sawContact(db, clock.now(), askingMember(req).id, {
        introduction: introduction.id,
        community: introduction.sides[otherSide(side)].communityId,
      })
    const page = ourIntroductionPage(ours, { ...form, csrf: csrfToken(req), now: clock.now() })
    res.render('our-community/introductions/show', page)
  }

  return routes
}
