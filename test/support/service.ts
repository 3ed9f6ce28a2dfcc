// The built service as a process of its own, as people run it: started, asked, ended or killed.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { chromium, type Browser } from 'playwright-core'
import { DirectoryInUse, lockDirectory } from '../../src/platform/db/data-lock.js'
import { root } from '../../src/platform/kit/root.js'
import { sparePort } from './spare-port.js'

export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

/** A browser, as soon as the machine has time to start one. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'], timeout: 120_000 })

let built = false
/** Compiles `src` to `dist`, once per test file. */
export function build(): void {
  if (built) return
  const done = myTurnToBuild()
  try {
    execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
  } finally {
    done()
  }
  built = true
}

/** Waits until nobody else builds: a service that starts meanwhile would read half of a file. */
function myTurnToBuild(): () => void {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  for (;;)
    try {
      return lockDirectory(join(tmpdir(), `pobratym-build-${name}`))
    } catch (error) {
      if (!(error instanceof DirectoryInUse)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
}

export interface Service {
  url: string
  /** Everything it printed so far. */
  said(): string
  /** Waits until it has printed something. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  end(): Promise<number | null>
  kill(): Promise<void>
}

/** A place for data that outlives one process: a directory, and on PostgreSQL a database. */
export interface Home {
  env: Record<string, string>
  remove(): Promise<void>
}

export async function makeHome(): Promise<Home> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-story-'))
  const server = process.env.TEST_DATABASE_URL
  const name = `story_${process.pid}_${Math.trunc(performance.now() * 1000)}`
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  if (!server)
    return {
      env: { DATA_DIR: dir, DATABASE_URL: '' },
      remove: () => rm(dir, { recursive: true, force: true }),
    }
  await onServer(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    env: { DATA_DIR: dir, DATABASE_URL: url.toString() },
    remove: async () => {
      await onServer(`drop database ${name} with (force)`)
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Starts the service and waits until it is ready. */
export async function startService(home: Home, env: Record<string, string> = {}): Promise<Service> {
  const port = await sparePort()
  const url = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn('node', ['dist/main.js'], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'development',
      MEILI_URL: '',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      PUBLIC_URL: url,
      ...home.env,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const heard = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const listener of [...heard]) listener()
    })
  const ended = once(child, 'exit').then(([code]) => code as number | null)

  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never said ${pattern}:\n${text}`)), 240_000)
      const look = () => {
        const found = pattern.exec(text)
        if (!found) return
        clearTimeout(timer)
        heard.delete(look)
        resolve(found)
      }
      heard.add(look)
      void ended.then(() => reject(new Error(`ended without saying ${pattern}:\n${text}`)))
      look()
    })
  await says(/is ready at/)
  return {
    url,
    said: () => text,
    says,
    end: async () => {
      child.kill('SIGTERM')
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
