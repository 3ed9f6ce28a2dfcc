// A real IMAP server of one's own on loopback, with one mailbox to which messages are delivered as files.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sparePort } from './spare-port.js'

export const dovecotProgram = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find(existsSync)

export interface ImapServer {
  url: string
  /** Puts a message into the inbox. */
  deliver(message: Buffer): Promise<void>
  close(): Promise<void>
}

const settings = (dir: string, port: number, user: string, group: string) => `
protocols = imap
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
first_valid_uid = 1
mail_location = maildir:${dir}/mail
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${dir}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
}
`

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => {
      resolve(true)
      socket.destroy()
    })
    socket.on('error', () => {})
    socket.once('close', () => resolve(false))
  })

export async function startDovecot(): Promise<ImapServer> {
  const dir = await mkdtemp(join(tmpdir(), 'pobratym-imap-'))
  await chmod(dir, 0o755)
  const port = await sparePort()
  const isRoot = process.getuid?.() === 0
  // It refuses to give root a mailbox.
  const user = isRoot ? 'nobody' : userInfo().username
  const group = execFileSync('id', ['-gn', user], { encoding: 'utf8' }).trim()
  const inbox = join(dir, 'mail')
  for (const folder of ['run', 'state', 'mail', 'mail/new', 'mail/cur', 'mail/tmp'])
    await mkdir(join(dir, folder), { mode: 0o755 })
  const owned = async (path: string) => {
    if (isRoot) await chown(path, 65_534, 65_534)
  }
  for (const folder of [inbox, ...['new', 'cur', 'tmp'].map((each) => join(inbox, each))]) await owned(folder)
  const file = join(dir, 'dovecot.conf')
  await writeFile(file, settings(dir, port, user, group))
  const server = spawn(dovecotProgram ?? '', ['-F', '-c', file], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 600 || server.exitCode !== null) throw new Error(`Dovecot does not answer; see ${dir}/log`)
    await pause(100)
  }
  let count = 0
  return {
    url: `imap://office:secret@127.0.0.1:${port}`,
    deliver: async (message) => {
      const path = join(inbox, 'new', `${1_795_420_800 + count++}.M1P1.pobratym`)
      await writeFile(path, message)
      await owned(path)
    },
    close: async () => {
      server.kill('SIGTERM')
      await ended
      await rm(dir, { recursive: true, force: true })
    },
  }
}
