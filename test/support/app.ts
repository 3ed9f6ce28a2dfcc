// The whole site on a database of its own: every slice, a clock that travels, letters that are kept,
// and the embedded search. Nothing is faked but the time and the post.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.js'
import { readConfig, type Config } from '../../src/config.js'
import { createContext, type RunningContext } from '../../src/context.js'
import { rebuildIndex } from '../../src/features/communities/index.js'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { memoryMailer } from '../../src/platform/mail/memory-mailer.js'
import type { Message } from '../../src/platform/mail/mailer.js'
import { sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { aStaffMember } from './builders.js'
import { loadedAt, testDatabase, type TestDatabaseOptions } from './database.js'
import { visitor, type Visitor } from './page.js'

export interface TestApp {
  ctx: RunningContext
  /** Where it listens. */
  url: string
  now(): Date
  /** Lets so many milliseconds pass. */
  travel(ms: number): void
  /** Goes back to the day the site was opened, with an empty letter box. */
  startOver(): void
  /** Sends what waits in the outbox and gives every letter that ever left, oldest first. */
  letters(): Promise<Message[]>
  /** A browser that has never been here. */
  visitor(): Visitor
  /** Taras of the Association, or a colleague of his, signed in by the link in a letter. */
  staff(given?: { name: string; email: string }): Promise<Visitor & { accountId: string }>
  close(): Promise<void>
}

export interface TestAppOptions extends TestDatabaseOptions {
  settings?: Partial<Config>
}

const taras = { name: 'Тарас', email: 'taras@auc.example' }

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Opens the site; close it when the tests are over. */
export async function createTestApp({ settings = {}, ...database }: TestAppOptions = {}): Promise<TestApp> {
  const opened = later(loadedAt, days(1))
  let now = opened
  const server = createServer()
  const url = await listen(server)
  const config = {
    ...readConfig({
      NODE_ENV: 'test',
      PAGES_FRESH_SECONDS: '0',
      PUBLIC_URL: url,
      DATA_DIR: join(tmpdir(), 'pobratym-test-app'),
      SECRETS: randomBytes(32).toString('hex'),
      LOG_LEVEL: 'silent',
    }),
    ...settings,
  }
  const mailer = memoryMailer()
  const letterBox = mailer.sent as Message[]
  const connection = await testDatabase(database)
  const ctx = await createContext(config, { connection, mailer, clock: { now: () => now } })
  await rebuildIndex(ctx)
  server.on('request', createApp(ctx))

  const letters = async () => {
    await sendWaitingLetters(ctx)
    return letterBox
  }
  return {
    ctx,
    url,
    now: () => now,
    travel: (ms) => {
      now = later(now, ms)
    },
    startOver: () => {
      now = opened
      letterBox.splice(0)
    },
    letters,
    visitor: () => visitor(url),
    staff: async (given = taras) => {
      const accountId = await aStaffMember(ctx.db, given)
      const person = visitor(url)
      await person.opens(paths.signIn('en'))
      await person.sends({ email: given.email })
      const letter = (await letters()).findLast(({ to }) => to.email === given.email)
      const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
      if (!link) throw new Error(`${given.name} got no link to sign in`)
      await person.opens(link)
      await person.sends({})
      return Object.assign(person, { accountId })
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await ctx.close()
    },
  }
}
