// No personal datum and no key is in the log, whatever people do and whatever goes wrong.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { pino } from 'pino'
import { paths } from '../../src/paths.js'
import { timetable } from '../../src/jobs.js'
import { loggedPath } from '../../src/platform/http/log.js'
import { runNightly } from '../../src/platform/jobs/runner.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { newestLink, registersAndConfirms } from '../support/claire.js'
import { entersContacts, proposalOf, smallRegistry } from '../support/pair.js'

const lines: string[] = []
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ log })
  await (
    await smallRegistry(app)
  )()
}, 120_000)
afterAll(() => app.close())

/** Everything in letters that opens something: tokens of links, and codes to type. */
async function keys(): Promise<string[]> {
  const text = (await app.letters()).map((letter) => letter.text).join('\n')
  const tokens = [...text.matchAll(/https?:\/\/\S+\/([\w-]+\.[\w-]+\.[\w-]+)/g)].map(([, token]) => token!)
  const codes = [...text.matchAll(/\b([A-Z0-9]{4}) ([A-Z0-9]{4})\b/g)].flatMap(([spaced, a, b]) => [
    spaced,
    `${a}${b}`,
  ])
  return [...new Set([...tokens, ...codes])]
}

/** Every pattern of an address that carries a key. */
const secretPatterns = (from: object): string[] =>
  Object.values(from).flatMap((value: unknown) => {
    const pattern = (value as { pattern?: unknown }).pattern
    if (typeof pattern === 'string') return pattern.includes(':token') ? [pattern] : []
    return typeof value === 'object' && value ? secretPatterns(value) : []
  })

it('cuts the key from every address that carries one', () => {
  const patterns = secretPatterns(paths)
  expect(patterns.length).toBeGreaterThan(6)
  const logged = patterns.map((pattern) =>
    loggedPath(pattern.replace(':locale', 'uk').replace(':token', 'c2VjcmV0.key')),
  )
  expect(logged.filter((path) => path.includes('c2VjcmV0'))).toEqual([])
})

it('registers, claims, signs in and enters contacts without a trace of who it was', async () => {
  const people = {
    claire: {
      contactName: 'Клер Дюбуа',
      contactEmail: 'claire@thaon.example',
      contactPhone: '+33 4 75 22 36 00',
    },
    oksana: { name: 'Оксана Гнатів', email: 'oksana@rada.example', phone: '+380 32 441 27 05' },
    taras: { name: 'Тарас Шпилька', email: 'taras@office.example' },
  }
  await registersAndConfirms(app, { ...people.claire, town: 'Thaon' })

  const official = app.visitor()
  await official.opens(paths.claim('en', 'ua-drohobych'))
  await official.sends({ ...people.oksana, office: 'Секретар ради' })
  await official.opens(await newestLink(app, people.oksana.email))
  await official.sends({})

  const taras = await app.staff(people.taras)
  await entersContacts(taras, (await proposalOf(app, 'ua-drohobych', 'pl-legnica')).id)
  await taras.opens(`${paths.communities('uk')}?q=${encodeURIComponent(people.claire.contactName)}`)
  await taras.opens(paths.staff.letters('uk'))
  await taras.opens(paths.account.data('uk'))

  // What goes wrong says more than what goes well: a wrong code, a spent link, a table that is not there.
  await official.opens(paths.signIn('en'))
  await official.sends({ email: people.taras.email })
  await official.sends({ code: '000000' })
  await official.opens(await newestLink(app, people.claire.contactEmail))
  await app.ctx.pool.query('alter table letters rename to lost')
  const failed = await official.opens(paths.signIn('en'))
  expect((await official.sends({ email: people.taras.email })).status).toBe(500)
  expect(failed.status).toBe(200)
  await app.ctx.pool.query('alter table lost rename to letters')

  for (const job of timetable) if ('daily' in job.when) await runNightly(app.ctx, { ...job, when: job.when })

  const written = lines.join('')
  expect(lines.length).toBeGreaterThan(30)
  expect(written).toContain('"job":"forget-what-is-old"')
  expect(written).toContain('request failed')
  const found = await keys()
  expect(found.length).toBeGreaterThan(4)
  const personal = Object.values(people).flatMap((person) => Object.values(person))
  const office = ['Секретар ради', 'oksana@drohobych.example', 'claire@legnica.example']
  expect([...personal, ...office, ...found].filter((datum) => written.includes(datum))).toEqual([])
  expect(written).not.toMatch(/[\w.+-]+@[\w-]+\.[a-z]{2,}/i)
  expect(written).not.toMatch(/s(:|%3A)[\w-]{16,}\.|_csrf/i)
})
