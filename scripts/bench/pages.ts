// Requests a second and the slow end of the search page and a community page, on each database that
// is there, beside the bare page in the same run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { start } from './server.js'
import { ms, type Figure } from './table.js'

const secondsEach = 8
const pages = [
  { name: 'search page', path: '/uk/communities?q=%D0%BB%D1%8C%D0%B2%D1%96%D0%B2' },
  { name: 'search page, all with facets', path: '/uk/communities' },
  { name: 'community page', path: '/uk/communities/ua-drohobych' },
  { name: 'search API', path: '/api/v1/communities?q=lviv' },
]

interface Load {
  perSecond: number
  p99: number
}

async function load(url: string, connections: number): Promise<Load> {
  // A short warm-up lets the compiler finish, so that the figures are those of a running service.
  await autocannon({ url, connections, duration: 2 })
  const { requests, latency, non2xx, errors } = await autocannon({ url, connections, duration: secondsEach })
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} bad answers, ${errors} errors`)
  return { perSecond: requests.average, p99: latency.p99 }
}

const both = async (url: string): Promise<[Load, Load]> => [await load(url, 10), await load(url, 50)]

const figure = (what: string, [ten, fifty]: [Load, Load], bare?: [Load, Load]): Figure => ({
  what,
  value: `${ten.perSecond.toFixed(0)}/s p99 ${ms(ten.p99)} · ${fifty.perSecond.toFixed(0)}/s p99 ${ms(fifty.p99)}`,
  ...(bare && {
    beside: `${(ten.perSecond / bare[0].perSecond).toFixed(2)} · ${(fifty.perSecond / bare[1].perSecond).toFixed(2)} of bare`,
  }),
})

async function measure(kind: string, env: Record<string, string>, figures: Figure[]): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-bench-'))
  const server = await start(['node', 'dist/main.js'], { DATA_DIR: dir, ...env }, /is ready at/)
  try {
    for (const { name, path } of pages) {
      const size = (await (await fetch(server.url + path)).arrayBuffer()).byteLength
      const bareServer = await start(
        ['npx', 'tsx', 'scripts/bench/bare.ts'],
        { BARE_BYTES: String(size) },
        /is ready/,
      )
      try {
        const bare = await both(bareServer.url)
        figures.push(figure(`bare Express + Handlebars, ${(size / 1000).toFixed(0)} kB`, bare))
        figures.push(figure(`${name}, ${kind}`, await both(server.url + path), bare))
      } finally {
        await bareServer.stop()
      }
    }
  } finally {
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

export async function measurePages(): Promise<Figure[]> {
  const figures: Figure[] = []
  await measure('PGlite', { DATABASE_URL: '', MEILI_URL: '' }, figures)
  const server = process.env.DATABASE_URL
  if (server) await measure('PostgreSQL', { DATABASE_URL: server, MEILI_URL: '' }, figures)
  else
    figures.push({
      what: 'PostgreSQL',
      value: 'not measured',
      beside: 'set DATABASE_URL to an empty database',
    })
  return figures
}
