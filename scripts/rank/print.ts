// Standard output that waits: nothing is made faster than it is read, and a reader who has had enough
// ends the run quietly.
import { once } from 'node:events'

/** Writes all chunks. */
export async function print(chunks: Iterable<string>): Promise<void> {
  const out = process.stdout
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  for (const chunk of chunks) if (!out.write(chunk)) await once(out, 'drain')
}
