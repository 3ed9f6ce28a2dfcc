// An official asks to speak for a community and confirms it by the link in a letter: GET shows, POST acts.
// No session is needed; a form is sealed for the community it was opened for.
import { randomUUID } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { Gone, mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { limited, secretPage } from '../../platform/http/security.js'
import { later, minutes } from '../../platform/kit/clock.js'
import { closedCountries } from '../../scoring/profile.js'
import { accountsOf } from '../accounts/index.js'
import { confirmClaim, makeClaim } from './claims.actions.js'
import { claimForm } from './claims.forms.js'
import { confirmPurpose, formGoodFor, formPurpose } from './claims.model.js'
import { claimConfirmedPage, claimSentPage, confirmClaimPage, newClaimPage } from './claims.pages.js'
import { claimById, claimedCommunity, type ClaimedCommunity } from './claims.queries.js'

/** For so long the spent link still shows what became of it without saying that it is spent. */
const justNow = minutes(30)

export function claimsRoutes(ctx: AppContext): Router {
  const { db, clock, links, config } = ctx
  const routes = Router()
  const often = limited(config, minutes(15), config.limits.forms)

  routes.get(paths.claim.pattern, async (req, res) => {
    res.set('Cache-Control', 'no-store')
    await ask(req, res, await communityOf(req), {}, [])
  })

  routes.post(paths.claim.pattern, often, async (req, res) => {
    const community = await communityOf(req)
    const form = readForm(claimForm, req.body)
    const id = sealedIn(form.typed.form, community)
    if (!form.ok || id === undefined) {
      const errors = form.ok ? [{ field: 'name', key: 'claims/new.error-form' }] : form.errors
      return ask(req, res.status(422), community, form.typed, errors)
    }
    // Only a machine fills in the field that nobody sees; it is told that all went well.
    if (!form.typed.homepage) await makeClaim(ctx, community, { id, locale: req.locale }, form.value)
    res.redirect(303, paths.claims.checkEmail(req.locale))
  })

  routes.get(paths.claims.checkEmail.pattern, (req, res) => {
    const waitsHere = !ctx.mailer && config.mode !== 'production'
    res.render('claims/check-email', claimSentPage(req.t, { waitsHere }))
  })

  routes.get(paths.claims.confirm.pattern, secretPage, async (req, res) => {
    const { claim, community, token } = await openLetter(req)
    if (claim.state === 'unconfirmed')
      return res.render('claims/confirm', confirmClaimPage(req.t, req.locale, { claim, community, token }))
    const isFresh = later(claim.confirmedAt ?? claim.createdAt, justNow) > clock.now()
    res.status(isFresh ? 200 : 410)
    res.render('claims/confirmed', claimConfirmedPage(req.t, req.locale, community))
  })

  routes.post(paths.claims.confirm.pattern, secretPage, often, async (req, res) => {
    const { claim, token } = await openLetter(req)
    if (!(await confirmClaim(ctx, claim.id))) throw new Gone()
    res.redirect(303, paths.claims.confirm(req.locale, token))
  })

  async function communityOf(req: Request): Promise<ClaimedCommunity> {
    const community = mustFind(await claimedCommunity(db, String(req.params.id)))
    if (closedCountries.includes(community.country)) throw new NotFound()
    return community
  }

  async function ask(
    req: Request,
    res: Response,
    community: ClaimedCommunity,
    typed: Typed,
    errors: FieldError[],
  ) {
    // The claim's id is in the form from the start, so that a form sent twice is one claim.
    const id = sealedIn(typed.form, community) ?? randomUUID()
    const formToken = links.sign(formPurpose, `${community.id}:${id}`, later(clock.now(), formGoodFor))
    const spokenFor = (await accountsOf(db, community.id)).length > 0
    const given = { community, spokenFor, typed, errors, formToken }
    res.render('claims/new', newClaimPage(req.t, req.locale, given))
  }

  /** The id a form was opened with, if it was opened for this community and not too long ago. */
  function sealedIn(token: unknown, community: ClaimedCommunity): string | undefined {
    const opened = links.open(formPurpose, String(token ?? ''), clock.now())
    if (!opened || opened === 'expired') return undefined
    const [communityId, id] = opened.subject.split(':')
    return communityId === community.id ? id : undefined
  }

  async function openLetter(req: Request) {
    const token = String(req.params.token)
    const link = links.open(confirmPurpose, token, clock.now())
    if (link === 'expired') throw new Gone()
    if (!link) throw new NotFound()
    const claim = await claimById(db, link.subject)
    if (!claim) throw new Gone()
    return { claim, community: mustFind(await claimedCommunity(db, claim.communityId)), token }
  }

  return routes
}
