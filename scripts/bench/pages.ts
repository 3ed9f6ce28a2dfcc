// Requests a second and the slow end of the search page and a community page, on each database that
// is there, from memory and made anew, beside the bare page in the same run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { start } from './server.js'
import { ms, type Figure } from './table.js'

const secondsEach = 5
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

const words = ([ten, fifty]: [Load, Load]) =>
  `${ten.perSecond.toFixed(0)}/s p99 ${ms(ten.p99)} · ${fifty.perSecond.toFixed(0)}/s p99 ${ms(fifty.p99)}`

const share = ([ten, fifty]: [Load, Load], bare: [Load, Load]) =>
  `${(ten.perSecond / bare[0].perSecond).toFixed(2)} · ${(fifty.perSecond / bare[1].perSecond).toFixed(2)} of bare`

async function withServer<T>(
  command: readonly string[],
  env: Record<string, string>,
  ready: RegExp,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const server = await start(command, env, ready)
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}

/** The bare page, as large as the page it stands beside. */
const bareLoad = (bytes: number) =>
  withServer(
    ['node', '--import', 'tsx', 'scripts/bench/bare.ts'],
    { BARE_BYTES: String(bytes) },
    /is ready/,
    both,
  )

const ways = [
  { name: 'a crowd at one address', fresh: '5' },
  { name: 'each page made anew', fresh: '0' },
]

async function measure(
  kind: string,
  env: Record<string, string>,
  bare: Map<string, [Load, Load]>,
): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-bench-'))
  const figures: Figure[] = []
  try {
    for (const { name: way, fresh } of ways)
      await withServer(
        ['node', 'dist/main.js'],
        { DATA_DIR: dir, MEILI_URL: '', PAGES_FRESH_SECONDS: fresh, ...env },
        /is ready at/,
        async (url) => {
          for (const { name, path } of pages) {
            const beside = bare.get(name) ?? (await bareLoad(await sizeOf(url + path)))
            if (!bare.has(name)) {
              bare.set(name, beside)
              figures.push({
                what: `bare Express + Handlebars, as large as the ${name}`,
                value: words(beside),
              })
            }
            const loads = await both(url + path)
            figures.push({
              what: `${name}, ${kind}, ${way}`,
              value: words(loads),
              beside: share(loads, beside),
            })
          }
        },
      )
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
  return figures
}

const sizeOf = async (url: string) => (await (await fetch(url)).arrayBuffer()).byteLength

export async function measurePages(): Promise<Figure[]> {
  const bare = new Map<string, [Load, Load]>()
  const figures = await measure('PGlite', { DATABASE_URL: '' }, bare)
  const server = process.env.DATABASE_URL
  if (!server)
    return [
      ...figures,
      { what: 'PostgreSQL', value: 'not measured', beside: 'set DATABASE_URL to an empty database' },
    ]
  return [...figures, ...(await measure('PostgreSQL', { DATABASE_URL: server }, bare))]
}
