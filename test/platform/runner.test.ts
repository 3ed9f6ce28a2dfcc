// A nightly job runs once a night over all processes, also after nights in which nothing ran.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { oneByOne } from '../../src/platform/jobs/one-by-one.js'
import { nightOf, runNightly, startJobs, type Job } from '../../src/platform/jobs/runner.js'
import type { AppContext } from '../../src/context.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { createLog } from '../../src/platform/http/log.js'
import { testDatabase } from '../support/database.js'

let database: Connection
let now = new Date('2026-11-23T00:20:00Z') // 02:20 in Kyiv
let ctx: AppContext
beforeAll(async () => {
  database = await testDatabase()
  ctx = { db: database.db, clock: { now: () => now }, log: createLog({ logLevel: 'silent' }) } as AppContext
})
afterAll(() => database.close())

const nightly = (run: Job['run']) => ({ name: 'matching', when: { daily: '02:15' as const }, run })

describe('a night', () => {
  it.each([
    ['2026-11-23T00:14:00Z', '2026-11-22'],
    ['2026-11-23T00:16:00Z', '2026-11-23'],
    ['2026-11-23T21:59:00Z', '2026-11-23'],
    ['2026-07-01T23:20:00Z', '2026-07-02'],
  ])('%s belongs to %s', (moment, night) => {
    expect(nightOf(new Date(moment), '02:15')).toBe(night)
  })
})

describe('a nightly job', () => {
  it('runs once however many ask, and again the next night', async () => {
    let runs = 0
    const job = nightly(() => Promise.resolve(`${++runs}`))
    const asked = await Promise.all([1, 2, 3].map(() => runNightly(ctx, job)))
    expect(asked.filter(Boolean)).toHaveLength(1)
    now = new Date('2026-11-23T20:00:00Z')
    expect(await runNightly(ctx, job)).toBe(false)
    now = new Date('2026-11-26T09:00:00Z')
    expect(await runNightly(ctx, job)).toBe(true)
    expect(runs).toBe(2)
  })

  it('leaves a trace when it fails, and runs again that night, but not at once', async () => {
    now = new Date('2026-11-28T09:00:00Z')
    const failing = nightly(() => Promise.reject(new Error('no disk')))
    await expect(runNightly(ctx, failing)).rejects.toThrow('no disk')
    expect(await runNightly(ctx, failing)).toBe(false)
    const last = await database.db.selectFrom('jobRuns').selectAll().orderBy('id', 'desc').limit(1).execute()
    expect(last).toMatchObject([{ name: 'matching', outcome: 'failed' }])
    const mended = nightly(() => Promise.resolve('done'))
    now = new Date('2026-11-28T09:10:01Z')
    expect(await runNightly(ctx, mended)).toBe(true)
    now = new Date('2026-11-28T09:30:00Z')
    expect(await runNightly(ctx, mended)).toBe(false)
  })

  it('is taken up by another process when the first died in the middle', async () => {
    now = new Date('2026-11-30T09:00:00Z')
    await database.db
      .insertInto('jobRuns')
      .values({
        name: 'matching',
        startedAt: new Date('2026-11-30T00:20:00Z'),
        finishedAt: null,
        outcome: null,
      })
      .execute()
    expect(
      await runNightly(
        ctx,
        nightly(() => Promise.resolve('again')),
      ),
    ).toBe(true)
  })
})

describe('what a job does for many', () => {
  it('is done for all others when it fails for one, and the run counts as failed', async () => {
    const { each, end } = oneByOne()
    const letters: Record<string, number | boolean> = { a: 2, b: false, d: true }
    const acted = each(['a', 'b', 'c', 'd'], async (id) => {
      if (!(id in letters)) throw new Error(`no ${id}`)
      return Promise.resolve(letters[id]!)
    })
    expect(await acted).toBe(3)
    expect(end).toThrow('1 could not be tended')
    expect(oneByOne().end).not.toThrow()
  })
})

describe('the timetable', () => {
  it('goes on after a failure and stops when asked, waiting for what runs', async () => {
    let runs = 0
    const stop = startJobs(ctx, [
      {
        name: 'often',
        when: { every: 1 },
        run: () => (++runs === 1 ? Promise.reject(new Error('once')) : Promise.resolve(undefined)),
      },
    ])
    while (runs < 3) await new Promise((resolve) => setTimeout(resolve, 2))
    await stop()
    const after = runs
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(runs).toBe(after)
  })
})
