// A database server is restarted now and then. What must not be forgotten meanwhile is tried again
// until it is back.
import { setTimeout as pause } from 'node:timers/promises'

const codes = /^(57P0[123]|08\w{3}|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT)$/
const words = /connection (terminated|ended|timeout)|not queryable|when trying to connect/i

/** Whether an error says that the server went away or is not back yet, and nothing about the statement. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Error && (codes.test((error as { code?: string }).code ?? '') || words.test(error.message))

/**
 * Does a piece of work that may be done twice, again and again while the server is away.
 * @throws what the work throws for other reasons, or when the server stays away for `patience` milliseconds
 */
export async function whenDatabaseIsBack<T>(work: () => Promise<T>, patience: number): Promise<T> {
  const began = performance.now()
  for (let wait = 50; ; wait = Math.min(2 * wait, 2_000)) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error) || performance.now() - began + wait > patience) throw error
      await pause(wait)
    }
  }
}
