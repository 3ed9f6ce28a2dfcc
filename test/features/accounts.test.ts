// Who may sign in: by invitation, or the one account of the embedded mode; and what is forgotten.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Config } from '../../src/config.js'
import type { AppContext } from '../../src/context.js'
import { invite } from '../../src/features/accounts/accounts.actions.js'
import { job } from '../../src/features/accounts/accounts.job.js'
import { forgetOldSignIns, requestSignIn, signIn } from '../../src/features/accounts/sign-in.actions.js'
import { firstStaffMember } from '../../src/features/accounts/index.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { days, later, minutes } from '../../src/platform/kit/clock.js'
import { memoryMailer } from '../../src/platform/mail/memory-mailer.js'
import { aStaffMember } from '../support/builders.js'
import { testDatabase } from '../support/database.js'
import { inboxOf, type Inbox } from '../support/inbox.js'
import { testContext } from '../support/slice-app.js'

const email = 'taras@auc.example'

let connection: Connection
let ctx: AppContext
let inbox: Inbox
let now: Date

beforeAll(async () => {
  connection = await testDatabase()
  inbox = inboxOf(connection.db)
})
afterAll(() => connection.close())
beforeEach(async () => {
  for (const table of ['letters', 'sessions', 'accounts'] as const)
    await connection.db.deleteFrom(table).execute()
  now = new Date('2026-11-23T08:00:00Z')
  await aStaffMember(connection.db, { email })
  ctx = testContext(connection, { clock: { now: () => now } })
})

describe('accounts', () => {
  it('are made by invitation, and changed by another one', async () => {
    const oksana = { email: 'oksana@auc.example', name: 'Оксана' }
    expect(await invite(ctx, { ...oksana, role: 'staff' })).toBe('invited')
    await connection.db
      .updateTable('accounts')
      .set({ disabledAt: now })
      .where('email', '=', oksana.email)
      .execute()
    expect(await invite(ctx, { ...oksana, role: 'admin' })).toBe('changed')
    const account = await connection.db
      .selectFrom('accounts')
      .selectAll()
      .where('email', '=', oksana.email)
      .execute()
    expect(account).toMatchObject([{ name: 'Оксана', role: 'admin', disabledAt: null }])
  })

  it('begin with one of a reserved address, outside production only', async () => {
    await connection.db.deleteFrom('accounts').execute()
    expect(await firstStaffMember({ ...ctx, config: { ...ctx.config, mode: 'production' } })).toBeUndefined()
    expect(await connection.db.selectFrom('accounts').select('id').execute()).toEqual([])
    for (let n = 0; n < 2; n++) expect(await firstStaffMember(ctx)).toEqual({ email: 'staff@example.org' })
    expect(await connection.db.selectFrom('accounts').select(['name', 'role']).execute()).toEqual([
      { name: 'Працівник Асоціації', role: 'admin' },
    ])
  })

  it('of real people are never announced', async () => {
    expect(await firstStaffMember(ctx)).toBeUndefined()
  })

  it('forget old visits: expired sessions, old links, and in a week the letters', async () => {
    const session = (sid: string, expire: Date) => ({ sid, sess: '{}', expire })
    await connection.db
      .insertInto('sessions')
      .values([session('old', later(now, minutes(1))), session('new', later(now, days(30)))])
      .execute()
    for (let n = 0; n < 2; n++)
      await requestSignIn(ctx, { email, locale: 'uk', next: undefined, browser: 'hers' })
    const [link] = await connection.db.selectFrom('signInLinks').select('id').execute()
    await signIn(ctx, link?.id ?? '', 'hers')

    now = later(now, minutes(30))
    expect(await forgetOldSignIns(ctx)).toEqual({ sessions: 1, links: 0 })
    now = later(now, days(2))
    expect(await job.run(ctx)).toBe('0 sessions, 2 links')
    expect(await connection.db.selectFrom('sessions').select('sid').execute()).toEqual([{ sid: 'new' }])
    expect(await inbox.all()).toHaveLength(2)
    now = later(now, days(6))
    await forgetOldSignIns(ctx)
    expect(await inbox.all()).toEqual([])
  })
})

describe('the printed link', () => {
  const printed = async (given: Partial<AppContext>, mode: Config['mode']) => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
    await requestSignIn(
      { ...ctx, ...given, config: { ...ctx.config, mode } },
      { email, locale: 'en', next: undefined, browser: 'hers' },
    )
    const lines = write.mock.calls.map(([line]) => String(line)).join('')
    write.mockRestore()
    return lines
  }

  it('shows a developer without a mail server the way in, and no address', async () => {
    const lines = await printed({}, 'development')
    expect(lines).toBe(`Link to sign in, good for 20 minutes: ${(await inbox.only()).link}\n`)
    expect(lines).not.toContain('@')
  })

  it('is never printed in production, nor where letters are really sent', async () => {
    expect(await printed({}, 'production')).toBe('')
    expect(await printed({ mailer: memoryMailer() }, 'development')).toBe('')
  })
})
