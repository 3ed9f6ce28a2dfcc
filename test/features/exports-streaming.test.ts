// A sheet leaves while it is being read: no faster than it is taken, and never half of it as if it were all.
import { beforeAll, afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import compression from 'compression'
import express, { type ErrorRequestHandler } from 'express'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { readSheet } from 'read-excel-file/node'
import { paths } from '../../src/paths.js'
import type { Source } from '../../src/platform/db/read-all.js'
import { answerWithSheet } from '../../src/platform/http/send-sheet.js'
import { startDownload } from '../../src/platform/sheets/download.js'
import type { SheetFormat } from '../../src/platform/sheets/sheet.js'
import type { TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'

interface Line {
  text: string
}

let app: TestApp
let server: Server
let url: string
/** What the next download is read from: so many lines, and what happens when a piece of them is asked for. */
let list: { lines: number; asked: number; piece: (number: number) => Promise<unknown>; long: number }
let failures: unknown[]

onSmallRegistry((opened) => {
  app = opened
})

const source: Source<Line> = {
  keys: () => Promise.resolve(Array.from({ length: list.lines }, (_, i) => String(i + 1))),
  rows: async (_trx, keys) => {
    await list.piece(++list.asked)
    return keys.map((key) => ({ key, text: `line ${key}`.padEnd(list.long, '.') }))
  },
}

beforeAll(async () => {
  const site = express()
  const failed: ErrorRequestHandler = (error, _req, res, next) => {
    failures.push(error)
    if (res.headersSent) return next(error)
    res.status(500).send('a page that says so')
  }
  site.use(compression())
  site.get('/:format', (req, res) =>
    answerWithSheet(res, (signal) =>
      startDownload(
        app.ctx,
        {
          source,
          columns: [
            { heading: 'Number', type: 'integer', value: ({ key }) => Number(key) },
            { heading: 'Text', type: 'text', value: ({ text }) => text },
          ],
          format: req.params.format as SheetFormat,
          locale: 'en',
          names: { tab: 'Lines', file: 'lines' },
          by: 'system',
          what: { sheet: 'lines' },
        },
        signal,
      ),
    ),
  )
  site.use(failed)
  server = createServer({ keepAliveTimeout: 0 }, site).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  list = { lines: 1000, asked: 0, piece: () => Promise.resolve(), long: 0 }
  failures = []
})

const noted = async () =>
  (await app.ctx.db.selectFrom('events').select(['did', 'what']).orderBy('id').execute()).map(
    ({ did, what }) => [did, what.rows],
  )

/** Waits for what comes soon, and says what there was instead when it does not. */
async function soon<T>(look: () => T | Promise<T>, isThere: (found: T) => boolean): Promise<T> {
  for (let i = 0; i < 1_200; i++) {
    const found = await look()
    if (isThere(found)) return found
    await pause(50)
  }
  return look()
}

const beginning = (numbers: number) => (found: unknown[]) => found.length >= numbers
const compressed = { 'accept-encoding': 'gzip' }
const plain = { 'accept-encoding': 'identity' }

describe('a sheet on its way', () => {
  it.each([plain, compressed])('begins before it has been read to its end: %p', async (headers) => {
    let goOn = () => {}
    const reached = new Promise<void>((resolve) => (goOn = resolve))
    list.piece = (number) => (number === 3 ? reached : Promise.resolve())
    const answer = await fetch(`${url}/csv`, { headers })
    expect(answer.headers.get('content-encoding')).toBe(headers === plain ? null : 'gzip')
    let text = ''
    const decoder = new TextDecoder()
    for await (const bytes of answer.body!) {
      text += decoder.decode(bytes as Uint8Array, { stream: true })
      // The third piece is read only now, when two have arrived.
      if (text.includes('line 400')) goOn()
      else expect(list.asked).toBeLessThanOrEqual(3)
    }
    expect(text.split('\r\n')).toHaveLength(1 + 1000 + 1)
    expect(text).toContain('1000,line 1000\r\n')
    expect(await noted()).toEqual([['exported', 1000]])
  })

  it('is read no faster than it is taken, and keeps the database from nobody', async () => {
    Object.assign(list, { lines: 20_000, long: 4_000 })
    const request = get(`${url}/csv`, { headers: plain })
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    answer.pause()
    await soon(
      () => list.asked,
      (asked) => asked > 2,
    )
    // What lies between the two takes some of it; when that is full is the machine's business.
    let asked: number
    do {
      asked = list.asked
      await pause(500)
    } while (list.asked > asked && list.asked < 60)
    expect(list.asked).toBeLessThan(60)
    asked = list.asked
    await pause(500)
    expect(list.asked).toBe(asked)
    expect(await noted()).toEqual([['exported', 20_000]])
    let bytes = 0
    for await (const some of answer) bytes += (some as Buffer).length
    expect(bytes).toBeGreaterThan(20_000 * 4_000)
    expect(list.asked).toBe(100)
    expect(await noted()).toEqual([['exported', 20_000]])
  })

  it.each(['csv', 'xlsx'])('is read no further when its reader has gone: %s', async (format) => {
    Object.assign(list, { lines: 20_000, long: 4_000 })
    const request = get(`${url}/${format}`, { headers: plain })
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    await once(answer, 'data')
    answer.destroy()
    const [, second] = await soon(noted, beginning(2))
    expect(second).toEqual(['exported-in-part', expect.any(Number)])
    expect(second?.[1]).toBeLessThan(20_000)
    const asked = list.asked
    await pause(300)
    expect(list.asked).toBe(asked)
    expect(failures).toEqual([])
  })

  it('stops before anything is noted when nobody waits any more', async () => {
    const left = new AbortController()
    list.piece = () => Promise.resolve(left.abort())
    const wanted = {
      source,
      columns: [],
      format: 'csv' as const,
      locale: 'en' as const,
      names: { tab: '', file: '' },
      by: 'system',
      what: { sheet: 'lines' },
    }
    await expect(startDownload(app.ctx, wanted, left.signal)).rejects.toThrow('aborted')
    expect(list.asked).toBe(1)
    expect(await noted()).toEqual([])
  })

  it.each([
    ['csv', plain],
    ['csv', compressed],
    ['xlsx', plain],
  ])('that breaks in the middle is seen to be broken: %s, %p', async (format, headers) => {
    list.piece = (number) =>
      number === 4 ? Promise.reject(new Error('The database went away')) : Promise.resolve()
    // How much has arrived by then is the network's business; that it is not taken for whole is ours.
    await expect(
      fetch(`${url}/${format}`, { headers }).then((answer) => answer.arrayBuffer()),
    ).rejects.toThrow(/terminated|fetch failed/)
    expect((await soon(noted, beginning(2))).at(1)?.[0]).toBe('exported-in-part')
    expect(await soon(() => failures, beginning(1))).toEqual([new Error('The database went away')])
  })

  it('is finished first for a proxy that speaks HTTP/1.0, to which cut off and ended look the same', async () => {
    const asks = async () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.write('GET /csv HTTP/1.0\r\n\r\n')
      const [head = '', ...body] = (await text(socket)).split('\r\n\r\n')
      return { head, body: body.join('\r\n\r\n') }
    }
    const { head, body } = await asks()
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`)
    expect(body).toContain('1000,line 1000\r\n')
    list.asked = 0
    list.piece = (number) =>
      number === 4 ? Promise.reject(new Error('The database went away')) : Promise.resolve()
    expect((await asks()).head).toContain('HTTP/1.1 500')
  })

  it('that fails before its first row is an error page, and nothing is noted', async () => {
    list.piece = () => Promise.reject(new Error('The database went away'))
    const answer = await fetch(`${url}/csv`)
    expect([answer.status, await answer.text()]).toEqual([500, 'a page that says so'])
    expect(answer.headers.get('content-disposition')).toBeNull()
    expect(await noted()).toEqual([])
  })

  it('leaves out what was deleted meanwhile, and the diary says how many rows there were', async () => {
    const { rows } = source
    source.rows = async (trx, keys) => (await rows(trx, keys)).filter(({ key }) => key !== '777')
    try {
      const text = await (await fetch(`${url}/csv`)).text()
      expect(text).not.toContain('777')
      expect(text.split('\r\n')).toHaveLength(1 + 999 + 1)
    } finally {
      source.rows = rows
    }
    expect(await soon(noted, beginning(2))).toEqual([
      ['exported', 1000],
      ['exported-in-part', 999],
    ])
  })

  it('is a workbook with every row in its place', async () => {
    const answer = await fetch(`${url}/xlsx`)
    const [headings, ...lines] = await readSheet(Readable.from([Buffer.from(await answer.arrayBuffer())]))
    expect(headings).toEqual(['Number', 'Text'])
    expect(lines).toEqual(Array.from({ length: 1000 }, (_, i) => [i + 1, `line ${i + 1}`]))
  })

  it('with nothing in it still has its headings', async () => {
    list.lines = 0
    expect(await (await fetch(`${url}/csv`)).text()).toBe('Number,Text\r\n')
    const book = Buffer.from(await (await fetch(`${url}/xlsx`)).arrayBuffer())
    expect(await readSheet(Readable.from([book]))).toEqual([['Number', 'Text']])
  })
})

it('a list of the site that cannot be read is an ordinary error page', async () => {
  const taras = await app.staff()
  await app.ctx.pool.query('alter table agreements rename to hidden')
  try {
    const page = await taras.opens(paths.staff.export('uk', 'partnerships.csv'))
    expect(page.status).toBe(500)
    expect(page.html).toContain('<h1')
  } finally {
    await app.ctx.pool.query('alter table hidden rename to agreements')
  }
})
