// Starts the built service as a person would, on a spare loopback port, and waits for its ready line.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Running {
  url: string
  /** Milliseconds from the command to the line that says it is ready. */
  readyAfter: number
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Runs a command until it prints `ready`.
 * @throws with the command's last words when it ends or stays silent for two minutes
 */
export async function start(
  command: readonly string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<Running> {
  const began = performance.now()
  const port = await freePort()
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text.toString()
      if (ready.test(said)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${program} ended before it was ready:\n${said}`)))
    setTimeout(() => reject(new Error(`${program} was not ready in two minutes:\n${said}`)), 120_000).unref()
  })
  return {
    url: `http://127.0.0.1:${port}`,
    readyAfter: performance.now() - began,
    stop: () => stop(child),
  }
}

// npm starts a shell that starts node: the whole group is asked to end, and is gone when nobody of it is left.
async function stop({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return
  const signal = (name: NodeJS.Signals | 0) => {
    try {
      return process.kill(-pid, name)
    } catch {
      return false
    }
  }
  signal('SIGTERM')
  while (signal(0)) await pause(20)
}
