// Runs what the timetable says: short jobs again and again, nightly jobs once a night over all
// processes, also after a night in which nothing ran.
import { sql } from 'kysely'
import type { AppContext } from '../../context.js'
import { withOrigin } from '../db/origin.js'
import { later } from '../kit/clock.js'

type Needs = AppContext

export interface Job {
  name: string
  /** Again this many milliseconds after the last run ended, or once a day at this time in Kyiv. */
  when: { every: number } | { daily: `${number}:${number}` }
  /**
   * Gives one line for the log and the table of runs; no personal data. A job that may take long ends
   * early when the signal says that the process is to stop.
   */
  run(ctx: Needs, signal?: AbortSignal): Promise<string | undefined>
}

const dayInKyiv = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Kyiv',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** The night a moment belongs to ('2026-11-23'), counting nights from `at` in Kyiv. */
export function nightOf(moment: Date, at: string): string {
  const [day = '', time = ''] = dayInKyiv.format(moment).split(' ')
  const today = time >= at.padStart(5, '0')
  return today ? day : (dayInKyiv.format(later(moment, -86_400_000)).split(' ')[0] ?? day)
}

const failure = 'failed'
const abandonedAfter = 60 * 60_000
/** A night that failed, because the database was restarted, say, is tried again. */
const againAfter = 10 * 60_000

// Whoever writes the row runs the job; the lock makes look-and-write one step for all processes.
async function claimNight({ db, clock }: Needs, name: string, at: string): Promise<number | undefined> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`job:${name}`}))`.execute(trx)
    const now = clock.now()
    const last = await trx
      .selectFrom('jobRuns')
      .select(['startedAt', 'finishedAt', 'outcome'])
      .where('name', '=', name)
      .orderBy('startedAt', 'desc')
      .limit(1)
      .executeTakeFirst()
    const tonight = last && nightOf(last.startedAt, at) === nightOf(now, at)
    const age = last ? now.getTime() - last.startedAt.getTime() : 0
    const abandoned = last && !last.finishedAt && age > abandonedAfter
    const failed = last?.outcome === failure && age > againAfter
    if (tonight && !abandoned && !failed) return undefined
    const { id } = await trx
      .insertInto('jobRuns')
      .values({ name, startedAt: now, finishedAt: null, outcome: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** What a job does stands in the diary as the timetable's doing. */
const asJob = <T>(act: () => T): T => withOrigin({ way: 'job' }, act)

/** Runs a daily job if nobody has in this night; gives whether it ran. */
export async function runNightly(ctx: Needs, job: Job & { when: { daily: string } }): Promise<boolean> {
  const id = await claimNight(ctx, job.name, job.when.daily)
  if (id === undefined) return false
  const finish = (outcome: string) =>
    ctx.db.updateTable('jobRuns').set({ finishedAt: ctx.clock.now(), outcome }).where('id', '=', id).execute()
  try {
    const outcome = await asJob(() => job.run(ctx))
    await finish(outcome ?? 'done')
    ctx.log.info({ job: job.name, outcome }, 'job done')
  } catch (error) {
    await finish(failure)
    throw error
  }
  return true
}

/** Starts the timetable; the function it gives stops it and waits for what is running. */
export function startJobs(ctx: Needs, jobs: readonly Job[]): () => Promise<void> {
  let stopping = false
  const stop = new AbortController()
  const wake = new Set<() => void>()
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        wake.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      wake.add(done)
    })

  const loop = async (job: Job) => {
    const { when } = job
    while (!stopping) {
      try {
        if ('every' in when) await asJob(() => job.run(ctx, stop.signal))
        else await runNightly(ctx, { ...job, when })
      } catch (error) {
        ctx.log.error({ err: error, job: job.name }, 'job failed')
      }
      if (!stopping) await pause('every' in when ? when.every : 60_000)
    }
  }
  const running = jobs.map(loop)
  return async () => {
    stopping = true
    stop.abort()
    for (const done of [...wake]) done()
    await Promise.all(running)
  }
}
