// Sessions live in the database and begin only when somebody signs in or is about to; a reader of
// public pages gets no cookie. CSRF tokens belong to the session.
import connectPgSimple from 'connect-pg-simple'
import { csrfSync } from 'csrf-sync'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { AppContext } from '../../context.js'
import { Forbidden } from './errors.js'

declare module 'express-session' {
  interface SessionData {
    accountId: string
    /** When somebody signed in, as text: the store keeps JSON. */
    since: string
    /** The family of the browser and of its system, never more. */
    device: { browser: string | null; system: string | null }
    /** What only this browser knows while it waits for a link to sign in. */
    browser: string
    /** What somebody typed for an approval and left to add a contact that it lacks. */
    undecided: { proposal: string; note: string }
  }
}

const twelveHours = 12 * 60 * 60 * 1000

export function sessions({ pool, config, log }: Pick<AppContext, 'pool' | 'config' | 'log'>): RequestHandler {
  const secure = config.publicUrl.startsWith('https:')
  const Store = connectPgSimple(session)
  return session({
    name: secure ? '__Host-pobratym' : 'pobratym',
    secret: config.secrets,
    store: new Store({
      pool,
      tableName: 'sessions',
      // Expired sessions are cleared by the nightly job, on the same timetable as everything else.
      pruneSessionInterval: false,
      errorLog: (...problem: unknown[]) => log.error({ problem: String(problem[0]) }, 'session store'),
    }),
    cookie: { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: twelveHours },
    proxy: config.trustProxy > 0,
    resave: false,
    saveUninitialized: false,
    rolling: false,
  })
}

const csrf = csrfSync({
  getTokenFromRequest: (req) => (req.body as Record<string, string> | undefined)?._csrf,
  size: 32,
})

/** The token for a form of this session; makes a session when there is none yet. */
export const csrfToken = (req: Request): string => csrf.generateToken(req)

/** Lets a change through only with this session's token. */
export function csrfProtected(req: Request, res: Response, next: NextFunction): void {
  csrf.csrfSynchronisedProtection(req, res, (error?: unknown) =>
    error ? next(new Forbidden('csrf')) : next(),
  )
}

/** A new session id at sign-in, so that an id known before it is worth nothing after it. */
export const renewSession = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())))

/** Writes the session down before the answer leaves: a browser follows a redirect without waiting for its end. */
export const keepSession = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.save((error) => (error ? reject(error) : resolve())))

export const endSession = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.destroy((error) => (error ? reject(error) : resolve())))
