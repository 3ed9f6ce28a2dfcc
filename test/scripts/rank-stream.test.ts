// A million rows of `npm run rank` go to whoever reads them, at their pace.
import { once } from 'node:events'
import { afterAll, describe, expect, it } from '@jest/globals'
import { aDesk, startScript } from '../support/command-line.js'

const desk = aDesk()
afterAll(() => desk.clear())

describe('a million rows', () => {
  const many = (country: string, count: number) =>
    Array.from(
      { length: count },
      (_, i) => `${country.toLowerCase()}-${i},${country},${40 + (i % 200) / 20},${(i % 300) / 10}`,
    )
  const large = desk.file('large.csv', 'id,country,lat,lon', ...many('UA', 200), ...many('PL', 5000))
  const args = ['--communities', large, '--for', 'UA', '--top', 'all']

  it('waits for a slow reader and needs no more memory for it', async () => {
    const child = startScript('scripts/rank.ts', args, ['--max-old-space-size=80'])
    let [rows, began] = [0, false]
    child.stdout?.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) rows++
      if (began) return
      began = true
      child.stdout?.pause()
      setTimeout(() => child.stdout?.resume(), 1500)
    })
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(0)
    expect(rows).toBe(1 + 200 * 5000)
  }, 120_000)

  it('ends quietly when the reader has had enough', async () => {
    const child = startScript('scripts/rank.ts', args)
    let err = ''
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
    await once(child.stdout!, 'data')
    child.stdout?.destroy()
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(0)
    expect(err).toBe('')
  }, 120_000)
})
