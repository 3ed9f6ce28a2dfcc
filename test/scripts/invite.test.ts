// The first administrator, and whoever else the command line lets in.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aDesk, runScript, type Desk } from '../support/command-line.js'

let desk: Desk

beforeAll(() => {
  desk = aDesk()
})
afterAll(() => desk.clear())

const invites = (...args: string[]) =>
  runScript('scripts/invite.ts', args, { DATA_DIR: desk.dir, DATABASE_URL: '', PORT: '3000' })

describe('npm run invite', () => {
  // The embedded database is made and opened three times; on a busy machine that takes a while.
  it('makes the first administrator of an empty service, and knows them later', async () => {
    const made = await invites('--admin', 'Olena@AUC.example', 'Олена Шевчук')
    expect(made).toMatchObject({ code: 0, header: 'Олена Шевчук may sign in as admin:' })
    expect(made.rows).toEqual([['http://localhost:3000/uk/sign-in']])
    const again = await invites('--admin', 'olena@auc.example', 'Олена Шевчук')
    expect(again.header).toBe('Олена Шевчук may still sign in, now as admin:')
    const nowhere = await invites('--member', 'ua-nowhere', 'o@rada.example', 'Оксана')
    expect([nowhere.code, nowhere.err[0]]).toEqual([
      2,
      'There is no place ua-nowhere for a member in the registry.',
    ])
  }, 180_000)

  it.each([[['--member', 'o@rada.example', 'Оксана']], [['--admin', 'not an address', 'Олена']]])(
    'says how to ask when asked %j',
    async (args) => {
      const said = await invites(...args)
      expect([said.code, said.err[0]?.slice(0, 26)]).toEqual([2, 'Usage: npm run invite -- -'])
    },
  )
})
