// One or a few slices behind the middleware every page has: for tests of a slice's routes.
import express, { type Express, type RequestHandler } from 'express'
import { readConfig, type Config } from '../../src/config.js'
import type { AppContext } from '../../src/context.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { staffOnly, whoIsAsking } from '../../src/platform/http/access.js'
import { answerErrors, notFound } from '../../src/platform/http/answer-errors.js'
import { locale } from '../../src/platform/http/locale.js'
import { createLog } from '../../src/platform/http/log.js'
import { headers } from '../../src/platform/http/security.js'
import { sessions } from '../../src/platform/http/session.js'
import { site } from '../../src/platform/http/site.js'
import { systemClock } from '../../src/platform/kit/clock.js'
import { linkSigner } from '../../src/platform/kit/signed-link.js'
import { loadViews, useViews } from '../../src/platform/views/engine.js'

export const testConfig = (env: NodeJS.ProcessEnv = {}): Config =>
  readConfig({
    NODE_ENV: 'test',
    PAGES_FRESH_SECONDS: '0',
    // The clock of a test stands still, and a minute would never pass.
    MAIL_PER_DOMAIN_PER_MINUTE: '0',
    LOG_LEVEL: 'silent',
    SECRETS: 'a-key-for-tests-that-is-as-long-as-a-key-must-be',
    ...env,
  })

type Needed = Omit<AppContext, 'search'>

/** Everything but a search engine; letters wait unless a mailer is given. */
export function testContext({ db, pool }: Connection, given: Partial<Needed> = {}): AppContext {
  const config = given.config ?? testConfig()
  const needed: Needed = {
    config,
    db,
    pool,
    clock: systemClock,
    log: createLog(config),
    mailer: undefined,
    links: linkSigner(config.secrets),
    ...given,
  }
  return needed as AppContext
}

export function sliceApp(ctx: AppContext, ...slices: readonly RequestHandler[]): Express {
  const { config, log } = ctx
  const app = express()
  app.set('trust proxy', config.trustProxy)
  useViews(app, loadViews({ mode: 'test' }))
  app.use(headers(config), locale, express.urlencoded({ extended: false }))
  app.use(sessions(ctx), whoIsAsking(ctx), site(config, '/assets'))
  app.use('/:locale/staff', staffOnly)
  app.use(...slices)
  app.use(notFound, answerErrors(log))
  return app
}
