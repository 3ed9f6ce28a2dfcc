// Scripts run as somebody with a shell runs them, and a desk with their files.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../src/platform/kit/root.js'

export interface Desk {
  dir: string
  /** Writes a file, line by line, and gives its path. */
  file: (name: string, ...lines: string[]) => string
  clear: () => void
}

export function aDesk(): Desk {
  const dir = mkdtempSync(join(tmpdir(), 'desk-'))
  return {
    dir,
    file: (name, ...lines) => {
      const path = join(dir, name)
      writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
      return path
    },
    clear: () => rmSync(dir, { recursive: true }),
  }
}

export const startScript = (
  script: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
  env: Record<string, string> = {},
): ChildProcess =>
  spawn('node', [...nodeOptions, '--import', 'tsx', script, ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Runs a script to its end: its exit code, the rows it printed, and the lines of what it complained. */
export async function runScript(script: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = startScript(script, args, [], env)
  const text = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text.out += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text.err += chunk))
  const [code] = (await once(child, 'close')) as [number]
  const [header, ...rows] = text.out.trimEnd().split('\n')
  return { code, header, rows: rows.map((row) => row.split(',')), err: text.err.trimEnd().split('\n') }
}
