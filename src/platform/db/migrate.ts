// Migrations, listed by hand in the order they run. A merged migration is never edited.
import { Migrator, type Migration } from 'kysely'
import type { Db } from './connect.js'
import * as communities from './migrations/0001-communities.js'
import * as partnerships from './migrations/0002-partnerships.js'
import * as accounts from './migrations/0003-accounts.js'
import * as letters from './migrations/0004-letters.js'
import * as proposals from './migrations/0005-proposals.js'
import * as wishes from './migrations/0006-wishes.js'
import * as roles from './migrations/0007-roles.js'
import * as profiles from './migrations/0008-profiles.js'
import * as interests from './migrations/0009-interests.js'
import * as claims from './migrations/0010-claims.js'
import * as requests from './migrations/0011-requests.js'
import * as delivery from './migrations/0012-delivery.js'
import * as queue from './migrations/0013-queue.js'
import * as approvals from './migrations/0014-approvals.js'
import * as rounds from './migrations/0015-rounds.js'
import * as weights from './migrations/0016-weights.js'
import * as records from './migrations/0017-records.js'
import * as imports from './migrations/0018-imports.js'
import * as diary from './migrations/0019-diary.js'
import * as introductions from './migrations/0020-introductions.js'
import * as digest from './migrations/0021-digest.js'
import * as reopening from './migrations/0022-reopening.js'
import * as keptLetters from './migrations/0023-kept-letters.js'
import * as endings from './migrations/0024-endings.js'
import * as answeringTime from './migrations/0025-answering-time.js'

const migrations: Record<string, Migration> = {
  '0001-communities': communities,
  '0002-partnerships': partnerships,
  '0003-accounts': accounts,
  '0004-letters': letters,
  '0005-proposals': proposals,
  '0006-wishes': wishes,
  '0007-roles': roles,
  '0008-profiles': profiles,
  '0009-interests': interests,
  '0010-claims': claims,
  '0011-requests': requests,
  '0012-delivery': delivery,
  '0013-queue': queue,
  '0014-approvals': approvals,
  '0015-rounds': rounds,
  '0016-weights': weights,
  '0017-records': records,
  '0018-imports': imports,
  '0019-diary': diary,
  '0020-introductions': introductions,
  '0021-digest': digest,
  '0022-reopening': reopening,
  '0023-kept-letters': keptLetters,
  '0024-endings': endings,
  '0025-answering-time': answeringTime,
}

/**
 * Brings the database to the newest schema and gives the names of the migrations it ran.
 * @throws the first migration's error; that migration is rolled back
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
  if (error) throw new Error('Migration failed', { cause: error })
  return results.map((result) => result.migrationName)
}
