// config → context → what must be there → listen → jobs; stops cleanly on SIGINT and SIGTERM.
import { createServer } from 'node:http'
import { createApp } from './app.js'
import { readConfig, WrongSettings } from './config.js'
import { createContext, type RunningContext } from './context.js'
import { firstStaffMember } from './features/accounts/index.js'
import { rebuildIndex } from './features/communities/index.js'
import { BadSeeds, loadRegistry } from './features/imports/index.js'
import { offerFirstProposals } from './features/matching/matching.job.js'
import { keepLearned } from './features/weights/index.js'
import { timetable } from './jobs.js'
import { paths } from './paths.js'
import { NoDatabase } from './platform/db/connect.js'
import { DirectoryInUse } from './platform/db/data-lock.js'
import { migrate } from './platform/db/migrate.js'
import { CannotListen, listen, tryAddress } from './platform/http/listen.js'
import { startJobs } from './platform/jobs/runner.js'
import { giveUp, stopOnSignal } from './platform/kit/stopping.js'

const mendable = [WrongSettings, DirectoryInUse, NoDatabase, BadSeeds, CannotListen]

const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
const say = (line: string) => console.log(line)
const isTerminal = process.stdout.isTTY
const progress = (line: string) => void (isTerminal && process.stdout.write(`\r\x1b[2K${line}`))
/** One line that stays, over whatever progress said last. */
const told = (line: string) => say(`${isTerminal ? '\r\x1b[2K' : ''}${line} (${seconds()} s)`)

/** A step that keeps people waiting for more than a second says when it is done. */
async function step<T>(running: string, done: string, run: () => Promise<T>): Promise<T> {
  const start = performance.now()
  progress(`${running}…`)
  const result = await run().finally(() => progress(''))
  if (performance.now() - start > 1_000) told(done)
  return result
}

// An address may be as long as a pasted page in Cyrillic; the search form then says that it is too long.
const longestHeader = 64 * 1024

async function prepare(ctx: RunningContext): Promise<void> {
  await step('Bringing the tables up to date', 'Tables are up to date', () => migrate(ctx.db))
  await keepLearned(ctx.db, ctx.clock.now())
  const loaded = await loadRegistry(ctx, {
    onProgress: (part, done, total) => progress(`Loading the registry: ${part} ${done}/${total}`),
  })
  if (loaded.changed) {
    const counts = Object.entries(loaded.counts).map(([what, count]) => `${count} ${what}`)
    told(`Registry loaded: ${counts.join(', ')}`)
  }
  const index = await step('Filling the search index', 'Search index filled', () => rebuildIndex(ctx))
  if (index.waiting) say(`The search engine does not answer, so the embedded one does: ${index.waiting}`)
  progress('Scoring all pairs…')
  const offered = await offerFirstProposals(ctx)
  if (offered === undefined) progress('')
  else told(`All pairs scored: ${offered} proposals wait for staff`)
}

async function start(): Promise<void> {
  const config = readConfig()
  const ctx = await step('Opening the database', 'Database opened', () => createContext(config))
  try {
    await serve(ctx)
  } catch (error) {
    await ctx.close()
    throw error
  }
}

async function serve(ctx: RunningContext): Promise<void> {
  const { config } = ctx
  await tryAddress(config)
  await prepare(ctx)
  const staff = await firstStaffMember(ctx)
  const server = createServer({ maxHeaderSize: longestHeader }, createApp(ctx))
  await listen(server, config)
  const stopJobs = startJobs(ctx, timetable)

  say(`Pobratym is ready at ${config.publicUrl} (${seconds()} s)`)
  if (staff) {
    say(`Staff sign in at ${config.publicUrl}${paths.signIn('uk')} as ${staff.email}`)
    if (!ctx.mailer)
      say(
        `Your sign-in link will be printed here; all letters wait at ${config.publicUrl}${paths.dev.letters}`,
      )
  }

  stopOnSignal(async () => {
    say('\nClosing…')
    server.close()
    server.closeIdleConnections()
    await stopJobs()
    // A browser may keep a connection open for minutes; nobody should wait for it.
    setTimeout(() => server.closeAllConnections(), 2_000).unref()
    await ctx.close()
    say('Closed.')
  })
}

start().catch((error: unknown) => giveUp(error, mendable))
