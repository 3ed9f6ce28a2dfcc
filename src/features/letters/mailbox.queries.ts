// How far the mailbox with bounces and replies has been read, and by whom just now.
import type { Db } from '../../platform/db/connect.js'
import type { Position } from '../../platform/mail/mailbox.js'

/** Takes the reading of a mailbox for oneself; undefined when another process is reading it. */
export async function startReading(
  db: Db,
  mailbox: string,
  now: Date,
  leasedUntil: Date,
): Promise<{ position: Position | undefined } | undefined> {
  const row = await db
    .insertInto('mailboxReadings')
    .values({ mailbox, uidValidity: '', lastUid: 0, leasedUntil })
    .onConflict((known) =>
      known
        .column('mailbox')
        .doUpdateSet({ leasedUntil })
        .where((is) =>
          is.or([
            is('mailboxReadings.leasedUntil', 'is', null),
            is('mailboxReadings.leasedUntil', '<=', now),
          ]),
        ),
    )
    .returning(['uidValidity', 'lastUid'])
    .executeTakeFirst()
  if (!row) return undefined
  return { position: row.uidValidity === '' ? undefined : row }
}

/** Gives the reading free; `position` is left out when it failed. */
export const endReading = (db: Db, mailbox: string, position: Position | undefined) =>
  db
    .updateTable('mailboxReadings')
    .set({ leasedUntil: null, ...position })
    .where('mailbox', '=', mailbox)
    .execute()
