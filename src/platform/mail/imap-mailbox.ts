// A mailbox over IMAP. The only file that knows imapflow. The mailbox is opened for reading only, so
// that people who work in it find their messages as new as before.
import { ImapFlow } from 'imapflow'
import type { Mailbox } from './mailbox.js'

const atOnce = 200
/** Reports name the letter within this; what a person attaches to an answer is not fetched. */
const longestMessage = 256 * 1024

/** The mailbox of an `imap://` or `imaps://` address; its path names a folder other than the inbox. */
export function imapMailbox(url: string): Mailbox {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === 'imaps:'
  const user = decodeURIComponent(username)
  const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX'
  return {
    name: `${user}@${hostname}/${folder}`,
    async read(after, since, take) {
      const client = new ImapFlow({
        host: hostname,
        port: port ? Number(port) : secure ? 993 : 143,
        secure,
        auth: { user, pass: decodeURIComponent(password) },
        logger: false,
        disableAutoIdle: true,
        connectionTimeout: 15_000,
        greetingTimeout: 15_000,
        socketTimeout: 60_000,
      })
      // A line that breaks fails the command that waits; it must not end the process as well.
      client.on('error', () => {})
      try {
        await client.connect()
        const opened = await client.mailboxOpen(folder, { readOnly: true })
        const uidValidity = String(opened.uidValidity)
        const last = after?.uidValidity === uidValidity ? after.lastUid : undefined
        const query = last === undefined ? { since } : { uid: `${last + 1}:*` }
        const found = (await client.search(query, { uid: true })) || []
        // `n:*` gives the newest message even when it is older than n.
        const fresh = found.filter((uid) => uid > (last ?? 0)).sort((a, b) => a - b)
        for (const uid of fresh.slice(0, atOnce)) {
          const parts = { source: { maxLength: longestMessage }, internalDate: true } as const
          const message = await client.fetchOne(String(uid), parts, { uid: true })
          if (message && message.source)
            await take({ source: message.source, at: new Date(message.internalDate ?? since) })
        }
        const lastRead = fresh.length > atOnce ? fresh[atOnce - 1] : fresh.at(-1)
        return { uidValidity, lastUid: lastRead ?? last ?? opened.uidNext - 1 }
      } finally {
        if (client.usable) await client.logout().catch(() => {})
        client.close()
      }
    },
  }
}
