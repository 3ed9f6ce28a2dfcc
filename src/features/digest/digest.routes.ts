// The morning letter is stopped: by the button on the page behind its link, or by the reader's mail program,
// which posts to the same address by itself (RFC 8058).
import { Router, type Request } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { Gone, mustFind, NotFound } from '../../platform/http/errors.js'
import { secretPage } from '../../platform/http/security.js'
import { chooseDigest } from '../accounts/index.js'
import { stopPurpose } from './digest.model.js'
import { digestStoppedPage, stopDigestPage } from './digest.pages.js'
import { readerById } from './digest.queries.js'

export function digestRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.digest.pattern, secretPage, async (req, res) => {
    const { name, digest } = await readerOf(req)
    if (digest === false) return res.render('digest/stopped', digestStoppedPage(req.t, req.locale, name))
    res.render('digest/stop', stopDigestPage(req.t, name, req.originalUrl))
  })

  // The link is the secret: a mail program has no session and sends no token. It is answered at once, since it
  // follows no redirect; what else it sends is of no account.
  routes.post(paths.digest.pattern, secretPage, async (req, res) => {
    const { id, name } = await readerOf(req)
    await chooseDigest(ctx, id, false)
    res.render('digest/stopped', digestStoppedPage(req.t, req.locale, name))
  })

  async function readerOf(req: Request) {
    const link = ctx.links.open(stopPurpose, String(req.params.token), ctx.clock.now())
    if (!link) throw new NotFound()
    if (link === 'expired') throw new Gone()
    return mustFind(await readerById(ctx.db, link.subject))
  }

  return routes
}
