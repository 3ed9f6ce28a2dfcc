// How long a person waits for the first start (empty data directory) and for later ones.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from './server.js'
import type { Figure } from './table.js'

const seconds = (values: readonly number[]) =>
  `${(([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN) / 1000).toFixed(1)} s`

const npmStart = ['npm', 'start', '--silent'] as const

export async function measureStarts(runs = 3): Promise<Figure[]> {
  const [first, later]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    const dir = await mkdtemp(join(tmpdir(), 'pobratym-bench-'))
    try {
      for (const times of [first, later]) {
        const server = await start(
          npmStart,
          { DATA_DIR: dir, DATABASE_URL: '', MEILI_URL: '' },
          /is ready at/,
        )
        times.push(server.readyAfter)
        await server.stop()
      }
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  }
  const note = `median of ${runs}`
  return [
    { what: 'first start, npm start to ready', value: seconds(first), beside: note },
    { what: 'later start', value: seconds(later), beside: note },
  ]
}
