// Questions about the history of a record.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { RecordFields } from './records.model.js'

/** Lets codes be checked and written one after the other, so that two people never give one code twice. */
export const holdNewCodes = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('pobratym new community'))`.execute(trx)

const versions = (db: Db | Trx, communityIds: readonly string[]) =>
  db
    .selectFrom('recordVersions')
    .innerJoin('accounts', 'accounts.id', 'recordVersions.by')
    .leftJoin('recordVersions as undone', 'undone.id', 'recordVersions.undoes')
    .select(['recordVersions.id', 'recordVersions.seq', 'recordVersions.at', 'recordVersions.did'])
    .select(['recordVersions.why', 'recordVersions.otherId', 'recordVersions.snapshot'])
    .select('recordVersions.communityId')
    .select(['recordVersions.before', 'recordVersions.after', 'accounts.name', 'undone.at as undoes'])
    .where('recordVersions.communityId', 'in', [...communityIds])

type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number]
export type RecordVersion = Omit<Row, 'before' | 'after'> & {
  before: RecordFields | null
  after: RecordFields | null
}

/** The changes of a record and of those merged into it, the latest first. */
export const versionsOf = (db: Db | Trx, communityIds: readonly string[]): Promise<RecordVersion[]> =>
  versions(db, communityIds).orderBy('recordVersions.seq', 'desc').limit(500).execute() as Promise<
    RecordVersion[]
  >

export const versionOf = (db: Db | Trx, communityId: string, id: string) =>
  versions(db, [communityId]).where('recordVersions.id', '=', id).executeTakeFirst() as Promise<
    RecordVersion | undefined
  >

/** What was changed after a change, the latest first. */
export const versionsAfter = (db: Db | Trx, communityId: string, seq: number) =>
  versions(db, [communityId])
    .where('recordVersions.seq', '>', seq)
    .orderBy('recordVersions.seq', 'desc')
    .execute() as Promise<RecordVersion[]>
