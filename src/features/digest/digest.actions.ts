// The morning letters are written, one to each who wants it and for whom something waits.
import type { AppContext } from '../../context.js'
import type { StaffMember } from '../../platform/http/access.js'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { longestFirst, waitingFor } from '../proposals/index.js'
import { digestOf } from './digest.letters.js'
import { beginOf, isMorning } from './digest.model.js'
import { claimDay, readersOf } from './digest.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links' | 'log'>

export interface Written {
  letters: number
  /** People whose letter could not be written; the others have theirs. */
  failed: number
}

/** Writes this morning's letters; on other days and at other times nothing. */
export async function writeDigests(ctx: Needs): Promise<Written> {
  const written: Written = { letters: 0, failed: 0 }
  const now = ctx.clock.now()
  const day = dayInKyiv(now)
  if (!isMorning(now, day)) return written
  for (const reader of await readersOf(ctx.db, { day, begins: beginOf(day) })) {
    try {
      if (await writeDigest(ctx, reader, day)) written.letters++
    } catch (error) {
      ctx.log.error({ err: error, account: reader.id }, 'digest not written')
      written.failed++
    }
  }
  return written
}

/** Gives whether there is a letter: not when nothing waits, nor when this person has that day's already. */
async function writeDigest(ctx: Needs, reader: StaffMember, day: string): Promise<boolean> {
  const waiting = longestFirst(await waitingFor(ctx, reader))
  if (waiting.length === 0) return false
  return ctx.db.transaction().execute(async (trx) => {
    const account = await claimDay(trx, reader.id, day)
    if (!account?.email) return false
    const { name, email, language } = account
    const locale = isLocale(language) ? language : defaultLocale
    const data = digestOf(ctx, { id: reader.id, name, locale, day }, waiting)
    await queueLetter(trx, ctx, { letter: 'staff-digest', locale, to: { name, email }, data })
    return true
  })
}
