// Staff, and coordinators for their own oblast: the queue of claims, one of them, and the decision.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { eventsAbout, sawContact } from '../../platform/db/events.js'
import { asking, ownRegion, type StaffMember } from '../../platform/http/access.js'
import { mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { accountsOf } from '../accounts/index.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import { acceptClaim, declineClaim, hindranceTo } from './claims.actions.js'
import { claimsFilter, decisionForm, type DecisionForm } from './claims.forms.js'
import {
  claimById,
  claimedCommunity,
  claimsForStaff,
  countClaims,
  otherClaims,
  staffNames,
} from './claims.queries.js'
import { pageSize, staffClaimPage, staffClaimsPage } from './staff-claims.pages.js'

export function staffClaimsRoutes(ctx: AppContext): Router {
  const { db, clock } = ctx
  const routes = Router()

  routes.get(paths.staff.claims.pattern, async (req, res) => {
    const filter = claimsFilter.parse(req.query)
    const which = { state: filter.state, region: ownRegion(asking(req)) }
    const claims = await claimsForStaff(db, which, pageSize, (filter.page - 1) * pageSize)
    const communities = claims.map(({ communityId }) => communityId)
    const page = staffClaimsPage({
      claims,
      found: await countClaims(db, which.state, which.region),
      filter,
      wording: wordingIn(req.locale, await placeNames(db, communities)),
      now: clock.now(),
    })
    res.render('staff/claims/index', page)
  })

  routes.get(paths.staff.claim.pattern, (req, res) => show(req, res, { typed: {}, errors: [] }))

  routes.post(paths.staff.decideClaim.pattern, csrfProtected, async (req, res) => {
    const { claim } = await findClaim(req)
    const form = readForm(decisionForm, req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const decided = mustFind(await decide(claim.id, asking(req), form.value))
    if (decided.outcome === 'decided') return res.redirect(303, paths.staff.claim(req.locale, claim.id))
    if (decided.outcome === 'already') return show(req, res.status(409), { typed: {}, errors: [] }, true)
    const errors = [{ field: 'decision', key: `staff/claims/show.hindrance-${decided.why}` }]
    return show(req, res.status(422), { typed: form.typed, errors })
  })

  const decide = (id: string, by: StaffMember, form: DecisionForm) =>
    form.decision === 'accept' ? acceptClaim(ctx, id, by, form) : declineClaim(ctx, id, by, form)

  /** A claim staff may know of; to a coordinator of another oblast there is none. */
  async function findClaim(req: Request) {
    const claim = mustFind(await claimById(db, String(req.params.id)))
    const community = mustFind(await claimedCommunity(db, claim.communityId))
    const region = ownRegion(asking(req))
    if (claim.state === 'unconfirmed' || (region !== undefined && community.regionCode !== region))
      throw new NotFound()
    return { claim, community }
  }

  async function show(
    req: Request,
    res: Response,
    { typed, errors }: { typed: Typed; errors: FieldError[] },
    already = false,
  ) {
    const { claim, community } = await findClaim(req)
    const now = clock.now()
    await sawContact(db, now, asking(req).id, { claim: claim.id })
    const events = await eventsAbout(db, { claim: claim.id })
    const page = staffClaimPage({
      claim,
      community,
      others: await otherClaims(db, claim),
      editors: await accountsOf(db, community.id),
      hindrance: claim.state === 'awaiting-review' ? await hindranceTo(db, claim) : undefined,
      events,
      staff: await staffNames(db, [...new Set(events.map(({ who }) => who))]),
      wording: wordingIn(req.locale, await placeNames(db, [community.id])),
      csrf: csrfToken(req),
      typed,
      errors,
      already,
      now,
    })
    res.render('staff/claims/show', page)
  }

  return routes
}
