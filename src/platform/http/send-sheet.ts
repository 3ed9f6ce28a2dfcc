// A sheet as an answer: a file with a name in the reader's language, kept by nobody on the way, sent while it
// is still being made.
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { Download } from '../sheets/download.js'

/**
 * Answers with a file, unless the opener answers otherwise and gives none.
 * @param open told when the reader goes away before the first rows are there: nobody reads on for nobody
 */
export async function answerWithSheet(
  res: Response,
  open: (signal: AbortSignal) => Promise<Download | undefined>,
): Promise<void> {
  const left = new AbortController()
  res.once('close', () => left.abort())
  let download
  try {
    download = await open(left.signal)
  } catch (error) {
    if (left.signal.aborted) return
    throw error
  }
  if (download) await send(res, download)
}

/** What a stream says when the other end of it has gone. */
const goneAway = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ABORT_ERR']

/**
 * Sends a file piece by piece, no faster than it is taken. A reader who leaves in the middle is no error; a
 * file that breaks in the middle is cut off, so that nobody takes it for whole.
 */
async function send(res: Response, { name, body, ended }: Download): Promise<void> {
  try {
    const pieces = res.req.httpVersion === '1.0' ? await finished(body, res) : body
    res.attachment(name)
    res.set('Cache-Control', 'no-store')
    await pipeline(pieces, flushed(res), res)
  } catch (error) {
    if (goneAway.includes((error as NodeJS.ErrnoException).code ?? '')) return ended(false)
    // The diary may be out of reach for the same reason; what broke is told first.
    await Promise.allSettled([ended(false)])
    throw error
  }
  await ended(true)
}

/**
 * HTTP/1.0, which many a proxy still speaks, cannot tell an answer that was cut off from one that ended,
 * unless its length was told. So there the file is finished first.
 */
async function finished(body: Readable, res: Response): Promise<Readable> {
  const whole = await buffer(body)
  res.set('Content-Length', String(whole.length))
  return Readable.from([whole])
}

/** Compression would keep rows back until it has enough of them. */
const flushed = (res: Response) =>
  async function* (pieces: AsyncIterable<string | Uint8Array>) {
    for await (const piece of pieces) {
      yield piece
      res.flush()
    }
  }
