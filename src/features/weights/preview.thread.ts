// A preview takes seconds of hard work, so it gets a thread, and nobody else waits for it.
import { startThread } from '../../platform/kit/thread.js'
import type { Preview } from './preview.model.js'
import type { Message, Order } from './preview.worker.js'

/** Gives up after this many milliseconds, whatever it is doing. */
const patience = 10 * 60_000

/** @param onProgress told how many of how many communities are judged */
export async function reckonPreview(
  order: Order,
  onProgress: (done: number, total: number) => void,
): Promise<Preview> {
  const thread = startThread('./preview.worker', import.meta.url, order)
  // A service that is told to stop does not wait for it.
  thread.unref()
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The preview took too long')), patience).unref()
      thread.on('message', (message: Message) => {
        if ('result' in message) resolve(message.result)
        else onProgress(message.done, message.total)
      })
      thread.once('error', reject)
      thread.once('exit', (code) =>
        reject(new Error(`The preview ended with code ${code}, without an answer`)),
      )
    })
  } finally {
    clearTimeout(timer)
    void thread.terminate()
  }
}
