// The one place where a request that cannot be answered ends: a page with a way on, in the person's
// language, or a problem document (RFC 9457) for the API.
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Log } from './log.js'
import { HttpError, NotFound } from './errors.js'
import { sendProblem } from './problem.js'

export const notFound: RequestHandler = (_req, _res, next) => next(new NotFound())

// Express and its body parser mark what the sender got wrong with a 4xx status.
function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  const status = (error as { status?: unknown } | undefined)?.status
  if (status === 404) return new NotFound()
  if (typeof status === 'number' && status >= 400 && status < 500) return new HttpError(status, 'errors/400')
  return new HttpError(500, 'errors/500')
}

export const answerErrors =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, req: Request, res: Response, next) => {
    const answer = asHttpError(error)
    const incident = String(req.id ?? '')
    if (answer.status >= 500) log.error({ err: error, request: incident }, 'request failed')
    if (res.headersSent) return next(error)
    if (/^\/api(\/|$)/i.test(req.path))
      return sendProblem(res, answer.status, req.t(`${answer.page}.heading`))
    // A page that fails inside its own frame must still answer: the bare frame needs next to nothing.
    res.status(answer.status)
    res.set('Cache-Control', 'no-store')
    res.render(
      answer.page,
      { layout: 'bare', title: req.t(`${answer.page}.heading`), incident },
      (problem, html) => {
        if (!problem) return res.send(html)
        log.error({ err: problem, request: incident }, 'error page failed')
        res.type('text/plain').send(`${answer.status} ${incident}`)
      },
    )
  }
