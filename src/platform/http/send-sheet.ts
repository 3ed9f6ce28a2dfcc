// A sheet as an answer: a file with a name in the reader's language, kept by nobody on the way.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'

/** Aborted when the reader goes away before the answer is there: nobody reads on for nobody. */
export function whileReading(res: Response): AbortSignal {
  const left = new AbortController()
  res.once('close', () => left.abort())
  return left.signal
}

/** Sends a file; a reader who leaves in the middle is no error. */
export async function sendSheet(
  res: Response,
  { name, body }: { name: string; body: Iterable<string | Uint8Array> },
): Promise<void> {
  res.attachment(name)
  res.set('Cache-Control', 'no-store')
  try {
    await pipeline(Readable.from(body), res)
  } catch (error) {
    if (!res.destroyed) throw error
  }
}
