// The JSON twin of the search page and of a community's page. Errors are problem documents (RFC 9457).
import { Router } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { mustFind } from '../../platform/http/errors.js'
import { sendProblem } from '../../platform/http/problem.js'
import { locales } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import { communityResource, searchResource } from './api.pages.js'
import { readSearch } from './communities.forms.js'
import { communityWithRelations } from './communities.queries.js'
import { movedTo } from './moved.queries.js'
import { placeNames } from './places.js'
import { answerSearch } from './search.js'

type Needs = Pick<AppContext, 'db' | 'search' | 'config' | 'clock'>

const language = z.enum(locales)

// The router is mounted at /api, and Express takes that part away.
const below = (path: string) => path.slice('/api'.length)

export function communitiesApiRoutes(ctx: Needs): Router {
  const routes = Router()
  const places = placeNames(ctx)

  routes.get(below(paths.api.communities), async (req, res) => {
    const asked = language.safeParse(req.query.lang)
    const locale = asked.success ? asked.data : req.locale
    res.vary('Accept-Language')
    const { form, results } = await answerSearch({ ...ctx, places }, readSearch(req.query), locale)
    if (form.errors.length > 0) {
      const t = translator(locale)
      const errors = form.errors.map(({ field, key }) => ({ parameter: field, detail: t(key) }))
      return sendProblem(res, 422, t('communities/index.problem'), errors)
    }
    res.json(searchResource(form.search, results, ctx.config.publicUrl))
  })

  routes.get(below(paths.api.community.pattern), async (req, res) => {
    const id = String(req.params.id)
    const found = await communityWithRelations(ctx.db, id)
    const now = found ? undefined : await movedTo(ctx.db, id)
    if (now !== undefined) return res.redirect(301, paths.api.community(now))
    res.json(communityResource(mustFind(found), ctx.config.publicUrl))
  })

  return routes
}
