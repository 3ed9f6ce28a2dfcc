// What the staff's pages cost with ten thousand proposals: each room, and the queue under each filter.
// The pairs and their scores are the registry's; who asked, took and answered is made up. Times are those of
// the whole request in this very process, so that they are the process's own work and the database's.
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createApp } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import { createContext, type RunningContext } from '../../src/context.js'
import { rebuildIndex } from '../../src/features/communities/index.js'
import { loadRegistry } from '../../src/features/imports/index.js'
import { evidenceForScoring, profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { saveOffers } from '../../src/features/proposals/offers.queries.js'
import { keepLearned } from '../../src/features/weights/index.js'
import { paths } from '../../src/paths.js'
import { migrate } from '../../src/platform/db/migrate.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { rankPairs } from '../../src/scoring/rank.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { aSession } from '../../test/support/sessions.js'
import { ms, percentile, type Figure } from './table.js'

const rounds = 40
/** Ten thousand pairs of a hundred and fifty Ukrainian communities with seven hundred abroad. */
const limits = { perUa: 72, perForeign: 20 }
const open = 400

export async function fill(ctx: RunningContext): Promise<{ staff: string; proposals: number }> {
  const { db, clock } = ctx
  await migrate(db)
  await keepLearned(db, clock.now())
  await loadRegistry(ctx)
  await rebuildIndex(ctx)
  const profiles = await profilesForScoring(db)
  const evidence = await evidenceForScoring(db, profiles)
  const scores = rankPairs(profiles, new Set(), evidence, currentWeights, limits)
  const now = clock.now()
  for (let from = 0; from < scores.length; from += 1000)
    await db.transaction().execute((trx) =>
      saveOffers(
        trx,
        scores.slice(from, from + 1000).map((score) => ({ id: randomUUID(), ...score })),
        later(now, -days(from / 250)),
      ),
    )
  const staff = randomUUID()
  await db
    .insertInto('accounts')
    .values({
      id: staff,
      email: 'taras@auc.example',
      name: 'Тарас',
      role: 'staff',
      createdAt: now,
      disabledAt: null,
    })
    .execute()
  await sql`update proposals set asked_at = offered_at where id in (select id from proposals order by id limit 60)`.execute(
    db,
  )
  await sql`update proposals set taken_by = ${staff}, taken_at = ${now}
    where id in (select id from proposals order by id desc limit 200)`.execute(db)
  await introduce(ctx)
  await sql`analyze`.execute(db)
  return { staff, proposals: scores.length }
}

/** Opens introductions, half of them answered by one side. */
async function introduce({ db, clock }: RunningContext): Promise<void> {
  const now = clock.now()
  await sql`
    update proposals set state = 'approved', decided_at = ${now}
    where id in (select id from proposals where asked_at is null and taken_by is null order by id limit ${open})`.execute(
    db,
  )
  await sql`
    insert into introductions (id, proposal_id, state, opened_at, answers_until)
    select gen_random_uuid(), id, 'awaiting', offered_at, ${later(now, days(20))} from proposals
    where state = 'approved'`.execute(db)
  await sql`
    insert into introduction_sides (introduction_id, side, community_id, contact_name, contact_email, language)
    select introductions.id, side, case side when 'ua' then ua_id else foreign_id end, 'Office', 'office@example.org', 'en'
    from introductions join proposals on proposals.id = proposal_id, (values ('ua'), ('foreign')) as sides(side)`.execute(
    db,
  )
  await sql`
    update introduction_sides set answer = 'yes', answered_at = ${later(now, -days(1))}
    where side = 'foreign' and introduction_id in (select id from introductions order by id limit ${open / 2})`.execute(
    db,
  )
}

const queries: [string, string][] = [
  ['first page', ''],
  ['page 300', '?page=300'],
  ['an oblast', '?region=UA.15'],
  ['a country', '?country=PL'],
  ['a topic', '?topic=energy'],
  ['least points', '?least=60'],
  ['offered long ago', '?age=20'],
  ['asked for', '?asked=yes'],
  ['mine', '?whose=mine'],
  ['nobody’s', '?whose=nobody'],
  ['without a contact', '?stuck=yes'],
  ['oldest first', '?order=oldest'],
  ['best first', '?order=best'],
  ['every state', '?state=all'],
  ['a name', '?q=%D0%BB%D1%8C%D0%B2%D1%96%D0%B2'],
  ['six at once', '?region=UA.15&country=PL&topic=energy&least=10&age=1&whose=nobody'],
  ['nothing found', '?country=PL&least=99&region=UA.15'],
]

async function times(url: string, cookie: string): Promise<string> {
  const samples: number[] = []
  const cpu: number[] = []
  for (let n = 0; n < rounds + 5; n++) {
    const [began, used] = [performance.now(), process.cpuUsage()]
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
    const { user, system } = process.cpuUsage(used)
    if (n < 5) continue
    samples.push(performance.now() - began)
    cpu.push((user + system) / 1000)
  }
  return `${ms(percentile(samples, 0.5))} · p95 ${ms(percentile(samples, 0.95))} · CPU ${ms(percentile(cpu, 0.5))}`
}

async function measure(kind: string, database: string): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-bench-'))
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: base,
    DATA_DIR: dir,
    DATABASE_URL: database,
    SECRETS: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'silent',
  })
  const ctx = await createContext(config)
  try {
    const { staff, proposals } = await fill(ctx)
    server.on('request', createApp(ctx))
    const [cookie = ''] = Object.entries(await aSession(ctx, staff)).map((pair) => pair.join('='))
    const { id } = await ctx.db.selectFrom('proposals').select('id').limit(1).executeTakeFirstOrThrow()
    const pages: [string, string][] = [
      ['desk', paths.staff.desk('uk')],
      ['one proposal', paths.staff.proposal('uk', id)],
      ['introductions', paths.staff.introductions('uk')],
      ['rounds', paths.staff.rounds('uk')],
      ['figures', paths.staff.figures('uk')],
      ['weights', paths.staff.weights('uk')],
      ['one set of weights', paths.staff.weightSet('uk', 'learned-1')],
      ['records', paths.staff.records('uk')],
      ['one record', paths.staff.record('uk', 'ua-lviv')],
      ['conflicts', paths.staff.conflicts('uk')],
      ['imports', paths.staff.imports('uk')],
      ['exports', paths.staff.exports('uk')],
      ['diary', paths.staff.diary('uk')],
      ...queries.map(([name, query]): [string, string] => [
        `queue, ${name}`,
        paths.staff.proposals('uk') + query,
      ]),
    ]
    const figures: Figure[] = [{ what: `proposals, ${kind}`, value: String(proposals) }]
    for (const [name, path] of pages)
      figures.push({ what: `${name}, ${kind}`, value: await times(base + path, cookie) })
    return figures
  } finally {
    server.close()
    server.closeAllConnections()
    await ctx.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** Median, the slowest twentieth, and the processor's time of this process: with PGlite the database is in it. */
export async function measureDesk(): Promise<Figure[]> {
  const server = process.env.DATABASE_URL
  return [...(await measure('PGlite', '')), ...(server ? await measure('PostgreSQL', server) : [])]
}
