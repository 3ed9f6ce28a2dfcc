// Deny by default: everything under /staff passes here first.
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'

export interface StaffMember {
  id: string
  name: string
  role: 'staff' | 'admin'
}

declare module 'express-serve-static-core' {
  interface Request {
    staff: StaffMember | undefined
  }
}

/** Who is asking, if the session says so; asked anew at each request, so that a disabled account is out at once. */
export const whoIsAsking =
  ({ db }: Pick<AppContext, 'db'>): RequestHandler =>
  async (req, _res, next) => {
    const { accountId } = req.session
    req.staff = accountId
      ? await db
          .selectFrom('accounts')
          .select(['id', 'name', 'role'])
          .where('id', '=', accountId)
          .where('disabledAt', 'is', null)
          .executeTakeFirst()
      : undefined
    next()
  }

export function staffOnly(req: Request, res: Response, next: NextFunction): void {
  res.set('Cache-Control', 'no-store')
  if (req.staff) return next()
  const wanted = req.method === 'GET' ? `?next=${encodeURIComponent(req.originalUrl)}` : ''
  res.redirect(303, paths.signIn(req.locale) + wanted)
}

/** The staff member of a route behind `staffOnly`. */
export function asking(req: Request): StaffMember {
  if (!req.staff) throw new Error('This route is not behind staffOnly')
  return req.staff
}
