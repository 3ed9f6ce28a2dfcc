// The thread in which a preview is reckoned: it says how far it has come, answers once and ends.
import { parentPort, workerData } from 'node:worker_threads'
import type { Weights } from '../../scoring/weights.js'
import { preview, type NightWorld, type Preview } from './preview.model.js'

export interface Order {
  world: NightWorld
  current: Weights
  other: Weights
}

export type Message = { done: number; total: number } | { result: Preview }

const say = (message: Message) => parentPort?.postMessage(message)

const { world, current, other } = workerData as Order
say({ result: preview(world, current, other, (done, total) => say({ done, total })) })
