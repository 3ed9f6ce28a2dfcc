// A coordinator's own room: the communities of the oblast. Others of staff choose which oblast to look at.
import { Router } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { oblastQuery } from './claims.forms.js'
import { countClaims } from './claims.queries.js'
import { oblastPage } from './oblast.pages.js'
import { communitiesOfOblast, editorsIn, oblasts } from './oblast.queries.js'

export function oblastRoutes({ db }: Pick<AppContext, 'db'>): Router {
  const routes = Router()

  routes.get(paths.staff.oblast.pattern, async (req, res) => {
    const own = ownRegion(asking(req))
    const wanted = own ?? oblastQuery.parse(req.query).region
    const regions = await oblasts(db)
    const region = regions.find(({ code }) => code === wanted)
    const page = oblastPage(req.t, req.locale, {
      regions,
      region,
      communities: region ? await communitiesOfOblast(db, region.code) : [],
      editors: region ? await editorsIn(db, region.code) : new Map(),
      claims: region ? await countClaims(db, 'awaiting-review', region.code) : 0,
      chooses: own === undefined,
    })
    res.render('staff/oblast/index', page)
  })

  return routes
}
