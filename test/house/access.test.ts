// Every route × every role: a route without its line in test/support/access-table.ts fails, a line without
// its route fails, and each line is walked by all six roles with real sessions. And nobody reaches another
// community's things by guessing their ids.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createApp } from '../../src/app.js'
import { paths } from '../../src/paths.js'
import { accessTable, roles, type Line, type Role } from '../support/access-table.js'
import { oblast, type Somebody, type World } from '../support/access-homes.js'
import { othersThingsOf, thingsOf, type Params } from '../support/access-things.js'
import { accessWorld } from '../support/access-world.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { routesOf } from '../support/routes-of.js'

const { account, staff } = paths

let app: TestApp
let world: World
let things: ReturnType<typeof thingsOf>
let othersThings: ReturnType<typeof othersThingsOf>
/** One person of each role, for requests that must change nothing. */
let people: Record<Role, Somebody>

beforeAll(async () => {
  app = await createTestApp()
  world = await accessWorld(app)
  things = thingsOf(world)
  othersThings = othersThingsOf(world)
  const entries = await Promise.all(roles.map(async (role) => [role, await world.somebody(role)] as const))
  people = Object.fromEntries(entries) as Record<Role, Somebody>
}, 120_000)
afterAll(() => app.close())

function addressOf(pattern: string, params: Params): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = name === 'locale' ? 'uk' : params[name]
    if (value === undefined) throw new Error(`${pattern} needs a ${name}: say which in things`)
    return value
  })
}

const thingFor = async ({ pattern }: Line, role: Role, who: Somebody) =>
  addressOf(pattern, (await things[pattern]?.(role, who)) ?? {})

async function asks(
  { method }: Pick<Line, 'method'>,
  address: string,
  { cookie, csrf }: Somebody,
  typed: Params = { _csrf: csrf },
): Promise<Response> {
  const body = method === 'POST' ? new URLSearchParams(typed) : null
  return fetch(app.url + address, { method, headers: { cookie }, body, redirect: 'manual' })
}

/** An answer in the words of the table. */
function outcomeOf({ status, headers }: Response): string {
  const to = headers.get('location') ?? ''
  if (status === 303 && /^\/uk\/sign-in(\?next=|$)/.test(to)) return 'asked to sign in'
  if (status === 403) return 'refused'
  // A wrong or empty form, a second press, a link that is spent: whoever is told so was let in.
  return status < 400 || [409, 410, 422].includes(status) ? 'let in' : `answered ${status}`
}

const isRefused = (outcome: string, role: Role) =>
  outcome === (role === 'visitor' ? 'asked to sign in' : 'refused')

/** A fingerprint of every table; of sessions only which there are, for each request prolongs its own. */
async function fingerprint(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sessions'`.execute(
    app.ctx.db,
  )
  const prints = [
    ...rows.map(({ name }) => ({ name, text: sql`t::text`, from: sql`${sql.table(name)} as t` })),
    { name: 'sessions', text: sql`sid`, from: sql`sessions` },
  ].map(async ({ name, text, from }) => {
    const print = await sql<{ print: string }>`
      select coalesce(md5(string_agg(${text}, ' ' order by ${text})), '') as print from ${from}`.execute(
      app.ctx.db,
    )
    return [name, print.rows[0]!.print]
  })
  return Object.fromEntries(await Promise.all(prints)) as Record<string, string>
}

const refusedBy = accessTable.flatMap((line) =>
  roles.filter((role) => !line.may.includes(role)).map((role) => ({ line, role })),
)

