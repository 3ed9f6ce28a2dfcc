// What every answer carries: the strict content policy, safe headers, and limits per address.
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import type { Config } from '../../config.js'
import { NotFound, TooMany } from './errors.js'

/** What a browser could offer a page and none of ours asks for. */
const unasked = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer']
  .concat('microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'usb')
  .map((what) => `${what}=()`)
  .join(', ')

export const headers = ({ mode, publicUrl }: Config): RequestHandler => {
  const safe = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'script-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    // Over plain http a browser would remember nothing useful and a developer's localhost would suffer.
    strictTransportSecurity: mode === 'production' && publicUrl.startsWith('https:'),
    xFrameOptions: { action: 'deny' },
  })
  return (req, res, next) => {
    res.set('Permissions-Policy', unasked)
    safe(req, res, next)
  }
}

const isLoopback = (ip: string | undefined) => ip === '::1' || /^(::ffff:)?127\./.test(ip ?? '')

/** At most `limit` requests per address and window; loopback is exempt outside production. */
export const limited = ({ mode }: Config, windowMs: number, limit: number): RequestHandler =>
  rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: (req) => mode !== 'production' && isLoopback(req.ip),
    handler: (_req, _res, next) => next(new TooMany()),
  })

/** No address of ours holds a NUL, and PostgreSQL would refuse to look for one. */
export function withoutNul(req: Request, _res: Response, next: NextFunction): void {
  next(req.path.includes('%00') ? new NotFound() : undefined)
}

/** For pages behind a link from a letter: no trace in referrers, search engines or caches. */
export function secretPage(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
    'Cache-Control': 'no-store',
  })
  next()
}
