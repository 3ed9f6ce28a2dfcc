// A fresh database for each test file: on PGlite a copy of a dump that is made once and kept in the
// temporary folder, on PostgreSQL (TEST_DATABASE_URL) a copy of a template. No mocks of SQL.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { loadRegistry } from '../../src/features/imports/index.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { connectServer, overPglite, type Connection } from '../../src/platform/db/connect.js'
import { migrate } from '../../src/platform/db/migrate.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { root } from '../../src/platform/kit/root.js'

export interface TestDatabaseOptions {
  /** With the real registry in it. */
  seeded?: boolean
  /** With the real registry, and the proposals of the first night. */
  matched?: boolean
}

type Contents = 'empty' | 'seeded' | 'matched'

export type TestDatabase = Connection

/** An open database of one's own, migrated; close it when the tests are over. */
export function testDatabase({ seeded, matched }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL
  const contents = matched ? 'matched' : seeded ? 'seeded' : 'empty'
  return url ? copyOfTemplate(url, contents) : copyOfDump(contents)
}

/** When the test registry was loaded. */
export const loadedAt = new Date('2026-11-02T07:00:00Z')
/** When a test site is opened, and its first proposals were made. */
export const openedAt = later(loadedAt, days(1))

async function fill(connection: Connection, contents: Contents): Promise<void> {
  await migrate(connection.db)
  // Tests start over with an empty diary; nobody else may have one.
  await connection.pool.query('alter table events disable trigger never_emptied')
  if (contents !== 'empty') await loadRegistry({ db: connection.db, clock: { now: () => loadedAt } })
  if (contents === 'matched') await matchCommunities({ db: connection.db, clock: { now: () => openedAt } })
}

/** Changes with everything that decides what is in a fresh database. */
export function fingerprintOf(contents: Contents): string {
  const makers = ['src/platform/db', 'src/platform/db/migrations']
  if (contents !== 'empty')
    makers.push('src/features/imports', 'src/features/communities/communities.model.ts', 'seeds')
  if (contents === 'matched')
    makers.push(
      ...['scoring', 'scoring/criteria'].map((folder) => `src/${folder}`),
      ...['matching', 'proposals', 'our-community', 'weights'].map((slice) => `src/features/${slice}`),
    )
  const hash = createHash('sha256')
  for (const file of makers.flatMap(filesIn)) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return `${contents}_${hash.digest('hex').slice(0, 16)}`
}

const filesIn = (path: string): string[] =>
  /\.\w+$/.test(path)
    ? [path]
    : readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${path}/${entry.name}`)
        .sort()

async function copyOfDump(contents: Contents): Promise<Connection> {
  return overPglite(await PGlite.create({ loadDataDir: new Blob([await bytesOf(contents)]) }))
}

async function bytesOf(contents: Contents): Promise<Uint8Array<ArrayBuffer>> {
  const dump = join(tmpdir(), `pobratym_${fingerprintOf(contents)}.tar`)
  return readIfThere(dump) ?? (await makeDump(dump, contents))
}

function readIfThere(file: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function makeDump(file: string, contents: Contents): Promise<Uint8Array<ArrayBuffer>> {
  // The registry is read in once, for both contents that have it.
  const loaded = contents === 'matched' && (await bytesOf('seeded'))
  const pglite = await PGlite.create(loaded ? { loadDataDir: new Blob([loaded]) } : {})
  const connection = await overPglite(pglite)
  await fill(connection, contents)
  const dump = await pglite.dumpDataDir('none')
  await connection.close()
  // Other workers may look for the file at any moment: it appears whole or not at all.
  const unfinished = `${file}.${process.pid}`
  const bytes = new Uint8Array(await dump.arrayBuffer())
  writeFileSync(unfinished, bytes)
  renameSync(unfinished, file)
  const outdated = new RegExp(`^pobratym_${contents}_\\w+\\.tar$`)
  for (const name of readdirSync(tmpdir()))
    if (outdated.test(name) && !file.endsWith(name)) rmSync(join(tmpdir(), name), { force: true })
  return bytes
}

async function copyOfTemplate(url: string, contents: Contents): Promise<Connection> {
  const name = `pobratym_test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(url, async (admin) => {
    const template = await templateFor(admin, url, contents)
    await admin.query(`create database ${name} template ${template}`)
  })
  const connection = await connectServer(at(url, name), 5)
  return {
    ...connection,
    close: async () => {
      await connection.close()
      await asAdministrator(url, (admin) => admin.query(`drop database ${name} with (force)`))
    },
  }
}

async function templateFor(admin: pg.Client, url: string, contents: Contents): Promise<string> {
  const template = `pobratym_${fingerprintOf(contents)}`
  await admin.query(`select pg_advisory_lock(hashtext('pobratym templates'))`)
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
  if (rowCount === 0) {
    const unfinished = `${template}_unfinished`
    await admin.query(`drop database if exists ${unfinished}`)
    await admin.query(`create database ${unfinished}`)
    const connection = await connectServer(at(url, unfinished), 1)
    await fill(connection, contents)
    await connection.close()
    await admin.query(`alter database ${unfinished} rename to ${template}`)
  }
  await admin.query(`select pg_advisory_unlock(hashtext('pobratym templates'))`)
  return template
}

async function asAdministrator(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function at(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}
