// Every route × every role: a route without its line in test/support/access-table.ts fails, a line without
// its route fails, and each line is walked by all six roles with real sessions. And nobody reaches another
// community's things by guessing their ids.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createApp } from '../../src/app.js'
import { confirmPurpose as claimPurpose } from '../../src/features/claims/claims.model.js'
import { confirmPurpose, managePurpose, resumePurpose } from '../../src/features/interest/interest.model.js'
import { linkPurpose as introductionPurpose } from '../../src/features/introductions/introductions.model.js'
import { linkPurpose as signInPurpose } from '../../src/features/accounts/sign-in.model.js'
import { paths } from '../../src/paths.js'
import { accessTable, roles, type Line, type Role } from '../support/access-table.js'
import { accessWorld, homes, oblast, type Somebody, type World } from '../support/access-world.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { routesOf } from '../support/routes-of.js'

let app: TestApp
let world: World
/** One person of each role, for requests that must change nothing. */
let people: Record<Role, Somebody>

beforeAll(async () => {
  app = await createTestApp()
  world = await accessWorld(app)
  const entries = await Promise.all(roles.map(async (role) => [role, await world.somebody(role)] as const))
  people = Object.fromEntries(entries) as Record<Role, Somebody>
}, 60_000)
afterAll(() => app.close())

type Params = Record<string, string>
const { our, account, staff, claims, interest } = paths

const importPaths = [
  staff.import,
  staff.importMapping,
  staff.importRows,
  staff.applyImport,
  staff.undoImport,
  staff.discardImport,
]

/** The rooms of one record. */
const recordRooms = [
  staff.record,
  staff.editRecord,
  staff.standing,
  staff.recordHistory,
  staff.merge,
  staff.split,
]

/** Whose things stand in the addresses: a partner's own for a partner, a member's own for all others. */
const homeOf = (role: Role) => homes[role === 'partner' ? 'partner' : 'member']

/** Real things for the addresses of a line: whoever may open it owns them. */
const things: Record<string, (role: Role, who: Somebody) => Params | Promise<Params>> = {
  [paths.community.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.api.community.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.claim.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.country.pattern]: () => ({ id: 'UA' }),
  [paths.dev.letter.pattern]: () => ({ id: world.letter }),
  [paths.signInLink.pattern]: () => ({ token: world.token(signInPurpose, randomUUID()) }),
  [paths.introduction.pattern]: () => ({
    token: world.token(introductionPurpose, `${world.introduction('ua-drohobych')}:ua`),
  }),
  [interest.resume.pattern]: () => ({ token: world.token(resumePurpose, randomUUID()) }),
  [interest.confirm.pattern]: () => ({ token: world.token(confirmPurpose, world.interest) }),
  [interest.manage.pattern]: () => ({ token: world.token(managePurpose, world.interest) }),
  [interest.changeState.pattern]: () => ({ token: world.token(managePurpose, world.interest) }),
  [claims.confirm.pattern]: () => ({ token: world.token(claimPurpose, world.claims.own) }),
  [account.endSession.pattern]: async (_, { id }) => ({ id: await world.visitOf(id) }),
  [our.undo.pattern]: (role) => ({ id: world.version(homeOf(role).own) }),
  [our.removePerson.pattern]: async (role) => ({ id: await world.colleague(homeOf(role).own) }),
  [our.partner.pattern]: (role) => ({ id: homeOf(role).abroad }),
  [our.ask.pattern]: (role) => ({ id: homeOf(role).abroad }),
  [our.shortlisted.pattern]: (role) => ({ id: homeOf(role).abroad }),
  [our.introduction.pattern]: (role) => ({ id: world.introduction(homeOf(role).own) }),
  [our.milestone.pattern]: (role) => ({ id: world.introduction(homeOf(role).own) }),
  [our.withdrawRequest.pattern]: async (role) => ({ id: await world.request(homeOf(role).own) }),
  [staff.proposal.pattern]: () => ({ id: world.proposal }),
  [staff.decide.pattern]: () => ({ id: world.proposal }),
  [staff.takeProposal.pattern]: () => ({ id: world.proposal }),
  [staff.forgetFilter.pattern]: async (_, { id }) => ({ id: await world.filterOf(id) }),
  [staff.contact.pattern]: () => ({ id: world.proposal, side: 'ua' }),
  [staff.proposalLetters.pattern]: () => ({ id: world.proposal }),
  [staff.proposalSheet.pattern]: () => ({ id: world.proposal }),
  [staff.introduction.pattern]: () => ({ id: world.introduction('ua-drohobych') }),
  [staff.association.pattern]: () => ({ id: world.association }),
  [staff.round.pattern]: () => ({ id: world.rounds.own }),
  [staff.roundMarks.pattern]: () => ({ id: world.rounds.own }),
  [staff.decideRound.pattern]: () => ({ id: world.rounds.own }),
  [staff.export.pattern]: () => ({ file: 'proposals.csv' }),
  [staff.diaryFile.pattern]: () => ({ file: 'diary.csv' }),
  [staff.interest.pattern]: () => ({ id: world.interest }),
  [staff.decideInterest.pattern]: () => ({ id: world.interest }),
  [staff.wishes.pattern]: () => ({ id: 'ua-drohobych' }),
  ...Object.fromEntries(recordRooms.map(({ pattern }) => [pattern, () => ({ id: 'ua-drohobych' })])),
  [staff.conflict.pattern]: () => ({ id: world.conflicts.own }),
  [staff.weightSet.pattern]: () => ({ id: 'learned-1' }),
  [staff.weightPreview.pattern]: () => ({ id: 'learned-1' }),
  [staff.claim.pattern]: () => ({ id: world.claims.own }),
  [staff.decideClaim.pattern]: () => ({ id: world.claims.own }),
  [staff.person.pattern]: async () => ({ id: await world.colleague('ua-drohobych') }),
  ...Object.fromEntries(
    importPaths.map(({ pattern }) => [pattern, async () => ({ id: await world.import(oblast.own) })]),
  ),
}

