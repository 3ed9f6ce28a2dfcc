// A port for a program that will listen on it itself, some seconds or a minute later.
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port that nobody holds. It is none of those that a system gives away by itself (from 32,768 on): one of
 * them may be somebody else's before the program is ready to listen.
 */
export async function sparePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer()
    const isSpare = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isSpare) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
