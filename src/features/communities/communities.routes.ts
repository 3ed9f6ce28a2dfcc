// Public pages: search, a community, a country.
import { Router } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { isStaff } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { accountsOf } from '../accounts/index.js'
import { readSearch } from './communities.forms.js'
import type { FindCandidates } from './communities.model.js'
import { communityWithRelations, countryWithCommunities, namesForReasons } from './communities.queries.js'
import { communityPage } from './community.pages.js'
import { countryPage } from './country.pages.js'
import { tiesOf } from './country.queries.js'
import { communitiesNamed, fitsFor } from './fits.js'
import { movedTo } from './moved.queries.js'
import { profilePage } from './profile.pages.js'
import { placeNames } from './places.js'
import { answerSearch } from './search.js'
import { helpFor } from './search-help.js'
import { searchPage } from './search.pages.js'
import { wordingIn } from './wording.js'

type Needs = Pick<AppContext, 'db' | 'search' | 'clock'>

const mostFits = 5
const mostTies = 8

export function communitiesRoutes(ctx: Needs, findCandidates: FindCandidates): Router {
  const routes = Router()
  const places = placeNames(ctx)

  routes.get(paths.communities.pattern, async (req, res) => {
    const { form, results } = await answerSearch({ ...ctx, places }, readSearch(req.query), req.locale)
    const { hits, near } = results
    const asked = { locale: req.locale, near, places: results }
    const help = hits.total === 0 ? await helpFor(ctx.search, form.search, asked) : undefined
    const page = searchPage(form, results, help, wordingIn(req.locale))
    res.status(page.errors.length > 0 ? 422 : 200).render('communities/index', page)
  })

  routes.get(paths.community.pattern, async (req, res) => {
    const id = String(req.params.id)
    const found = await communityWithRelations(ctx.db, id)
    const now = found ? undefined : await movedTo(ctx.db, id)
    if (now !== undefined) return res.redirect(301, paths.community(req.locale, now))
    const community = mustFind(found)
    const wording = wordingIn(req.locale)
    const looks = isStaff(req.account) && community.standing !== 'occupied'
    const candidates = looks ? await findCandidates(community.id, mostFits) : []
    const names = candidates.length > 0 ? await namesForReasons(ctx.db, communitiesNamed(candidates)) : []
    const fits = isStaff(req.account) ? fitsFor(community.id, candidates, names, wording) : null
    const spokenFor = (await accountsOf(ctx.db, community.id)).length > 0
    if (isStaff(req.account)) res.set('Cache-Control', 'private, no-store')
    res.render('communities/show', communityPage(community, spokenFor, fits, wording))
  })

  routes.get(paths.profile.pattern, async (req, res) => {
    const id = String(req.params.id)
    const found = await communityWithRelations(ctx.db, id)
    const now = found ? undefined : await movedTo(ctx.db, id)
    if (now !== undefined) return res.redirect(301, paths.profile(req.locale, now))
    res.render('communities/profile', profilePage(mustFind(found), ctx.clock.now(), wordingIn(req.locale)))
  })

  routes.get(paths.country.pattern, async (req, res) => {
    const country = mustFind(await countryWithCommunities(ctx.db, String(req.params.id).toUpperCase()))
    const ties = await tiesOf(ctx.db, country.code, mostTies)
    res.render('countries/show', countryPage(country, ties, wordingIn(req.locale)))
  })

  return routes
}