/** Things of the same kind that belong to somebody else, for those whose rooms end somewhere. */
const othersThings: Record<string, (role: Role) => Params | Promise<Params>> = {
  [account.endSession.pattern]: async () => ({ id: await world.visitOf(await world.colleague('ua-izium')) }),
  [our.undo.pattern]: (role) => ({ id: world.version(homeOf(role).other) }),
  [our.removePerson.pattern]: async (role) => ({ id: await world.colleague(homeOf(role).other) }),
  [our.partner.pattern]: (role) => ({ id: homeOf(role).other }),
  [our.ask.pattern]: (role) => ({ id: homeOf(role).other }),
  [our.shortlisted.pattern]: (role) => ({ id: homeOf(role).other }),
  [our.introduction.pattern]: (role) => ({ id: world.introduction(homeOf(role).other) }),
  [our.milestone.pattern]: (role) => ({ id: world.introduction(homeOf(role).other) }),
  [our.withdrawRequest.pattern]: async (role) => ({ id: await world.request(homeOf(role).other) }),
  [staff.proposal.pattern]: () => ({ id: world.otherProposal }),
  [staff.decide.pattern]: () => ({ id: world.otherProposal }),
  [staff.takeProposal.pattern]: () => ({ id: world.otherProposal }),
  [staff.forgetFilter.pattern]: async () => ({ id: await world.filterOf(await world.colleague('ua-izium')) }),
  [staff.contact.pattern]: () => ({ id: world.otherProposal, side: 'ua' }),
  [staff.proposalLetters.pattern]: () => ({ id: world.otherProposal }),
  [staff.proposalSheet.pattern]: () => ({ id: world.otherProposal }),
  // Sets of weights are nobody's own: there is only the one that is not there.
  [staff.weightSet.pattern]: () => ({ id: 'learned-99' }),
  [staff.weightPreview.pattern]: () => ({ id: 'learned-99' }),
  [staff.wishes.pattern]: () => ({ id: 'ua-izium' }),
  ...Object.fromEntries(recordRooms.map(({ pattern }) => [pattern, () => ({ id: 'ua-izium' })])),
  [staff.conflict.pattern]: () => ({ id: world.conflicts.other }),
  [staff.introduction.pattern]: () => ({ id: world.introduction('ua-izium') }),
  [staff.round.pattern]: () => ({ id: world.rounds.other }),
  [staff.roundMarks.pattern]: () => ({ id: world.rounds.other }),
  [staff.decideRound.pattern]: () => ({ id: world.rounds.other }),
  // Files keep to the reader's oblast by themselves; there is none of anything else.
  [staff.export.pattern]: () => ({ file: 'people.csv' }),
  [staff.diaryFile.pattern]: () => ({ file: 'people.csv' }),
  [staff.claim.pattern]: () => ({ id: world.claims.other }),
  [staff.decideClaim.pattern]: () => ({ id: world.claims.other }),
  ...Object.fromEntries(
    importPaths.map(({ pattern }) => [pattern, async () => ({ id: await world.import(oblast.other) })]),
  ),
}

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
