// A PostgreSQL server of one's own, to be restarted in the middle of work. It may forget everything at a
// power cut, which no test makes; it forgets nothing when it is killed.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sparePort } from '../support/spare-port.js'

const versions = '/usr/lib/postgresql'

/** The programs of the newest PostgreSQL of this machine. */
export const postgresPrograms = existsSync(versions)
  ? readdirSync(versions)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined

export interface PostgresServer {
  url: string
  /** 'immediate' is a crash; 'fast' sends everybody away first. */
  restart(mode: 'immediate' | 'fast'): void
  stop(): Promise<void>
}

// PostgreSQL refuses to run as root.
const isRoot = process.getuid?.() === 0
const idOf = (what: '-u' | '-g') => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }))

function run(program: string, args: readonly string[]): void {
  const command = [join(postgresPrograms ?? '', program), ...args]
  const [first = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
  execFileSync(first, rest, { stdio: 'ignore', cwd: '/' })
}

export async function startPostgres(): Promise<PostgresServer> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-postgres-'))
  const data = join(dir, 'data')
  await mkdir(data, { mode: 0o700 })
  if (isRoot) {
    await chmod(dir, 0o711)
    await chown(data, idOf('-u'), idOf('-g'))
  }
  const port = await sparePort()
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'])
  run('pg_ctl', ['-D', data, '-w', '-l', join(data, 'log'), '-o', options, 'start'])
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    restart: (mode) =>
      run('pg_ctl', ['-D', data, '-w', '-m', mode, '-l', join(data, 'log'), '-o', options, 'restart']),
    stop: async () => {
      run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
      await rm(dir, { recursive: true, force: true })
    },
  }
}