describe('the table of routes and roles', () => {
  it('has a line for every route, and none for a route that is not there', () => {
    const lines = accessTable.map(({ route }) => route)
    expect([...lines].sort()).toEqual(routesOf(createApp(app.ctx)).sort())
    expect(new Set(lines).size).toBe(lines.length)
  })

  it('refuses whoever a line does not name, and nothing happens', async () => {
    const addresses = new Map<string, string>()
    for (const { line, role } of refusedBy)
      addresses.set(line.route + role, await thingFor(line, role, people[role]))
    const before = await fingerprint()
    const wrong: string[] = []
    for (const { line, role } of refusedBy) {
      const outcome = outcomeOf(await asks(line, addresses.get(line.route + role)!, people[role]))
      if (!isRefused(outcome, role)) wrong.push(`${line.route}: ${role} ${outcome}`)
    }
    expect(wrong).toEqual([])
    expect(await fingerprint()).toEqual(before)
  }, 120_000)

  it('changes nothing for whoever sends a form without the token of their session', async () => {
    const posts = accessTable.filter(({ method, sealed }) => method === 'POST' && !sealed)
    const asked = await Promise.all(
      posts.map(async (line) => {
        const role = line.may.find((each) => each !== 'visitor')!
        return { line, role, address: await thingFor(line, role, people[role]) }
      }),
    )
    const before = await fingerprint()
    const wrong: string[] = []
    for (const { line, role, address } of asked)
      for (const typed of [{}, { _csrf: randomUUID() }] as Params[]) {
        const outcome = outcomeOf(await asks(line, address, people[role], typed))
        if (outcome !== 'refused') wrong.push(`${line.route}: ${role} ${outcome}`)
      }
    expect(wrong).toEqual([])
    expect(await fingerprint()).toEqual(before)
  })

  it('lets in whoever it names', async () => {
    const wrong: string[] = []
    for (const line of accessTable) {
      const walk = line.may.map(async (role) => {
        // What a form does may end the session or the account it was sent from: each is sent by a newcomer.
        const who = line.method === 'POST' ? await world.somebody(role) : people[role]
        const outcome = outcomeOf(await asks(line, await thingFor(line, role, who), who))
        if (outcome !== 'let in') wrong.push(`${line.route}: ${role} ${outcome}`)
      })
      await Promise.all(walk)
    }
    expect(wrong).toEqual([])
  }, 180_000)
})

describe('another’s things', () => {
  const within = (line: Line) =>
    line.may.filter((role) => ['member', 'partner', 'coordinator'].includes(role))
  const bounded = accessTable.filter(
    ({ pattern, may }) =>
      /:(?!locale)/.test(pattern) && may.length < roles.length && !may.includes('visitor'),
  )
  const guesses = bounded.flatMap((line) => within(line).map((role) => ({ line, role })))

  it('are thought of for every address with an id that some may open only in part', () => {
    expect(guesses.length).toBeGreaterThan(20)
    expect([...new Set(guesses.map(({ line }) => line.pattern))].filter((one) => !othersThings[one])).toEqual(
      [],
    )
  })

  it('cannot be seen or changed by guessing an id', async () => {
    const asked = []
    for (const { line, role } of guesses)
      asked.push({ line, role, address: addressOf(line.pattern, await othersThings[line.pattern]!(role)) })
    const before = await fingerprint()
    const wrong: string[] = []
    for (const { line, role, address } of asked) {
      const { status } = await asks(line, address, people[role])
      // A visit that ended or a filter that went meanwhile is what was asked for, so another's is answered
      // as one that is over.
      const over = [account.endSession.pattern, staff.forgetFilter.pattern].includes(line.pattern)
      const expected = over ? [303] : [403, 404]
      if (!expected.includes(status)) wrong.push(`${line.route}: ${role} answered ${status}`)
    }
    expect(wrong).toEqual([])
    expect(await fingerprint()).toEqual(before)
  })

  it('stay out of a coordinator’s list of another oblast', async () => {
    const asked = `${staff.oblast('uk')}?region=${oblast.other}`
    const page = await (await asks({ method: 'GET' }, asked, people.coordinator)).text()
    expect(page).toContain('Дрогобич')
    expect(page).not.toContain('Ізюм')
    const queue = await (await asks({ method: 'GET' }, staff.claims('uk'), people.coordinator)).text()
    expect(queue).toContain(world.claims.own)
    expect(queue).not.toContain(world.claims.other)
  })
})
