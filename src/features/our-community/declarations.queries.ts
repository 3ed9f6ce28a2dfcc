// Questions about declarations of intent, and the rows they write.
import { sql, type SelectQueryBuilder } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Database } from '../../platform/db/schema.js'
import type { Declared } from './declarations.model.js'

/**
 * Ids of those to whom and with whom nothing new is proposed: they look for no partner at present, or they
 * are occupied and stay in the registry only.
 */
export async function notLooking(db: Db | Trx): Promise<Set<string>> {
  const rows = await db
    .selectFrom('declarations')
    .select('communityId')
    .where('state', 'in', ['paused', 'complete'])
    .union(db.selectFrom('communities').select('id as communityId').where('standing', '=', 'occupied'))
    .execute()
  return new Set(rows.map(({ communityId }) => communityId))
}

export const declarationOf = (db: Db | Trx, communityId: string) =>
  db
    .selectFrom('declarations')
    .select(['state', 'until', 'declaredBy', 'declaredAt', 'remindedAt'])
    .where('communityId', '=', communityId)
    .executeTakeFirst()
export type Declaration = NonNullable<Awaited<ReturnType<typeof declarationOf>>>

/** Replaces what was declared before; whoever is open to a partner is listed as looking for one. */
export async function saveDeclaration(
  trx: Trx,
  communityId: string,
  { state, until }: Declared,
  declaredBy: string,
  declaredAt: Date,
): Promise<void> {
  const said = { state, until, declaredBy, declaredAt, remindedAt: null }
  await trx
    .insertInto('declarations')
    .values({ communityId, ...said })
    .onConflict((conflict) => conflict.column('communityId').doUpdateSet(said))
    .execute()
  await trx
    .updateTable('communities')
    .set({ seeking: state === 'open' })
    .where('id', '=', communityId)
    .execute()
}

/** Open declarations whose last day was before this one. */
export const idsLapsed = (db: Db, today: string) =>
  idsOf(db.selectFrom('declarations').where('state', '=', 'open').where('until', '<', today))

/** Open declarations that end within these days, whose community was not reminded yet. */
export const idsToRemind = (db: Db, { from, to }: { from: string; to: string }) =>
  idsOf(
    db
      .selectFrom('declarations')
      .where('state', '=', 'open')
      .where('until', '>=', from)
      .where('until', '<=', to)
      .where('remindedAt', 'is', null),
  )

const idsOf = async (declarations: SelectQueryBuilder<Database, 'declarations', object>) =>
  (await declarations.select('communityId').orderBy('communityId').execute()).map(
    ({ communityId }) => communityId,
  )

export async function markReminded(trx: Trx, communityId: string, remindedAt: Date): Promise<void> {
  await trx.updateTable('declarations').set({ remindedAt }).where('communityId', '=', communityId).execute()
}

/** The registry's files know nothing of declarations: after a load, who looks for a partner is what they declared. */
export async function keepDeclarations(trx: Trx): Promise<void> {
  await trx
    .updateTable('communities')
    .from('declarations')
    .set({ seeking: sql<boolean>`declarations.state = 'open'` })
    .whereRef('declarations.communityId', '=', 'communities.id')
    .where(sql<boolean>`communities.seeking <> (declarations.state = 'open')`)
    .execute()
}
