// One record that was two communities becomes two: a new record is made, and what belongs to it moves there.
import type { AppContext } from '../../context.js'
import type { RecordForm } from './editing.forms.js'
import { holdNewCodes } from './history.queries.js'
import type { Moves } from './merging.forms.js'
import { createRecord, noteJoint, type By } from './records.actions.js'
import { nothingKnown, type CommunityRecord, type RecordFields } from './records.model.js'
import { latestVersion, ownersOfCodes, recordForUpdate, updateRecord } from './records.queries.js'
import { movableNames, moveNames, movePairs } from './splitting.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export type Split =
  | { outcome: 'split'; id: string }
  /** Somebody changed the record since the page was made. */
  | { outcome: 'changed' }
  | { outcome: 'taken'; owners: Awaited<ReturnType<typeof ownersOfCodes>> }

/** What one name is called in a form: its kind, language and text together. */
export const nameKey = ({ kind, language, name }: { kind: string; language: string; name: string }) =>
  `${kind}|${language}|${name}`

export const splitRecord = (
  { db, clock }: Needs,
  id: string,
  by: By,
  form: RecordForm,
  moves: Moves,
): Promise<Split | undefined> =>
  db.transaction().execute(async (trx): Promise<Split | undefined> => {
    const at = clock.now()
    await holdNewCodes(trx)
    const record = await recordForUpdate(trx, id)
    if (!record) return undefined
    if (((await latestVersion(trx, id))?.seq ?? 0) !== moves.version) return { outcome: 'changed' }
    const codes = moves.codes.filter((code) => record[code] !== null)
    const given = Object.fromEntries(codes.map((code) => [code, record[code]])) as Partial<RecordFields>
    const fields = { ...nothingKnown, ...form.fields, ...given }
    const owners = await ownersOfCodes(trx, fields)
    const others = Object.entries(owners).filter(([, owner]) => owner && owner.id !== id)
    if (others.length > 0) return { outcome: 'taken', owners: Object.fromEntries(others) as typeof owners }

    const names = (await movableNames(trx, id)).filter((name) => moves.names.includes(nameKey(name)))
    const isMoved = (name: string, language: string) =>
      names.some((one) => one.kind === 'former' && one.name === name && one.language === language)
    const after: CommunityRecord = {
      ...record,
      ...Object.fromEntries(codes.map((code) => [code, null])),
      formerNames: record.formerNames.filter(({ name, language }) => !isMoved(name, language)),
    }
    // The old record lets go of its codes before the new one takes them.
    await updateRecord(trx, after, at)
    const formerNames = [
      ...form.fields.formerNames,
      ...record.formerNames.filter(({ name, language }) => isMoved(name, language)),
    ]
    const created = { ...fields, formerNames, country: record.country, sources: {} }
    const { id: newId } = await createRecord(trx, at, by, created, moves.why)
    await moveNames(trx, id, newId, names)
    const partners = await movePairs(trx, record, newId, moves.partners, at)
    const snapshot = { moved: { partners, names: names.map(({ name }) => name), codes } }
    const joint = { before: record, after, otherId: newId, snapshot, why: moves.why }
    await noteJoint(trx, at, by, { did: 'split', ...joint })
    return { outcome: 'split', id: newId }
  })
