// The diary: who did what to what, and when. Written in the transaction that does it.
import type { Trx, Db } from './connect.js'

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
