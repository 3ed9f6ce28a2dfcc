// Public pages are the same for everybody who is not signed in, so for a few seconds an answer is given
// again as it was. A crowd that follows one link costs one question to the database.
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Clock } from '../kit/clock.js'

interface Page {
  body: Buffer
  headers: Record<string, string>
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
  const remember = (address: string, body: Buffer, headers: Page['headers']) => {
    forget(address)
    pages.set(address, { body, headers, until: clock.now().getTime() + freshFor })
    size += body.length
    for (const oldest of pages.keys()) {
      if (size <= atMost) break
      forget(oldest)
    }
  }

  return (req: Request, res: Response, next: NextFunction) => {
    if (freshFor === 0 || req.method !== 'GET' || req.headers.cookie !== undefined) return next()
    // The API answers at one address in the reader's language.
    const address = `${req.locale} ${req.originalUrl}`
    const known = pages.get(address)
    if (known && known.until > clock.now().getTime()) return void res.set(known.headers).send(known.body)
    const send = res.send.bind(res)
    res.send = (body: unknown) => {
      if (typeof body === 'string' && isRepeatable(res)) {
        const bytes = Buffer.from(body)
        const tagOf = req.app.get('etag fn') as (body: Buffer) => string
        remember(address, bytes, {
          'Content-Type': res.get('Content-Type') ?? 'text/html; charset=utf-8',
          ETag: tagOf(bytes),
          Vary: res.get('Vary') ?? 'Accept-Encoding',
        })
      }
      return send(body)
    }
    next()
  }
}

const isRepeatable = (res: Response) =>
  res.statusCode === 200 && !res.hasHeader('Set-Cookie') && !res.hasHeader('Cache-Control')
