// The solver of rounds: HiGHS in a worker thread, so that nobody waits for it but the round.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Assignment, Solution } from '../../scoring/round.js'
import type { Order } from './rounds.worker.js'

// Built code has its worker beside it as JavaScript. Scripts and tests run the TypeScript itself, and a
// thread has to be told anew how to read that.
function startThread(order: Order): Worker {
  const here = import.meta.url
  if (here.endsWith('.js')) return new Worker(new URL('./rounds.worker.js', here), { workerData: order })
  const tsx = new URL('esm/api/index.mjs', pathToFileURL(createRequire(here).resolve('tsx')))
  const file = new URL('./rounds.worker.ts', here)
  const [loader, worker, parent] = [tsx.href, file.href, here].map((url) => JSON.stringify(url))
  const run = `import(${loader}).then(({ tsImport }) => tsImport(${worker}, ${parent}))`
  return new Worker(run, { eval: true, workerData: order })
}

/**
 * The best answer, with proof (`readSolution` checks it).
 * @param within seconds after which the thread is ended, whatever it is doing
 * @throws Error when the solver fails or finds no proven answer in time
 */
export async function solveRound(assignment: Assignment, within = 300): Promise<Solution> {
  const { candidates: _, ...numbers } = assignment
  const thread = startThread({ numbers, within })
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
