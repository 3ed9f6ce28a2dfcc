// The morning letters are written, one to each who wants it and for whom something waits.
import type { AppContext } from '../../context.js'
import type { StaffMember } from '../../platform/http/access.js'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import { oneByOne } from '../../platform/jobs/one-by-one.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { longestFirst, waitingFor } from '../proposals/index.js'
import { digestOf } from './digest.letters.js'
import { beginOf, isMorning } from './digest.model.js'
import { claimDay, readersOf } from './digest.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

/**
 * Writes this morning's letters and gives their number; on other days and at other times nothing.
 * @throws AggregateError when some could not be written, after all others were
 */
export async function writeDigests(ctx: Needs): Promise<number> {
  const now = ctx.clock.now()
  const day = dayInKyiv(now)
  if (!isMorning(now, day)) return 0
  const { each, end } = oneByOne()
  const readers = await readersOf(ctx.db, { day, begins: beginOf(day) })
  const letters = await each(readers, (reader) => writeDigest(ctx, reader, day))
  end()
  return letters
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
