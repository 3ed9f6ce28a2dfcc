// Staff record what a community wants of a partner, and see at once what that means for it. A branch's
// coordinator does so for the communities of the own oblast.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, mustBeOurs } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { notLooking } from './declarations.queries.js'
import { recordWishes } from './our-community.actions.js'
import { wishesForm } from './our-community.forms.js'
import { prospectsOf } from './our-community.model.js'
import { wishesPage } from './our-community.pages.js'
import {
  communityById,
  partnersOf,
  placesToWant,
  seekingIds,
  type OurCommunity,
} from './our-community.queries.js'
import { madeFrom } from './profile.forms.js'
import { nothingTold } from './profile.model.js'
import { latestVersion, profileOf } from './profile.queries.js'
import { profilesForScoring, wishesOf } from './profiles.queries.js'
import { codesOf, typedFrom } from './wishes-fields.js'

const overtaken: FieldError = { field: 'places', key: 'staff/communities/wishes.error-overtaken' }

interface Form {
  typed: Typed
  errors: FieldError[]
  /** What it is made from. */
  version: number | undefined
}

export function staffWishesRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.wishes.pattern, async (req, res) => {
    const community = await find(req)
    const version = await currentVersion(community)
    const told = (await profileOf(db, community.id)) ?? nothingTold
    await show(req, res, community, { typed: typedFrom(told), errors: [], version })
  })

  routes.post(paths.staff.wishes.pattern, csrfProtected, async (req, res) => {
    const community = await find(req)
    const form = readForm(wishesForm(codesOf(await placesToWant(db, community.country))), req.body)
    const version = madeFrom.parse(form.typed.version)
    if (!form.ok) return show(req, res.status(422), community, { ...form, version })
    const outcome = await recordWishes(ctx, community.id, asking(req), form.value, version)
    if (outcome === 'overtaken') {
      const again = { typed: form.typed, errors: [overtaken], version: await currentVersion(community) }
      return show(req, res.status(409), community, again)
    }
    res.redirect(303, `${paths.staff.wishes(req.locale, community.id)}?saved=yes#prospects`)
  })

  async function find(req: Request): Promise<OurCommunity> {
    const community = mustFind(await communityById(db, String(req.params.id)))
    mustBeOurs(asking(req), community)
    return community
  }

  const currentVersion = async ({ id }: OurCommunity) => (await latestVersion(db, id))?.seq

  async function show(req: Request, res: Response, community: OurCommunity, form: Form) {
    const profiles = await profilesForScoring(db)
    const resting = await notLooking(db)
    const seeker = mustFind(profiles.find(({ id }) => id === community.id))
    const looking = profiles.filter(({ id }) => !resting.has(id) || id === community.id)
    const page = wishesPage(req.locale, {
      community,
      places: await placesToWant(db, community.country),
      told: await wishesOf(db, community.id),
      prospects: prospectsOf(seeker, looking, await partnersOf(db, community.id), await seekingIds(db)),
      ...form,
      saved: req.query.saved === 'yes',
      csrf: csrfToken(req),
    })
    res.render('staff/communities/wishes', page)
  }

  return routes
}
