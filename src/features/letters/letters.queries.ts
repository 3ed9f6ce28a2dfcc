// Questions about the outbox. Staff learn what became of a letter, never what is in it: a sign-in
// letter is a key.
import { sql, type RawBuilder } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { triesBeforeTrouble } from './letters.model.js'

const aboutDelivery = [
  'id',
  'letter',
  'locale',
  'toName',
  'toEmail',
  'subject',
  'state',
  'attempts',
  'nextAttemptAt',
  'lastAnswer',
  'queuedAt',
  'sentAt',
  'about',
  'usefulUntil',
  'returnedAt',
  'answeredAt',
] as const

/** Letters that belong to introductions, claims and declarations of an oblast's communities. */
const ofOblast = (region: string | undefined): RawBuilder<boolean> =>
  region === undefined
    ? sql`true`
    : sql`split_part(letters.about, ':', 2) in (
        select introduction_id::text from introduction_sides
          join communities on communities.id = community_id and region_code = ${region} where side = 'ua'
        union all select claims.id::text from claims
          join communities on communities.id = community_id and region_code = ${region}
        union all select id from communities where region_code = ${region})`

const inTrouble = (db: Db | Trx, region?: string) =>
  db
    .selectFrom('letters')
    .where(ofOblast(region))
    .where('settledAt', 'is', null)
    .where((is) =>
      is.or([
        is('state', 'in', ['failed', 'bounced']),
        is.and([is('state', '=', 'queued'), is('attempts', '>=', triesBeforeTrouble)]),
      ]),
    )

/**
 * Letters that were refused for good, came back or keep being put off, newest first; not those settled.
 * @param region only those of this oblast
 */
export const lettersInTrouble = (db: Db, limit: number, region?: string) =>
  inTrouble(db, region).select(aboutDelivery).orderBy('queuedAt', 'desc').orderBy('id').limit(limit).execute()

export async function countLettersInTrouble(db: Db | Trx): Promise<number> {
  const { count } = await inTrouble(db)
    .select((count) => count.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many are in trouble, in an oblast or everywhere, and since when the oldest. */
export const troubleWithLetters = (db: Db, region: string | undefined) =>
  inTrouble(db, region)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('queuedAt').as('oldest')])
    .executeTakeFirstOrThrow()

export const recentLetters = (db: Db, limit: number, region?: string) =>
  db
    .selectFrom('letters')
    .select(aboutDelivery)
    .where(ofOblast(region))
    .orderBy('queuedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export type Delivered = Awaited<ReturnType<typeof recentLetters>>[number]

/** Whether a letter belongs to an oblast. */
export const isLetterOf = async (db: Db, id: string, region: string): Promise<boolean> =>
  (await db
    .selectFrom('letters')
    .select('id')
    .where('id', '=', id)
    .where(ofOblast(region))
    .executeTakeFirst()) !== undefined

/** One whole letter, for the mailbox page. */
export const letterById = (db: Db, id: string) =>
  db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirst()

export type WholeLetter = NonNullable<Awaited<ReturnType<typeof letterById>>>

/** Takes a letter that did not arrive off the list of troubles; gives whether it was there. */
export async function settleLetter(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('letters')
    .set({ settledAt: at })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'bounced'])
    .where('settledAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
