// PGlite takes no lock on its directory, and two processes on one directory lose rows. So whoever
// opens it first holds a lock file with pid and start time; a lock whose process is gone is stale.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly holder: string,
  ) {
    super(`The data directory ${directory} is in use by process ${holder}. Stop that process first.`)
  }
}

// The start time tells a living holder from a stranger who was given the same pid later.
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function isAlive(pid: number, started: string | undefined): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const now = startTime(pid)
  return now === undefined || started === undefined || now === started
}

/**
 * Takes the lock of a data directory and gives the function that releases it.
 * @throws DirectoryInUse when a living process holds it
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, 'lock')
  const mine = `${process.pid} ${startTime(process.pid) ?? ''}`.trim()
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [pid, started] = readHolder(file)
      if (Number.isInteger(pid) && isAlive(pid, started)) throw new DirectoryInUse(directory, String(pid))
      rmSync(file, { force: true })
    }
  }
  throw new DirectoryInUse(directory, 'unknown')
}

function readHolder(file: string): [number, string | undefined] {
  try {
    const [pid, started] = readFileSync(file, 'utf8').split(' ')
    return [Number(pid), started]
  } catch {
    return [NaN, undefined]
  }
}
