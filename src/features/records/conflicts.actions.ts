// Staff decide on contradictions: what stands stays, the other value is taken, or a third one is written.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import { conflictById, holdConflict, saveDecision } from './conflicts-list.queries.js'
import type { PlainValue } from './conflicts.queries.js'
import type { Owners } from './editing.actions.js'
import { holdNewCodes } from './history.queries.js'
import { keepApart } from './lookalikes.queries.js'
import { changeRecord, type By } from './records.actions.js'
import type { RecordFields } from './records.model.js'
import { ownersOfCodes, recordForUpdate } from './records.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export interface ConflictDecision {
  decision: 'ours' | 'theirs' | 'other'
  /** The third value. */
  value: PlainValue
  why: string | null
}

export type Decided =
  { outcome: 'decided' } | { outcome: 'already'; by: string | null } | { outcome: 'taken'; owners: Owners }

export const decideConflict = (
  { db, clock }: Needs,
  id: string,
  by: By,
  { decision, value: third, why }: ConflictDecision,
): Promise<Decided | undefined> =>
  db.transaction().execute(async (trx): Promise<Decided | undefined> => {
    const at = clock.now()
    await holdNewCodes(trx)
    await holdConflict(trx, id)
    const conflict = await conflictById(trx, id)
    const record = conflict && (await recordForUpdate(trx, conflict.communityId))
    if (!record) return undefined
    if (conflict.decidedAt) return { outcome: 'already', by: conflict.decidedBy }
    const { field, theirsSource } = conflict
    const value =
      decision === 'ours' ? (record[field] as PlainValue) : decision === 'theirs' ? conflict.theirs : third
    if (decision !== 'ours') {
      const change = changeOf(record.sources, field, value, decision === 'theirs' ? theirsSource : null)
      const owners = await ownersOfCodes(trx, { ...record, ...change })
      const others = Object.entries(owners).filter(([, owner]) => owner && owner.id !== record.id)
      if (others.length > 0) return { outcome: 'taken', owners: Object.fromEntries(others) as Owners }
      await changeRecord(trx, at, by, record.id, change, why)
    }
    await saveDecision(trx, id, { decision, value, by: by.id, at })
    const what = { community: record.id, conflict: id }
    await writeEvent(trx, at, { who: by.id, did: 'decided-conflict', what })
    return { outcome: 'decided' }
  })

/** A value with where it comes from; a population says so in a field of its own. */
function changeOf(
  sources: Record<string, string>,
  field: keyof RecordFields,
  value: PlainValue,
  source: string | null,
): Partial<RecordFields> {
  const others = Object.fromEntries(Object.entries(sources).filter(([name]) => name !== field))
  return {
    [field]: value,
    sources: source === null ? others : { ...others, [field]: source },
    ...(field === 'population' && source !== null && { populationSource: source }),
  }
}

/** Writes down that two records that look alike are two communities. */
export const tellApart = ({ db, clock }: Needs, by: By, ids: readonly [string, string]): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const at = clock.now()
    await keepApart(trx, ids, by.id, at)
    const [community, other] = ids
    await writeEvent(trx, at, { who: by.id, did: 'told-apart', what: { community, other } })
  })
