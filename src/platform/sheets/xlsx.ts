// XLSX, built in a thread of its own: packing ten thousand rows takes a second, in which nobody else would
// be served. Rows go over as they are read.
import { startThread } from '../kit/thread.js'
import type { Sheet, SheetWriter } from './sheet.js'

export function xlsxWriter(sheet: Sheet): SheetWriter {
  const thread = startThread('./xlsx.worker', import.meta.url, sheet)
  const file = new Promise<Uint8Array>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`The sheet's thread ended with code ${code}`)))
  })
  // Told by `finish`; a thread that fails before that is not an accident of its own.
  file.catch(() => {})
  return {
    add: (rows) => thread.postMessage(rows),
    async finish() {
      thread.postMessage('finish')
      return [await file]
    },
    abandon: () => void thread.terminate(),
  }
}
