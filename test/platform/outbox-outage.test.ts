// The database goes away while letters are in hand, and the mail server hangs: what was taken is not
// forgotten, and nobody who opens a page has to wait.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import type { AppContext } from '../../src/context.js'
import { accountsRoutes } from '../../src/features/accounts/accounts.routes.js'
import { job } from '../../src/features/letters/letters.job.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { isOutage, whenDatabaseIsBack } from '../../src/platform/db/outage.js'
import { startJobs } from '../../src/platform/jobs/runner.js'
import type { Delivery, Mailer } from '../../src/platform/mail/mailer.js'
import { queueLetter, sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { testDatabase } from '../support/database.js'
import { sliceApp, testContext } from '../support/slice-app.js'

const gone = () => Object.assign(new Error('terminating connection'), { code: '57P01' })

describe('what must not be forgotten', () => {
  it('is tried again until the database is back', async () => {
    let tries = 0
    const work = () => (++tries < 4 ? Promise.reject(gone()) : Promise.resolve('noted'))
    expect(await whenDatabaseIsBack(work, 10_000)).toBe('noted')
    expect(tries).toBe(4)
  })

  it('is given up when the database stays away', async () => {
    await expect(whenDatabaseIsBack(() => Promise.reject(gone()), 120)).rejects.toThrow('terminating')
  })

  it('is not tried again when the statement itself is wrong', async () => {
    let tries = 0
    const work = () => {
      tries++
      return Promise.reject(Object.assign(new Error('a queued letter is immutable'), { code: 'P0001' }))
    }
    await expect(whenDatabaseIsBack(work, 10_000)).rejects.toThrow('immutable')
    expect(tries).toBe(1)
  })

  it.each([
    [Object.assign(new Error('the database system is starting up'), { code: '57P03' }), true],
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }), true],
    [new Error('Connection terminated unexpectedly'), true],
    [new Error('timeout exceeded when trying to connect'), true],
    [Object.assign(new Error('duplicate key'), { code: '23505' }), false],
    [new Error('driver has already been destroyed'), false],
    ['text', false],
  ])('knows an outage: %s %s', (error, is) => expect(isOutage(error)).toBe(is))
})

describe('a mail server that hangs', () => {
  let connection: Connection
  let ctx: AppContext
  let answers: ((delivery: Delivery) => void)[]

  const hanging: Mailer = {
    send: () => new Promise((resolve) => answers.push(resolve)),
    close: () => Promise.resolve(),
  }

  beforeAll(async () => {
    connection = await testDatabase()
  })
  afterAll(() => connection.close())
  beforeEach(async () => {
    await connection.db.deleteFrom('letters').execute()
    answers = []
    ctx = testContext(connection, { mailer: hanging })
  })

  const write = () =>
    queueLetter(connection.db, ctx, {
      letter: 'introduction-closed',
      locale: 'en',
      to: { name: 'Claire', email: 'claire@valence.example' },
      data: { name: 'Claire', ours: 'Valence', theirs: 'Drohobych', words: undefined },
    })
  const states = async () =>
    (await connection.db.selectFrom('letters').select('state').execute()).map(({ state }) => state)
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  it('keeps no page waiting and no letter from being written, and the service can be stopped', async () => {
    for (let n = 0; n < 8; n++) await write()
    const stopJobs = startJobs(ctx, [job])
    await until(() => answers.length === 5)
    expect((await request(sliceApp(ctx, accountsRoutes(ctx))).get('/uk/sign-in')).status).toBe(200)
    await write()

    // Whoever stops it waits for the letters in hand, and no more are taken.
    const stopped = stopJobs()
    for (const answer of answers) answer({ outcome: 'sent', answer: '250 OK' })
    await stopped
    expect((await states()).sort()).toEqual([
      ...Array<string>(4).fill('queued'),
      ...Array<string>(5).fill('sent'),
    ])
  })

  it('does not make a letter come twice when the database is away as the server answers', async () => {
    await write()
    let failures = 3
    const flaky = new Proxy(connection.db, {
      get: (db, name) => {
        if (name === 'updateTable' && answers.length > 0 && failures-- > 0) throw gone()
        const value = Reflect.get(db, name) as unknown
        return typeof value === 'function' ? (value.bind(db) as unknown) : value
      },
    })
    const sending = sendWaitingLetters({ ...ctx, db: flaky }, { slots: 1 })
    await until(() => answers.length === 1)
    answers[0]?.({ outcome: 'sent', answer: '250 OK' })
    expect(await sending).toMatchObject({ sent: 1 })
    expect(failures).toBeLessThan(0)
    expect(await states()).toEqual(['sent'])
  })
})
