// Staff record what a community wants of a partner, and see at once what that means for it.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { recordWishes } from './our-community.actions.js'
import { wishesForm } from './our-community.forms.js'
import { prospectsOf } from './our-community.model.js'
import { codesOf, typedFrom, wishesPage } from './our-community.pages.js'
import { communityById, partnersOf, placesToWant, seekingIds } from './our-community.queries.js'
import { profilesForScoring, wishesOf } from './profiles.queries.js'

export function ourCommunityRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.wishes.pattern, async (req, res) => {
    const told = await wishesOf(db, String(req.params.id))
    await show(req, res, told ? typedFrom(told) : {}, [])
  })

  routes.post(paths.staff.wishes.pattern, csrfProtected, async (req, res) => {
    const community = mustFind(await communityById(db, String(req.params.id)))
    const form = readForm(wishesForm(codesOf(await placesToWant(db, community.country))), req.body)
    if (!form.ok) return show(req, res.status(422), form.typed, form.errors)
    await recordWishes(ctx, community.id, asking(req), form.value)
    res.redirect(303, `${paths.staff.wishes(req.locale, community.id)}?saved=yes#prospects`)
  })

  async function show(req: Request, res: Response, typed: Typed, errors: FieldError[]) {
    const community = mustFind(await communityById(db, String(req.params.id)))
    const profiles = await profilesForScoring(db)
    const seeker = mustFind(profiles.find(({ id }) => id === community.id))
    const page = wishesPage(req.locale, {
      community,
      places: await placesToWant(db, community.country),
      told: await wishesOf(db, community.id),
      prospects: prospectsOf(seeker, profiles, await partnersOf(db, community.id), await seekingIds(db)),
      typed,
      errors,
      saved: req.query.saved === 'yes',
      csrf: csrfToken(req),
    })
    res.render('staff/communities/wishes', page)
  }

  return routes
}
