// The solver of rounds: HiGHS in a worker thread, so that nobody waits for it but the round.
import { startThread } from '../../platform/kit/thread.js'
import type { Assignment, Solution } from '../../scoring/round.js'
import type { Order } from './rounds.worker.js'

/**
 * The best answer, with proof (`readSolution` checks it).
 * @param within seconds after which the thread is ended, whatever it is doing
 * @throws Error when the solver fails or finds no proven answer in time
 */
export async function solveRound(assignment: Assignment, within = 300): Promise<Solution> {
  const { candidates: _, ...numbers } = assignment
  const order: Order = { numbers, within }
  const thread = startThread('./rounds.worker', import.meta.url, order)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`No best round within ${within} s`))
        void thread.terminate()
      }, within * 1000)
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', (code) =>
        reject(new Error(`The solver ended with code ${code} and without an answer`)),
      )
    })
  } finally {
    clearTimeout(timer)
  }
}
