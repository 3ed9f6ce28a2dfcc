// How fast letters leave: how many one receiving domain gets in a minute, over all workers, and how
// long a letter that was put off rests.
import { sql, type RawBuilder } from 'kysely'
import { later, minutes } from '../kit/clock.js'

const longestPause = minutes(60)

/**
 * Milliseconds until the next try: the first pause, twice, four times … as long, at most an hour, a
 * quarter more or less by `chance` (0–1), so that letters put off together do not come back together.
 */
export const pauseAfter = (attempts: number, chance: number, first = minutes(1)): number =>
  Math.min(first * 2 ** (attempts - 1), longestPause) * (0.75 + chance / 2)

interface Pace {
  /** So many may go to a domain at once after a quiet time. */
  atOnce: number
  /** Milliseconds between two letters after that. */
  gap: number
}

/** Half of the minute's letters may go at once, the rest one after another: never more than `limit` in any minute. */
export function paceOf(limit: number): Pace {
  const atOnce = Math.ceil(limit / 2)
  return { atOnce, gap: minutes(1) / (limit - atOnce + 1) }
}

/** Holds for a letter whose domain takes one from us now: a look-up for each letter that is passed over. */
export const domainIsFree = (limit: number, now: Date): RawBuilder<unknown> =>
  limit === 0
    ? sql`true`
    : sql`((select free_at from mail_domains where domain = to_domain) > ${now}) is not true`

/**
 * The part of a claim that takes a place in the queue of the domain in `next`. It gives the domain when
 * there is a place and nothing when there is none; the row in the database decides, so that several
 * workers together keep the pace.
 */
export function placeInQueue(limit: number, now: Date): RawBuilder<unknown> {
  if (limit === 0) return sql`select to_domain as domain from next`
  const { atOnce, gap } = paceOf(limit)
  const quiet = later(now, -gap * (atOnce - 1))
  return sql`
    insert into mail_domains as known (domain, free_at)
    select to_domain, ${quiet}::timestamptz + make_interval(secs => ${gap / 1000}) from next
    on conflict (domain) do update
      set free_at = greatest(known.free_at, ${quiet}::timestamptz) + make_interval(secs => ${gap / 1000})
      where known.free_at <= ${now}
    returning domain`
}
