// The thread in which one round is solved; it answers once and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { bestAnswer, type Numbers } from './rounds.highs.js'

export interface Order {
  numbers: Numbers
  /** Seconds after which one step gives up. */
  within: number
}

const { numbers, within } = workerData as Order
parentPort?.postMessage(await bestAnswer(numbers, within))
