// The middleware in order, the slices by name, then 404 and errors. One screen.
import compression from 'compression'
import express, { type Express } from 'express'
import type { AppContext } from './context.js'
import { accountRoutes } from './features/accounts/account.routes.js'
import { accountsRoutes } from './features/accounts/accounts.routes.js'
import { staffPeopleRoutes } from './features/accounts/people.routes.js'
import { candidatesRoutes } from './features/candidates/candidates.routes.js'
import { claimsRoutes } from './features/claims/claims.routes.js'
import { oblastRoutes } from './features/claims/oblast.routes.js'
import { staffClaimsRoutes } from './features/claims/staff-claims.routes.js'
import { communitiesApiRoutes } from './features/communities/communities.api.routes.js'
import { communitiesRoutes } from './features/communities/communities.routes.js'
import { nameIn } from './features/communities/index.js'
import { digestRoutes } from './features/digest/digest.routes.js'
import { diaryRoutes } from './features/diary/diary.routes.js'
import { exportsRoutes } from './features/exports/exports.routes.js'
import { figuresRoutes } from './features/figures/figures.routes.js'
import { galleryRoutes } from './features/gallery/gallery.routes.js'
import { importsRoutes } from './features/imports/batches.routes.js'
import { infoRoutes, rootRoutes } from './features/info/info.routes.js'
import { registryMap } from './features/info/registry-map.js'
import { interestApiRoutes } from './features/interest/interest.api.routes.js'
import { interestRoutes } from './features/interest/interest.routes.js'
import { manageInterestRoutes } from './features/interest/manage.routes.js'
import { interestReviewRoutes } from './features/interest/review.routes.js'
import { associationsRoutes } from './features/introductions/associations.routes.js'
import { introductionsRoutes } from './features/introductions/introductions.routes.js'
import { ourIntroductionsRoutes } from './features/introductions/our-introductions.routes.js'
import { staffIntroductionsRoutes } from './features/introductions/staff-introductions.routes.js'
import { staffLettersRoutes, mailboxRoutes } from './features/letters/letters.routes.js'
import { candidateFinder, lookAround } from './features/matching/candidates.queries.js'
import { evidenceForScoring, nightWorld, profilesForScoring } from './features/matching/matching.queries.js'
import { matchCommunities } from './features/matching/matching.job.js'
import { ourCommunityRoutes } from './features/our-community/our-community.routes.js'
import { peopleRoutes } from './features/our-community/people.routes.js'
import { profileRoutes } from './features/our-community/profile.routes.js'
import { staffWishesRoutes } from './features/our-community/staff-wishes.routes.js'
import { privacyRoutes } from './features/privacy/privacy.routes.js'
import { deskRoutes } from './features/proposals/desk.routes.js'
import { approvalLettersRoutes } from './features/proposals/approval-letters.routes.js'
import { proposalsRoutes } from './features/proposals/proposals.routes.js'
import { queueRoutes } from './features/proposals/queue.routes.js'
import { roundMarksRoutes } from './features/rounds/marks.routes.js'
import { conflictsRoutes } from './features/records/conflicts.routes.js'
import { editingRoutes } from './features/records/editing.routes.js'
import { mergingRoutes } from './features/records/merging.routes.js'
import { recordsRoutes } from './features/records/records.routes.js'
import { splittingRoutes } from './features/records/splitting.routes.js'
import { roundsRoutes } from './features/rounds/rounds.routes.js'
import { weightsRoutes } from './features/weights/weights.routes.js'
import { paths } from './paths.js'
import { adminsOnly, membersOnly, signedInOnly, staffOnly, whoIsAsking } from './platform/http/access.js'
import { answerErrors, notFound } from './platform/http/answer-errors.js'
import { assets } from './platform/http/assets.js'
import { fromWhere } from './platform/http/from-where.js'
import { locale, spokenOnly } from './platform/http/locale.js'
import { pageMemory } from './platform/http/page-memory.js'
import { requestLog } from './platform/http/log.js'
import { headers, limited, withoutNul } from './platform/http/security.js'
import { sessions } from './platform/http/session.js'
import { site } from './platform/http/site.js'
import { loadViews, useViews } from './platform/views/engine.js'

const { home, communities, community, profile, country, data, statistics, api } = paths
const publicPages = [
  ...[home, communities, community, profile, country, data, statistics].map((path) => path.pattern),
  api.communities,
  api.community.pattern,
]

export function createApp(ctx: AppContext): Express {
  const { config, log } = ctx
  const app = express()
  const files = assets()
  const look = lookAround(ctx)
  const map = registryMap(ctx)
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy)
  useViews(app, loadViews(config))

  app.use(requestLog(log), headers(config), locale, site(config, files.at), withoutNul)
  app.use(compression(), files.routes)
  app.get(paths.health, (_req, res) => void res.type('text/plain').send('ok'))
  app.use('/api', limited(config, 60_000, config.limits.api))
  app.get(publicPages, pageMemory(ctx.clock, { freshFor: config.pagesFreshFor, atMost: 20_000_000 }))
  app.use('/api', communitiesApiRoutes(ctx), interestApiRoutes(ctx))
  app.use(rootRoutes(map))

  app.use(express.urlencoded({ extended: false, limit: '100kb' }))
  app.use(sessions(ctx), whoIsAsking(ctx), fromWhere)
  if (config.mode !== 'production') app.use(mailboxRoutes(ctx), galleryRoutes(ctx))

  app.use(spokenOnly)
  app.use('/:locale/staff', staffOnly)
  app.use('/:locale/staff/people', adminsOnly)
  app.use('/:locale/our-community', membersOnly)
  app.use('/:locale/account', signedInOnly)
  app.use(
    infoRoutes(ctx, map),
    communitiesRoutes(ctx, candidateFinder(ctx, look)),
    accountsRoutes(ctx),
    accountRoutes(ctx),
    claimsRoutes(ctx),
    introductionsRoutes(ctx),
    interestRoutes(ctx),
    manageInterestRoutes(ctx),
    privacyRoutes(ctx),
    digestRoutes(ctx),
  )
  app.use(
    deskRoutes(ctx),
    queueRoutes(ctx),
    proposalsRoutes(ctx),
    approvalLettersRoutes(ctx),
    figuresRoutes(ctx),
    weightsRoutes(ctx, { night: nightWorld, scoreNow: () => matchCommunities(ctx) }),
    roundsRoutes(ctx, { profiles: profilesForScoring, evidence: evidenceForScoring }),
    roundMarksRoutes(ctx, { profiles: profilesForScoring }),
    staffIntroductionsRoutes(ctx),
    associationsRoutes(ctx),
    interestReviewRoutes(ctx),
    candidatesRoutes(ctx, look),
    ourIntroductionsRoutes(ctx),
    ourCommunityRoutes(ctx, look),
    profileRoutes(ctx),
    peopleRoutes(ctx),
    staffWishesRoutes(ctx),
    editingRoutes(ctx),
    mergingRoutes(ctx),
    splittingRoutes(ctx),
    conflictsRoutes(ctx),
    recordsRoutes(ctx),
    staffClaimsRoutes(ctx),
    oblastRoutes(ctx),
    importsRoutes(ctx),
    staffPeopleRoutes(ctx, nameIn),
    staffLettersRoutes(ctx),
    exportsRoutes(ctx),
    diaryRoutes(ctx),
  )

  app.use(notFound, answerErrors(log))
  return app
}
