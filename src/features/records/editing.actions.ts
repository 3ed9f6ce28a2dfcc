// Staff enter a record, change one, say how its community stands, and take changes back. One transaction each.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import type { RecordForm } from './editing.forms.js'
import { holdNewCodes, versionOf } from './history.queries.js'
import { changeRecord, createRecord, type By } from './records.actions.js'
import {
  fieldsChanged,
  plainFields,
  reversalOf,
  type CommunityRecord,
  type RecordField,
  type RecordFields,
} from './records.model.js'
import { latestVersion, ownersOfCodes, recordForUpdate } from './records.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export type CodeField = 'katottg' | 'geonamesId' | 'wikidataId'
export type Owners = Awaited<ReturnType<typeof ownersOfCodes>>

export type Kept =
  | { outcome: 'saved'; id: string }
  | { outcome: 'unchanged'; id: string }
  /** Somebody else changed the record since the form was made. */
  | { outcome: 'overtaken' }
  /** A code belongs to another community. */
  | { outcome: 'taken'; owners: Owners }

/** What other records have the codes of this one; undefined when none has. */
async function takenBy(trx: Trx, id: string | undefined, codes: Parameters<typeof ownersOfCodes>[1]) {
  const owners = await ownersOfCodes(trx, codes)
  const others = Object.entries(owners).filter(([, owner]) => owner && owner.id !== id)
  return others.length > 0 ? (Object.fromEntries(others) as Owners) : undefined
}

export const enterRecord = ({ db, clock }: Needs, by: By, form: RecordForm): Promise<Kept> =>
  db.transaction().execute(async (trx) => {
    await holdNewCodes(trx)
    const owners = await takenBy(trx, undefined, form.fields)
    if (owners) return { outcome: 'taken', owners }
    const known = plainFields.filter((field) => form.fields[field] !== null)
    const record = {
      ...form.fields,
      country: form.country,
      sources: form.source === null ? {} : sourced(known, form.source),
    }
    const { id } = await createRecord(trx, clock.now(), by, record, form.why)
    return { outcome: 'saved', id }
  })

const sourced = (fields: readonly RecordField[], source: string): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, source]))

/** What a form changes of a record: a changed value has the source that was named, or none any more. */
export function changeOf(record: CommunityRecord, form: RecordForm): Partial<RecordFields> {
  const changed = fieldsChanged(record, { ...record, ...form.fields })
  const own = changed.filter((field) => field !== 'populationSource')
  const kept = Object.entries(record.sources).filter(([field]) => !(own as string[]).includes(field))
  const named = form.source === null ? {} : sourced(own, form.source)
  return { ...form.fields, sources: { ...Object.fromEntries(kept), ...named } }
}

/**
 * Keeps what somebody typed into a form.
 * @param madeFrom the number of the newest change that the form was made from; 0 for none
 */
export const keepRecord = (
  { db, clock }: Needs,
  id: string,
  by: By,
  madeFrom: number,
  form: RecordForm,
): Promise<Kept | undefined> =>
  db.transaction().execute(async (trx): Promise<Kept | undefined> => {
    await holdNewCodes(trx)
    const record = await recordForUpdate(trx, id)
    if (!record) return undefined
    const change = changeOf(record, form)
    if (fieldsChanged(record, { ...record, ...change }).length === 0) return { outcome: 'unchanged', id }
    // Whoever pressed twice has said what is kept already.
    if (((await latestVersion(trx, id))?.seq ?? 0) !== madeFrom) return { outcome: 'overtaken' }
    const owners = await takenBy(trx, id, form.fields)
    if (owners) return { outcome: 'taken', owners }
    await changeRecord(trx, clock.now(), by, id, change, form.why)
    return { outcome: 'saved', id }
  })

/** Says how a community stands; from then on pages, letters and scoring know. */
export const markStanding = (
  { db, clock }: Needs,
  id: string,
  by: By,
  change: Pick<RecordFields, 'standing' | 'standingSince' | 'standingSource'>,
  why: string | null,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => (await changeRecord(trx, clock.now(), by, id, change, why)).changed)

export type Undone =
  | { outcome: 'undone' }
  | { outcome: 'unchanged' }
  /** A merge, a split, or the record's first line. */
  | { outcome: 'not-undoable' }
  /** Later changes touched these fields too. */
  | { outcome: 'overlaps'; fields: RecordField[] }
  | { outcome: 'taken'; owners: Owners }

/** Takes one change back, as a change of its own; undefined when this record has no such change. */
export const undoChange = (
  { db, clock }: Needs,
  id: string,
  by: By,
  versionId: string,
): Promise<Undone | undefined> =>
  db.transaction().execute(async (trx): Promise<Undone | undefined> => {
    await holdNewCodes(trx)
    const record = await recordForUpdate(trx, id)
    const version = record && (await versionOf(trx, id, versionId))
    if (!version) return undefined
    if (version.did !== 'changed') return { outcome: 'not-undoable' }
    const reversal = reversalOf(version, record)
    if (!reversal.ok) return { outcome: 'overlaps', fields: reversal.overlapping }
    const owners = await takenBy(trx, id, { ...record, ...reversal.change })
    if (owners) return { outcome: 'taken', owners }
    const { changed } = await changeRecord(trx, clock.now(), by, id, reversal.change, null, versionId)
    return { outcome: changed ? 'undone' : 'unchanged' }
  })
