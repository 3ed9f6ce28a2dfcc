// The diary: who did what to what, when, and from where. Written in the transaction that does it.
import { later, minutes } from '../kit/clock.js'
import type { Trx, Db } from './connect.js'
import { originNow } from './origin.js'

export interface Event {
  /** An account id, or a role such as 'system' or 'side:ua' when nobody was signed in. */
  who: string
  /** A past-tense verb of the domain: 'approved', 'answered', 'loaded'. */
  did: string
  /** Ids only, never personal data. */
  what: Record<string, string | number>
  note?: string
}

export async function writeEvent(db: Db | Trx, at: Date, event: Event): Promise<void> {
  await db
    .insertInto('events')
    .values({
      at,
      who: event.who,
      did: event.did,
      what: JSON.stringify(event.what),
      note: event.note ?? null,
      origin: originNow(),
    })
    .execute()
}

/** Everything the diary says about one thing, oldest first. */
export const eventsAbout = (db: Db | Trx, what: Record<string, string>) =>
  db
    .selectFrom('events')
    .select(['at', 'who', 'did', 'what', 'note'])
    .where('what', '@>', JSON.stringify(what) as never)
    .orderBy('id')
    .execute()

/** So long after a look at a contact, another one at the same contact is the same look. */
const oneLook = minutes(60)

/**
 * Writes down that somebody was shown personal data of a contact: `{ interest: id }`, or the community
 * it speaks for beside the page's own object, `{ proposal: id, community: id }`. Looks of one person at
 * one thing within an hour are one line: a diary that notes every reload is read by nobody.
 */
export async function sawContact(
  db: Db | Trx,
  at: Date,
  who: string,
  what: Record<string, string>,
): Promise<void> {
  const noted = await db
    .selectFrom('events')
    .select('id')
    .where('what', '@>', JSON.stringify(what) as never)
    .where('what', '<@', JSON.stringify(what) as never)
    .where('who', '=', who)
    .where('did', '=', 'saw-contact')
    .where('at', '>', later(at, -oneLook))
    .limit(1)
    .executeTakeFirst()
  if (!noted) await writeEvent(db, at, { who, did: 'saw-contact', what })
}
