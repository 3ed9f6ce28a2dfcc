// Which weights are in use, which sets there are, and who made and chose them.
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Weights } from '../../scoring/weights.js'
import { fromStored, learned, learnedSet, type WeightSet } from './weights.model.js'

// Sets never change, so what was read once is right for ever; which of them is in use is asked anew.
const known = new WeakMap<object, Map<string, Weights>>()

/** The id of the set in use, without its numbers: what memories of scores are kept by. */
export async function weightsIdInUse(db: Db | Trx): Promise<string> {
  const row = await db.selectFrom('weightSets').select('id').where('inUse', '=', true).executeTakeFirst()
  return row?.id ?? learned.version
}

/** The weights in use. Asked at each reckoning, because somebody may have chosen others a moment ago. */
export async function weightsInUse(db: Db | Trx): Promise<Weights> {
  return weightsOf(db, await weightsIdInUse(db))
}

async function weightsOf(db: Db | Trx, id: string): Promise<Weights> {
  const remembered = known.get(db) ?? new Map<string, Weights>()
  known.set(db, remembered)
  const found = remembered.get(id)
  if (found) return found
  const row = await db.selectFrom('weightSets').select('weights').where('id', '=', id).executeTakeFirst()
  const weights = row ? fromStored(row.weights) : learned
  remembered.set(id, weights)
  return weights
}

/**
 * Writes the set this code brings along down, unless it is there already. The first one is in use; a later
 * one, which came with a newer release, waits until somebody chooses it.
 */
export async function keepLearned(db: Db | Trx, at: Date): Promise<void> {
  const first = !(await db.selectFrom('weightSets').select('id').limit(1).executeTakeFirst())
  const { weights, ...set } = learnedSet(at, first)
  await db
    .insertInto('weightSets')
    .values({ ...set, weights: JSON.stringify(weights) })
    .onConflict((same) => same.doNothing())
    .execute()
}

type Row = Omit<WeightSet, 'weights'> & { weights: unknown }
const asSet = (row: Row): WeightSet => ({ ...row, weights: fromStored(row.weights) })

/** All sets, newest first; one of them is in use. None before the first is kept. */
export async function weightSets(db: Db | Trx): Promise<WeightSet[]> {
  const rows = await db
    .selectFrom('weightSets')
    .selectAll()
    .orderBy('madeAt', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(asSet)
}

/** The sets, held for this transaction, so that two people cannot choose or number one at once. */
export async function weightSetsForUpdate(trx: Trx): Promise<WeightSet[]> {
  await trx.selectFrom('weightSets').select('id').orderBy('id').forUpdate().execute()
  return weightSets(trx)
}

export async function insertSet(trx: Trx, { weights, ...set }: WeightSet): Promise<void> {
  await trx
    .insertInto('weightSets')
    .values({ ...set, weights: JSON.stringify(weights) })
    .execute()
}

export async function putInUse(
  trx: Trx,
  id: string,
  { by, at, why }: { by: string; at: Date; why: string },
): Promise<void> {
  await trx.updateTable('weightSets').set({ inUse: false }).where('inUse', '=', true).execute()
  await trx
    .updateTable('weightSets')
    .set({ inUse: true, chosenBy: by, chosenAt: at, chosenWhy: why })
    .where('id', '=', id)
    .execute()
}

/** Who made and chose sets, and why, newest first. */
export const weightsHistory = (db: Db, limit: number) =>
  db
    .selectFrom('events')
    .select(['at', 'who', 'did', 'what', 'note'])
    .where('did', 'in', ['made-weights', 'chose-weights'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Names of accounts by id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = [...new Set(ids)].filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (accounts.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').select(['id', 'name']).where('id', 'in', accounts).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** When the night, or somebody, last scored all pairs, and with which weights proposals now stand. */
export async function lastScoring(db: Db): Promise<{ at: Date; weights: string } | undefined> {
  return db
    .selectFrom('proposals')
    .select(['scoredAt as at', 'weights'])
    .where('state', '=', 'offered')
    .orderBy('scoredAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}
