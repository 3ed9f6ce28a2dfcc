// Makes a new version of a set, and puts a set in use. Sets themselves never change.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { Weights } from '../../scoring/weights.js'
import type { ChooseForm, WeightsForm } from './weights.forms.js'
import { changed, differences, judgesAnything, type WeightSet } from './weights.model.js'
import { insertSet, keepLearned, putInUse, weightSetsForUpdate } from './weights.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id'>

/** Where the middle of the scale lies for these weights, or undefined while nobody can say. */
export type Scale = (weights: Weights) => Pick<Weights, 'middle' | 'spread'> | undefined

export type Made =
  | { outcome: 'made'; id: string }
  /** There is such a set already: somebody pressed twice, or changed nothing. */
  | { outcome: 'same'; id: string }
  /** No pair could be told from another. */
  | { outcome: 'judges-nothing' }

/** Makes a version with the numbers of the form; `scale` finds its middle anew where the form says so. */
export const makeWeights = (
  { db, clock }: Needs,
  base: WeightSet,
  by: By,
  { name, why, changes, rescale }: WeightsForm,
  scale: Scale,
): Promise<Made> =>
  db.transaction().execute(async (trx) => {
    const at = clock.now()
    await keepLearned(trx, at)
    const sets = await weightSetsForUpdate(trx)
    const version = Math.max(0, ...sets.filter((set) => set.name === name).map((set) => set.version)) + 1
    const id = `${name}-${version}`
    const typed = changed(base.weights, id, changes)
    if (!judgesAnything(typed)) return { outcome: 'judges-nothing' }
    // Asked to find the middle anew, a set that judges as its base does keeps the base's.
    const untouched = differences(typed, base.weights).criteria.length === 0
    const weights = rescale && !untouched ? { ...typed, ...scale(typed) } : typed
    const twin = sets.find((set) => {
      const { criteria, scale: other } = differences(set.weights, weights)
      return criteria.length === 0 && !other
    })
    if (twin) return { outcome: 'same', id: twin.id }
    await insertSet(trx, {
      id,
      name,
      version,
      weights,
      basedOn: base.id,
      madeBy: by.id,
      madeAt: at,
      why,
      inUse: false,
      chosenBy: null,
      chosenAt: null,
      chosenWhy: null,
    })
    await writeEvent(trx, at, { who: by.id, did: 'made-weights', what: { weights: id }, note: why })
    return { outcome: 'made', id }
  })

export type Chosen =
  | { outcome: 'chosen' }
  /** It is in use already. */
  | { outcome: 'already' }
  /** Another set than the one the page showed is in use by now. */
  | { outcome: 'overtaken'; inUse: string }

/** Puts a set in use: from now on everything is scored by it, and proposals from the next night. */
export const chooseWeights = (
  { db, clock }: Needs,
  id: string,
  by: By,
  { seen, why }: ChooseForm,
): Promise<Chosen | undefined> =>
  db.transaction().execute(async (trx) => {
    const at = clock.now()
    await keepLearned(trx, at)
    const sets = await weightSetsForUpdate(trx)
    if (!sets.some((set) => set.id === id)) return undefined
    const inUse = sets.find((set) => set.inUse)!.id
    if (inUse === id) return { outcome: 'already' }
    if (inUse !== seen) return { outcome: 'overtaken', inUse }
    await putInUse(trx, id, { by: by.id, at, why })
    await writeEvent(trx, at, { who: by.id, did: 'chose-weights', what: { weights: id }, note: why })
    return { outcome: 'chosen' }
  })
