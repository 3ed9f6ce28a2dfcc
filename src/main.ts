// config → context → what must be there → listen → jobs; stops cleanly on SIGINT and SIGTERM.
import { createServer, type Server } from 'node:http'
import { createApp } from './app.js'
import { readConfig, WrongSettings } from './config.js'
import { createContext, type RunningContext } from './context.js'
import { firstStaffMember } from './features/accounts/index.js'
import { rebuildIndex } from './features/communities/index.js'
import { BadSeeds, loadRegistry } from './features/imports/index.js'
import { offerFirstProposals } from './features/matching/matching.job.js'
import { timetable } from './jobs.js'
import { paths } from './paths.js'
import { DirectoryInUse } from './platform/db/data-lock.js'
import { migrate } from './platform/db/migrate.js'
import { startJobs } from './platform/jobs/runner.js'

const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
const say = (line: string) => console.log(line)
const progress = (line: string) => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}`)
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })

async function prepare(ctx: RunningContext): Promise<void> {
  await migrate(ctx.db)
  const loaded = await loadRegistry(ctx, {
    onProgress: (step, done, total) => progress(`Loading the registry: ${step} ${done}/${total}`),
  })
  if (loaded.changed) {
    const counts = Object.entries(loaded.counts).map(([what, count]) => `${count} ${what}`)
    say(`${process.stdout.isTTY ? '\r\x1b[2K' : ''}Registry loaded: ${counts.join(', ')} (${seconds()} s)`)
  }
  const index = await rebuildIndex(ctx)
  if (index.waiting) say(`The search engine does not answer, so the embedded one does: ${index.waiting}`)
  const offered = await offerFirstProposals(ctx)
  if (offered !== undefined) say(`All pairs scored: ${offered} proposals wait for staff (${seconds()} s)`)
}

async function start(): Promise<void> {
  const config = readConfig()
  const ctx = await createContext(config)
  await prepare(ctx)
  const staff = await firstStaffMember(ctx)
  const server = createServer(createApp(ctx))
  await listen(server, config.port, config.host)
  const stopJobs = startJobs(ctx, timetable)

  say(`Pobratym is ready at ${config.publicUrl} (${seconds()} s)`)
  if (staff) {
    say(`Staff sign in at ${config.publicUrl}${paths.signIn('uk')} as ${staff.email}`)
    if (!ctx.mailer)
      say(
        `Your sign-in link will be printed here; all letters wait at ${config.publicUrl}${paths.dev.letters}`,
      )
  }

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    say('\nClosing…')
    server.close()
    server.closeIdleConnections()
    await stopJobs()
    // A browser may keep a connection open for minutes; nobody should wait for it.
    setTimeout(() => server.closeAllConnections(), 2_000).unref()
    await ctx.close()
    say('Closed.')
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

start().catch((error: unknown) => {
  const plain = [WrongSettings, DirectoryInUse, BadSeeds].some((kind) => error instanceof kind)
  console.error(plain ? (error as Error).message : error)
  process.exit(1)
})
