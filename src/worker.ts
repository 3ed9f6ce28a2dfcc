// A worker beside the service: it sends letters and runs the timetable, and serves no pages. Several may
// run on one PostgreSQL database, on several machines; each may be killed at any moment.
import { readConfig, WrongSettings } from './config.js'
import { createContext } from './context.js'
import { keepLearned } from './features/weights/index.js'
import { timetable } from './jobs.js'
import { NoDatabase } from './platform/db/connect.js'
import { DirectoryInUse } from './platform/db/data-lock.js'
import { migrate } from './platform/db/migrate.js'
import { startJobs } from './platform/jobs/runner.js'
import { giveUp, stopOnSignal } from './platform/kit/stopping.js'

const mendable = [WrongSettings, DirectoryInUse, NoDatabase]
const say = (line: string) => console.log(line)

async function start(): Promise<void> {
  const config = readConfig()
  const ctx = await createContext(config)
  await migrate(ctx.db)
  await keepLearned(ctx.db, ctx.clock.now())
  // Notes about changes are for the index of the process that serves pages, unless all share one.
  const jobs = timetable.filter(({ name }) => name !== 'index-changes' || config.meili)
  const stopJobs = startJobs(ctx, jobs)
  say(
    ctx.mailer
      ? 'The worker is ready.'
      : 'The worker is ready. Without SMTP_URL it sends no letters: they wait.',
  )

  stopOnSignal(async () => {
    await stopJobs()
    await ctx.close()
    say('Closed.')
  })
}

start().catch((error: unknown) => giveUp(error, mendable))
