// How a process of ours ends: cleanly when it is told to, and in plain words when it cannot go on.
import { inspect } from 'node:util'

/** Lets SIGINT and SIGTERM end the process, once; behind npm also the end of the shell between the two. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    await stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void end())
  process.on('SIGTERM', () => void end())
  // The shell that npm puts between itself and the process dies of SIGTERM and does not pass it on.
  if (process.argv.includes('--end-with-parent')) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && void end(), 500).unref()
  }
}

/** Ends the process for an error: those of `mendable` in plain words, for they are for a person to mend. */
export function giveUp(
  error: unknown,
  mendable: readonly (abstract new (...args: never[]) => Error)[],
): never {
  const plain = mendable.some((kind) => error instanceof kind)
  process.stderr.write(`${plain ? (error as Error).message : inspect(error)}\n`)
  process.exit(1)
}
