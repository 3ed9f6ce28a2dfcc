// The small form of `npm run fault:letters`: workers are killed, the mail server is in a bad mood, the
// database is restarted, and every letter arrives all the same. On the embedded database, which is one
// process’s own, a single worker does it alone.
import { beforeAll, describe, expect, it, jest } from '@jest/globals'
import { build } from '../support/service.js'
import { booksOnServer, embeddedBooks, type Books } from './books.js'
import { asLines, lettersUnderFault, type Outcome, type Trial } from './letters-under-fault.js'
import { postgresPrograms, startPostgres } from './postgres.js'

// Less than a minute; on a machine that does much else at the same time, several times as long. There the
// mail server is slow, too: whoever loses patience with it sends again what was taken, and nobody knows why.
jest.setTimeout(600_000)

const server = process.env.TEST_DATABASE_URL

async function trial(books: Books, given: Omit<Trial, 'books'>): Promise<Outcome> {
  try {
    const outcome = await lettersUnderFault({ ...given, books })
    if (process.env.SHOW_TABLE) console.table(Object.fromEntries(asLines(outcome)))
    return outcome
  } finally {
    await books.close()
  }
}

function expectNothingLost(outcome: Outcome): void {
  expect(outcome.deliverable - outcome.arrived).toBe(0)
  expect(outcome.repeated.unexplained).toBe(0)
  expect(outcome.strangers).toBe(0)
  expect(outcome.states).toEqual({
    sent: outcome.deliverable,
    failed: outcome.letters - outcome.deliverable,
  })
  expect(outcome.inHand).toBeGreaterThan(0)
  expect(outcome.exitCodes.every((code) => code === 0)).toBe(true)
}

beforeAll(build)

const onServer = server ? describe : describe.skip
const alone = server ? describe.skip : describe

onServer('letters through two workers on PostgreSQL', () => {
  const crew = { letters: 150, workers: 2, kills: 2, shared: true }

  it('all arrive although each worker is killed twice', async () => {
    expectNothingLost(await trial(await booksOnServer(server!), { ...crew, patience: 6 }))
  })

  const whenThereIs = postgresPrograms ? it : it.skip
  whenThereIs('all arrive although the database crashes as well', async () => {
    const own = await startPostgres()
    try {
      const restarts = { times: 1, restart: () => own.restart('immediate') }
      // A lease must outlast the time in which a busy machine gets its database up again.
      const fewer = { ...crew, letters: 100, kills: 1, patience: 12, restarts }
      expectNothingLost(await trial(await booksOnServer(own.url), fewer))
    } finally {
      await own.stop()
    }
  })
})

alone('letters through one worker on the embedded database', () => {
  it('all arrive although it is killed twice', async () => {
    const outcome = await trial(await embeddedBooks(), {
      letters: 60,
      workers: 1,
      kills: 2,
      patience: 6,
      shared: false,
    })
    expectNothingLost(outcome)
  })
})
