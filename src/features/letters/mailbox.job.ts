// Every minute the mailbox of IMAP_URL is read: letters that came back and letters that were answered
// are noted. Whatever is read twice, because a process died in between, says the same thing twice.
import type { AppContext } from '../../context.js'
import { days, later, minutes } from '../../platform/kit/clock.js'
import type { Mailbox } from '../../platform/mail/mailbox.js'
import { noteBounce, noteReply } from '../../platform/mail/outbox-returns.js'
import type { Job } from '../../platform/jobs/runner.js'
import { endReading, startReading } from './mailbox.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

/** Whoever reads a mailbox for longer than this has died. */
const lease = minutes(10)
/** A mailbox that is read for the first time may hold years. */
const firstLook = days(14)

/** Reads what is new; gives how many letters came back and how many were answered. */
export async function readMailbox(
  { db, clock }: Needs,
  mailbox: Mailbox,
): Promise<{ bounced: number; answered: number }> {
  const found = { bounced: 0, answered: 0 }
  const now = clock.now()
  const reading = await startReading(db, mailbox.name, now, later(now, lease))
  if (!reading) return found
  // Programs that read mail are a tenth of all that a start has to load, and few installations need them.
  const { readIncoming } = await import('../../platform/mail/incoming.js')
  let reached
  try {
    reached = await mailbox.read(reading.position, later(now, -firstLook), async ({ source, at }) => {
      const news = await readIncoming(source)
      if (news.kind === 'bounce' && (await noteBounce(db, at, news))) found.bounced++
      if (news.kind === 'reply' && (await noteReply(db, at, news.letters))) found.answered++
    })
  } finally {
    await endReading(db, mailbox.name, reached)
  }
  return found
}

export const job: Job = {
  name: 'mailbox',
  when: { every: 60_000 },
  async run(ctx) {
    const { imapUrl } = ctx.config.mail
    if (!imapUrl) return undefined
    const { imapMailbox } = await import('../../platform/mail/imap-mailbox.js')
    const { bounced, answered } = await readMailbox(ctx, imapMailbox(imapUrl))
    if (bounced + answered > 0) ctx.log.info({ bounced, answered }, 'mailbox read')
    return `${bounced} came back, ${answered} answered`
  },
}
