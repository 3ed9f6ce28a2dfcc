// One way to the database: PostgreSQL when DATABASE_URL is set, else PGlite in the data directory.
// Both are reached through the same pool, dialect and plugins, so nothing above knows which it is.
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { lockDirectory } from './data-lock.js'
import type { Database } from './schema.js'

export type Db = Kysely<Database>
export type Trx = Transaction<Database>

export interface Connection {
  db: Db
  pool: pg.Pool
  kind: 'embedded' | 'server'
  close(): Promise<void>
}

/** The server of DATABASE_URL cannot be used; the message says why and holds no password. */
export class NoDatabase extends Error {
  constructor(why: string) {
    super(`The database of DATABASE_URL cannot be used: ${why}`)
  }
}

// Counts and bigserial ids stay far below 2^53 here; numbers are kinder than strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A day is a day, whatever the time zone of the machine.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

const kysely = (pool: pg.Pool): Db =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })

/** @throws NoDatabase when the server does not answer or refuses */
export async function connectServer(url: string, connections: number): Promise<Connection> {
  const pool = new pg.Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 5_000 })
  // An idle connection that the server drops is replaced at the next query; it must not end the process.
  pool.on('error', () => {})
  try {
    const connection = await pool.connect()
    connection.release()
  } catch (error) {
    await pool.end()
    throw new NoDatabase((error as Error).message)
  }
  const db = kysely(pool)
  return { db, pool, kind: 'server', close: () => db.destroy() }
}

export async function connectEmbedded(dataDir: string): Promise<Connection> {
  const unlock = lockDirectory(dataDir)
  try {
    const pglite = await PGlite.create(join(dataDir, 'database'))
    const connection = await overPglite(pglite)
    return {
      ...connection,
      close: async () => {
        await connection.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** A connection over an open PGlite instance, which it closes at the end. */
export async function overPglite(pglite: PGlite): Promise<Connection> {
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
  // More than one connection on PGlite gives wrong rows.
  const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig)
  const db = kysely(pool)
  return {
    db,
    pool,
    kind: 'embedded',
    close: async () => {
      await db.destroy()
      await pglite.close()
    },
  }
}
