// A worker as a process of its own, under a supervisor that starts it again whenever it ends.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

export interface Worker {
  name: string
  /** The process that runs, or that ran last. */
  pid(): number
  start(): void
  /** Whether the process that runs has begun its work. */
  isReady(): boolean
  /** Ends it by SIGKILL; it stays away until it is started again. */
  kill(): Promise<void>
  /** Asks it to end and gives its exit code. */
  stop(): Promise<number | null>
}

export function aWorker(name: string, env: Record<string, string>): Worker {
  let child: ChildProcess | undefined
  let wanted = false
  let ready = false

  const launch = () => {
    const one = spawn('node', ['dist/worker.js', '--end-with-parent'], {
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', MEILI_URL: '', LOG_LEVEL: 'silent', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child = one
    ready = false
    one.stdout.on('data', (said: Buffer) => {
      if (child === one && said.includes('ready')) ready = true
    })
    // It may end by itself while the database is away.
    one.once('exit', () => void pause(200).then(() => wanted && child === one && launch()))
  }

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    wanted = false
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    return (await ended)[0]
  }

  return {
    name,
    pid: () => child?.pid ?? 0,
    start: () => {
      wanted = true
      launch()
    },
    isReady: () => ready,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}
