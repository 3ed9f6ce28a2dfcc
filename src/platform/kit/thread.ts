// A thread of its own for work that would keep everybody waiting.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * Starts a worker that lies beside the file asking for it, named without its ending.
 * Built code has its worker beside it as JavaScript. Scripts and tests run the TypeScript itself, and a
 * thread has to be told anew how to read that.
 * @param here `import.meta.url` of the file that asks
 */
export function startThread(name: string, here: string, workerData?: unknown): Worker {
  if (here.endsWith('.js')) return new Worker(new URL(`${name}.js`, here), { workerData })
  const tsx = new URL('esm/api/index.mjs', pathToFileURL(createRequire(here).resolve('tsx')))
  const file = new URL(`${name}.ts`, here)
  const [loader, worker, parent] = [tsx.href, file.href, here].map((url) => JSON.stringify(url))
  const run = `import(${loader}).then(({ tsImport }) => tsImport(${worker}, ${parent}))`
  return new Worker(run, { eval: true, workerData })
}
