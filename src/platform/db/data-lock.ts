// PGlite takes no lock on its directory, and two processes on one directory lose rows. So whoever
// opens it first holds a lock file with pid and start time; a lock whose process is gone is stale.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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
  const draft = `${file}.${process.pid}`
  // Written aside and linked into place, so that nobody ever reads a lock without its holder.
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (linked(draft, file)) return () => rmSync(file, { force: true })
      const holder = read(file)
      const [pid, started] = holder.split(' ')
      if (Number(pid) > 0 && isAlive(Number(pid), started)) throw new DirectoryInUse(directory, pid ?? '')
      removeStale(file, holder)
    }
    throw new DirectoryInUse(directory, 'unknown')
  } finally {
    rmSync(draft, { force: true })
  }
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Two starters may find the same stale lock; moved aside first, a lock that the other has just taken
// is recognised and put back.
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== stale) linked(aside, file)
  rmSync(aside, { force: true })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
