// Public pages are the same for everybody who is not signed in, so for a few seconds an answer is given
// again as it was. A crowd that follows one link costs one question to the database.
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Clock } from '../kit/clock.js'

interface Page {
  body: Buffer
  type: string
  tag: string
  until: number
}

export interface PageMemory {
  /** Milliseconds a page may be repeated; an edit is visible to everybody after so long. */
  freshFor: number
  /** Bytes of all remembered pages together. */
  atMost: number
}

/** Remembers answers to GET without a cookie: 200, text, setting no cookie. The oldest are forgotten first. */
export function pageMemory(clock: Clock, { freshFor, atMost }: PageMemory): RequestHandler {
  const pages = new Map<string, Page>()
  let size = 0

  const forget = (address: string) => {
    size -= pages.get(address)?.body.length ?? 0
    pages.delete(address)
  }
  const remember = (address: string, text: string, type: string, tagOf: (body: Buffer) => string) => {
    forget(address)
    const body = Buffer.from(text)
    pages.set(address, { body, type, tag: tagOf(body), until: clock.now().getTime() + freshFor })
    size += body.length
    for (const oldest of pages.keys()) {
      if (size <= atMost) break
      forget(oldest)
    }
  }

  return (req: Request, res: Response, next: NextFunction) => {
    if (freshFor === 0 || req.method !== 'GET' || req.headers.cookie !== undefined) return next()
    const address = req.originalUrl
    const known = pages.get(address)
    if (known && known.until > clock.now().getTime())
      return void res.set('ETag', known.tag).type(known.type).send(known.body)
    const send = res.send.bind(res)
    res.send = (body: unknown) => {
      const repeatable =
        res.statusCode === 200 &&
        typeof body === 'string' &&
        !res.hasHeader('Set-Cookie') &&
        !res.hasHeader('Cache-Control')
      if (repeatable)
        remember(
          address,
          body,
          res.get('Content-Type') ?? 'html',
          req.app.get('etag fn') as (body: Buffer) => string,
        )
      return send(body)
    }
    next()
  }
}
