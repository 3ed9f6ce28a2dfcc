// Whose records one may see and change: the office all of them; a coordinator changes those of the own
// oblast and looks at those abroad.
import type { Db } from '../../platform/db/connect.js'
import { mustBeOurs, ownRegion, type StaffMember } from '../../platform/http/access.js'
import { Forbidden, mustFind } from '../../platform/http/errors.js'
import type { CommunityRecord } from './records.model.js'
import { recordOf } from './records.queries.js'

export const mayChange = (who: StaffMember, record: Pick<CommunityRecord, 'regionCode'>): boolean =>
  ownRegion(who) === undefined || record.regionCode === ownRegion(who)

/** A record, if this person may see it. */
export async function seenRecord(db: Db, who: StaffMember, id: unknown): Promise<CommunityRecord> {
  const record = mustFind(await recordOf(db, String(id)))
  if (record.country === 'UA' && !mayChange(who, record)) throw new Forbidden()
  return record
}

/** A record, if this person may change it. */
export async function ourRecord(db: Db, who: StaffMember, id: unknown): Promise<CommunityRecord> {
  const record = mustFind(await recordOf(db, String(id)))
  mustBeOurs(who, record)
  return record
}
