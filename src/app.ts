// The middleware in order, the slices by name, then 404 and errors. One screen.
import compression from 'compression'
import express, { type Express } from 'express'
import type { AppContext } from './context.js'
import { accountsRoutes } from './features/accounts/accounts.routes.js'
import { communitiesApiRoutes } from './features/communities/communities.api.routes.js'
import { communitiesRoutes } from './features/communities/communities.routes.js'
import { infoRoutes, rootRoutes } from './features/info/info.routes.js'
import {
  introductionsRoutes,
  staffIntroductionsRoutes,
} from './features/introductions/introductions.routes.js'
import { staffLettersRoutes, mailboxRoutes } from './features/letters/letters.routes.js'
import { candidateFinder } from './features/matching/candidates.queries.js'
import { evidenceForScoring, profilesForScoring } from './features/matching/matching.queries.js'
import { ourCommunityRoutes } from './features/our-community/our-community.routes.js'
import { proposalsRoutes } from './features/proposals/proposals.routes.js'
import { roundsRoutes } from './features/rounds/rounds.routes.js'
import { paths } from './paths.js'
import { adminsOnly, membersOnly, signedInOnly, staffOnly, whoIsAsking } from './platform/http/access.js'
import { answerErrors, notFound } from './platform/http/answer-errors.js'
import { assets } from './platform/http/assets.js'
import { locale, spokenOnly } from './platform/http/locale.js'
import { pageMemory } from './platform/http/page-memory.js'
import { requestLog } from './platform/http/log.js'
import { headers, limited, withoutNul } from './platform/http/security.js'
import { sessions } from './platform/http/session.js'
import { site } from './platform/http/site.js'
import { loadViews, useViews } from './platform/views/engine.js'

const { home, communities, community, country, data, api } = paths
const publicPages = [
  ...[home, communities, community, country, data].map((path) => path.pattern),
  api.communities,
  api.community.pattern,
]

export function createApp(ctx: AppContext): Express {
  const { config, log } = ctx
  const app = express()
  const files = assets()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy)
  useViews(app, loadViews(config))

  app.use(requestLog(log), headers(config), locale, site(config, files.at), withoutNul)
  app.use(compression(), files.routes)
  app.get(paths.health, (_req, res) => void res.type('text/plain').send('ok'))
  app.use('/api', limited(config, 60_000, config.limits.api))
  app.get(publicPages, pageMemory(ctx.clock, { freshFor: config.pagesFreshFor, atMost: 20_000_000 }))
  app.use('/api', communitiesApiRoutes(ctx))
  app.use(rootRoutes())

  app.use(express.urlencoded({ extended: false, limit: '100kb' }))
  app.use(sessions(ctx), whoIsAsking(ctx))
  if (config.mode !== 'production') app.use(mailboxRoutes(ctx))

  app.use(spokenOnly)
  app.use('/:locale/staff', staffOnly)
  app.use('/:locale/staff/people', adminsOnly)
  app.use('/:locale/our-community', membersOnly)
  app.use('/:locale/account', signedInOnly)
  app.use(
    infoRoutes(ctx),
    communitiesRoutes(ctx, candidateFinder(ctx)),
    accountsRoutes(ctx),
    introductionsRoutes(ctx),
  )
  app.use(
    proposalsRoutes(ctx),
    roundsRoutes(ctx, { profiles: profilesForScoring, evidence: evidenceForScoring }),
    staffIntroductionsRoutes(ctx),
    ourCommunityRoutes(ctx),
    staffLettersRoutes(ctx),
  )

  app.use(notFound, answerErrors(log))
  return app
}
