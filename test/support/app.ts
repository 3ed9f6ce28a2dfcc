// The whole site on a database of its own: every slice, a clock that travels, letters that are kept,
// and the embedded search. Nothing is faked but the time and the post.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import { createApp } from '../../src/app.js'
import { readConfig, type Config } from '../../src/config.js'
import { createContext, type RunningContext } from '../../src/context.js'
import { rebuildIndex } from '../../src/features/communities/index.js'
import type { AccountsTable } from '../../src/platform/db/schema.js'
import { later } from '../../src/platform/kit/clock.js'
import { memoryMailer } from '../../src/platform/mail/memory-mailer.js'
import type { Log } from '../../src/platform/http/log.js'
import type { Message } from '../../src/platform/mail/mailer.js'
import { sendWaitingLetters } from '../../src/platform/mail/outbox.js'
import { aStaffMember } from './builders.js'
import { aSession } from './sessions.js'
import { openedAt, testDatabase, type TestDatabaseOptions } from './database.js'
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
  /** Taras of the Association, or a colleague of his, signed in. */
  staff(given?: Person): Promise<SignedIn>
  /** An administrator of the service, signed in. */
  admin(given?: Person): Promise<SignedIn>
  /** Somebody of a regional branch, signed in: `coordinator('UA.15')`. */
  coordinator(regionCode: string, given?: Person): Promise<SignedIn>
  /** An official of a community, signed in: a member of a Ukrainian one, a partner of one abroad. */
  member(communityId: string, given?: Person): Promise<SignedIn>
  close(): Promise<void>
}

export type SignedIn = Visitor & { accountId: string; email: string }

export interface Person {
  name: string
  email: string
}

export interface TestAppOptions extends TestDatabaseOptions {
  settings?: Partial<Config>
  /** Where the service writes its log; nowhere unless said. */
  log?: Log
}

const taras = { name: 'Тарас', email: 'taras@auc.example' }
const iryna = { name: 'Ірина', email: 'iryna@auc.example' }
const bohdan = { name: 'Богдан', email: 'bohdan@branch.example' }
const oksana = { name: 'Оксана', email: 'oksana@community.example' }
const claire = { name: 'Claire', email: 'claire@community.example' }

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Opens the site; close it when the tests are over. */
export async function createTestApp({
  settings = {},
  log,
  ...database
}: TestAppOptions = {}): Promise<TestApp> {
  let now = openedAt
  // A busy machine may leave a connection idle for long; the server must not close it as it is used again.
  const server = createServer({ keepAliveTimeout: 0 })
  const url = await listen(server)
  const config = {
    ...readConfig({
      NODE_ENV: 'test',
      PAGES_FRESH_SECONDS: '0',
      // The clock of a test stands still, and a minute would never pass.
      MAIL_PER_DOMAIN_PER_MINUTE: '0',
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
  const ctx = await createContext(config, {
    connection,
    mailer,
    clock: { now: () => now },
    ...(log && { log }),
  })
  await rebuildIndex(ctx)
  server.on('request', createApp(ctx))

  const letters = async () => {
    // One after the other: of those that leave side by side nobody knows which comes first.
    await sendWaitingLetters(ctx, { slots: 1 })
    return letterBox
  }
  const signsIn = async (account: Person & Partial<Insertable<AccountsTable>>): Promise<SignedIn> => {
    const accountId = await aStaffMember(ctx.db, account)
    const person = visitor(url, await aSession(ctx, accountId))
    return Object.assign(person, { accountId, email: account.email })
  }
  return {
    ctx,
    url,
    now: () => now,
    travel: (ms) => {
      now = later(now, ms)
    },
    startOver: () => {
      now = openedAt
      letterBox.splice(0)
    },
    letters,
    visitor: () => visitor(url),
    staff: (given = taras) => signsIn(given),
    admin: (given = iryna) => signsIn({ ...given, role: 'admin' }),
    coordinator: (regionCode, given = bohdan) => signsIn({ ...given, role: 'coordinator', regionCode }),
    member: (communityId, given) =>
      communityId.startsWith('ua-')
        ? signsIn({ ...(given ?? oksana), role: 'member', communityId })
        : signsIn({ ...(given ?? claire), role: 'partner', communityId }),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await ctx.close()
    },
  }
}
