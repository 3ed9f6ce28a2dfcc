// What the registry knows, asked at once for a whole file.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { recordsOf } from '../records/index.js'
import type { KnownData } from './known.js'

export async function knownData(db: Db | Trx): Promise<KnownData> {
  const ids = await db.selectFrom('communities').select('id').orderBy('id').execute()
  const communities = [
    ...(
      await recordsOf(
        db,
        ids.map(({ id }) => id),
      )
    ).values(),
  ]
  return {
    communities: communities.sort((a, b) => (a.id < b.id ? -1 : 1)),
    names: await db.selectFrom('communityNames').select(['communityId', 'name']).orderBy('name').execute(),
    regions: await db.selectFrom('regions').select(['code', 'country', 'nameEn', 'nameUk']).execute(),
    redirects: await db.selectFrom('communityRedirects').select(['oldId', 'newId']).execute(),
    partnerships: await db.selectFrom('partnerships').select(['uaId', 'foreignId', 'status']).execute(),
    agreements: await db.selectFrom('agreements').selectAll().orderBy('id').execute(),
    byHand: await changedByHand(db),
    contacts: await db.selectFrom('contacts').select(['communityId', 'email']).execute(),
  }
}

/** An import writes at the moment it is applied or taken back, and names its file: such a version is no person's. */
const changedByHand = (db: Db | Trx) =>
  db
    .selectFrom('recordVersions')
    .select(['communityId', 'before', 'after'])
    .where('after', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('importBatches')
            .select('importBatches.id')
            .whereRef('importBatches.fileName', '=', 'recordVersions.why')
            .where(({ or, eb }) =>
              or([
                eb('importBatches.appliedAt', '=', eb.ref('recordVersions.at')),
                eb('importBatches.undoneAt', '=', eb.ref('recordVersions.at')),
              ]),
            ),
        ),
      ),
    )
    .orderBy('seq')
    .execute() as Promise<KnownData['byHand']>

/** Until the transaction ends nobody else writes what the rows were judged by; reading goes on. */
export const holdRegistry = (trx: Trx) =>
  sql`lock table communities, community_names, partnerships, agreements, contacts
    in share row exclusive mode`.execute(trx)
