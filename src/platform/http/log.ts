// Logs: one JSON line per request and per job. No e-mail addresses, no tokens: a link's token is cut
// from the address, and headers are not logged at all.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import { pino, type Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Config } from '../../config.js'

export type Log = Logger

export const createLog = ({ logLevel }: Pick<Config, 'logLevel'>): Log => pino({ level: logLevel })

/** An address fit for a log: the query of a search may hold a person's name, and a token is a key. */
export const loggedPath = (url: string) =>
  (url.split('?')[0] ?? '').replace(
    /\/(introductions|digest|sign-in|interest\/(?:continue|confirm|manage)|claims\/confirm)\/[^/]+/,
    '/$1/…',
  )

export const requestLog = (log: Log) =>
  pinoHttp({
    logger: log,
    genReqId: (_req: IncomingMessage, res: ServerResponse) => {
      const id = randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    quietReqLogger: true,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: loggedPath(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  })
