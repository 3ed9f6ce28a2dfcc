// The outbox as somebody beside the workers sees it: on a server at any time, in an embedded database
// only while no worker has it open.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connectEmbedded, connectServer, type Db } from '../../src/platform/db/connect.js'
import { migrate } from '../../src/platform/db/migrate.js'
import { whenDatabaseIsBack } from '../../src/platform/db/outage.js'

export interface Books {
  /** What a worker must know to work on the same database. */
  env: Record<string, string>
  /** Asks the database something that may be asked twice. */
  look<T>(question: (db: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const secrets = () => ({ SECRETS: randomBytes(32).toString('hex') })

export async function booksOnServer(server: string): Promise<Books> {
  const url = new URL(server)
  const name = `faults_${process.pid}_${randomBytes(4).toString('hex')}`
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await onServer(`create database ${name}`)
  url.pathname = `/${name}`
  const connection = await connectServer(url.href, 2)
  await migrate(connection.db)
  return {
    env: { DATABASE_URL: url.href, DATABASE_CONNECTIONS: '8', ...secrets() },
    look: (question) => whenDatabaseIsBack(() => question(connection.db), 60_000),
    close: async () => {
      await connection.close()
      await onServer(`drop database ${name} with (force)`)
    },
  }
}

export async function embeddedBooks(): Promise<Books> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-faults-'))
  const look: Books['look'] = async (question) => {
    const connection = await connectEmbedded(dir)
    try {
      return await question(connection.db)
    } finally {
      await connection.close()
    }
  }
  await look(migrate)
  return {
    env: { DATABASE_URL: '', DATA_DIR: dir, ...secrets() },
    look,
    close: () => rm(dir, { recursive: true, force: true }),
  }
}
