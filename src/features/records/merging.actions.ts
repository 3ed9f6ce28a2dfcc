// Two records of one community become one: in one transaction everything that hangs on the one that goes is
// pointed at the one that stays, and the old address leads there.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { goingWith, holdProposals, moveOutcome, sharedProposals } from './folding.queries.js'
import { holdNewCodes } from './history.queries.js'
import {
  introducedTwice,
  mergedRecord,
  namesBrought,
  staying,
  stillRuns,
  type MergeRefusal,
  type NameKind,
  type Overlap,
} from './merging.model.js'
import {
  addOtherNames,
  deleteProposals,
  dropCodes,
  dropOfficialNames,
  fillMeasures,
  moveLinks,
  movePartnerships,
  renameInReasons,
  repointAll,
  saveRedirect,
  settleProfile,
  settleRequests,
  snapshotOf,
} from './merging.queries.js'
import { noteJoint, type By } from './records.actions.js'
import type { CommunityRecord } from './records.model.js'
import { deleteRecord, latestVersion, recordForUpdate, updateRecord } from './records.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export interface Merge {
  keeper: string
  duplicate: string
  /** What the official names of the record that goes are from now on. */
  names: NameKind
  why: string
  /** The newest changes of both that the page showed. */
  seen: string
}

export type Merged =
  | { outcome: 'merged' }
  /** One of the two was changed, or is no longer there. */
  | { outcome: 'changed' }
  | { outcome: 'refused'; why: MergeRefusal }

/** A mark of the newest changes of two records, in whichever order they are named. */
export async function markOfBoth(
  db: Trx | AppContext['db'],
  ids: readonly [string, string],
): Promise<string> {
  const sorted = [...ids].sort()
  const seqs = []
  for (const id of sorted) seqs.push((await latestVersion(db, id))?.seq ?? 0)
  return seqs.join('-')
}

/** Why two records may not be merged; undefined when they may. */
export async function refusalOfMerge(
  db: Trx | AppContext['db'],
  keeper: CommunityRecord,
  duplicate: CommunityRecord,
): Promise<MergeRefusal | undefined> {
  if (keeper.id === duplicate.id) return 'same'
  if (keeper.country !== duplicate.country) return 'countries'
  const shared = await sharedProposals(db, keeper.id, duplicate.id)
  return shared.some(({ kept, other }) => stillRuns(kept, other)) ? 'both-introduced' : undefined
}

/** What two records have twice, and what a merge therefore leaves once. */
export async function overlapOf(
  db: Trx | AppContext['db'],
  ids: readonly [string, string],
): Promise<Overlap> {
  const shared = await sharedProposals(db, ...ids)
  const introductions = shared.filter(({ kept, other }) => introducedTwice(kept, other))
  return { proposals: shared.length, introductions: introductions.length }
}

export const mergeRecords = ({ db, clock }: Needs, by: By, merge: Merge): Promise<Merged> =>
  db.transaction().execute(async (trx): Promise<Merged> => {
    const at = clock.now()
    await holdNewCodes(trx)
    // In one order, so that two people who merge the same two do not wait for each other forever.
    const held = new Map<string, CommunityRecord>()
    for (const id of [merge.keeper, merge.duplicate].sort()) {
      const record = await recordForUpdate(trx, id)
      if (record) held.set(id, record)
    }
    const [keeper, duplicate] = [held.get(merge.keeper), held.get(merge.duplicate)]
    if (!keeper || !duplicate) return { outcome: 'changed' }
    if ((await markOfBoth(trx, [keeper.id, duplicate.id])) !== merge.seen) return { outcome: 'changed' }
    await holdProposals(trx, [keeper.id, duplicate.id])
    const why = await refusalOfMerge(trx, keeper, duplicate)
    if (why) return { outcome: 'refused', why }
    const snapshot = await snapshotOf(trx, duplicate)
    const merged = mergedRecord(keeper, duplicate)
    await dropCodes(trx, duplicate.id)
    const folded = await foldProposals(trx, keeper.id, duplicate.id)
    await movePartnerships(trx, keeper.id, duplicate.id, at)
    await moveLinks(trx, keeper.id, duplicate.id)
    await settleProfile(trx, keeper.id, duplicate.id)
    await settleRequests(trx, keeper.id, duplicate.id, at)
    await fillMeasures(trx, keeper.id, duplicate.id)
    const names = namesBrought(merged, duplicate)
    const after =
      merge.names === 'former' ? { ...merged, formerNames: [...merged.formerNames, ...names] } : merged
    if (merge.names === 'other') await addOtherNames(trx, keeper.id, names)
    await dropOfficialNames(trx, duplicate.id)
    await renameInReasons(trx, keeper.id, duplicate.id)
    await repointAll(trx, keeper.id, duplicate.id)
    await deleteRecord(trx, duplicate.id)
    await updateRecord(trx, after, at)
    await saveRedirect(trx, duplicate.id, keeper.id, at)
    const kept = { ...snapshot, folded }
    const joint = { before: keeper, after, otherId: duplicate.id, snapshot: kept, why: merge.why }
    await noteJoint(trx, at, by, { did: 'merged', ...joint })
    return { outcome: 'merged' }
  })

/**
 * Of two proposals for one pair only the one that has come further stays, with all that came of both. Gives
 * what the history keeps of those that go.
 */
async function foldProposals(trx: Trx, keeperId: string, duplicateId: string): Promise<unknown> {
  const shared = await sharedProposals(trx, keeperId, duplicateId)
  const folds = shared.map(({ kept, other }) =>
    staying(kept, other) === kept ? { stays: kept.id, goes: other.id } : { stays: other.id, goes: kept.id },
  )
  const going = folds.map(({ goes }) => goes)
  const folded = await goingWith(trx, going)
  for (const { stays, goes } of folds) await moveOutcome(trx, goes, stays)
  await deleteProposals(trx, going)
  return folded
}
