// One decision for several proposals, and taking several at once: all in one transaction, so that nothing is
// half done. What somebody else was quicker with is left as it is and told.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { Chosen, ManyDecided } from './bulk.forms.js'
import { decideWithin, type Outcome } from './proposals.actions.js'
import { decisionsIn } from './proposals.model.js'
import { proposalsHeld, saveTaken } from './taking.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id' | 'name'>

/** What became of one of several: 'held' is a colleague's, 'gone' is no longer there. */
export type Fate = 'done' | 'already' | 'held' | 'gone'
export type Fates = ReadonlyMap<string, Fate>

/** Postpones or rejects each of them with one reason, or takes that back; what a colleague holds stays as it is. */
export const decideMany = (
  ctx: Needs,
  by: By,
  chosen: readonly Chosen[],
  form: ManyDecided,
): Promise<Fates> =>
  ctx.db.transaction().execute(async (trx) => {
    const fates = new Map<string, Fate>()
    // Held in one order, whatever the page's: two people who act on the same ones never wait in a ring.
    const ids = chosen.map(({ id }) => id)
    const held = new Map((await proposalsHeld(trx, ids)).map((one) => [one.id, one]))
    for (const { id, seen } of chosen) {
      const { state, takenBy = null } = held.get(id) ?? {}
      const isColleagues = state === seen && takenBy !== null && takenBy !== by.id
      fates.set(id, isColleagues ? 'held' : fateOf(await decideWithin(trx, ctx, id, by, { ...form, seen })))
    }
    return fates
  })

const fateOf = (outcome: Outcome | undefined): Fate =>
  outcome === undefined ? 'gone' : outcome.outcome === 'decided' ? 'done' : 'already'

/** Whom a page showed as the holder, so that nobody takes over what has changed hands meanwhile. */
type SeenHolder = string | null

/**
 * Takes proposals for oneself. What a colleague holds stays theirs, unless the page named that very
 * colleague and somebody pressed “take over”.
 */
export const takeProposals = (
  { db, clock }: Needs,
  by: By,
  ids: readonly string[],
  from: SeenHolder = null,
): Promise<Fates> =>
  db.transaction().execute(async (trx) => {
    const at = clock.now()
    const fates = new Map<string, Fate>(ids.map((id) => [id, 'gone']))
    for (const { id, state, takenBy } of await proposalsHeld(trx, ids)) {
      const free = takenBy === null || takenBy === from
      if (decisionsIn(state).length === 0) fates.set(id, 'already')
      else if (takenBy === by.id) fates.set(id, 'done')
      else if (!free) fates.set(id, 'held')
      else {
        await saveTaken(trx, id, by.id, at)
        await writeEvent(trx, at, { who: by.id, did: 'took', what: { proposal: id } })
        fates.set(id, 'done')
      }
    }
    return fates
  })

/** Gives back what one holds oneself; what a colleague holds stays theirs. */
export const giveBackProposals = ({ db, clock }: Needs, by: By, ids: readonly string[]): Promise<Fates> =>
  db.transaction().execute(async (trx) => {
    const at = clock.now()
    const fates = new Map<string, Fate>(ids.map((id) => [id, 'gone']))
    for (const { id, takenBy } of await proposalsHeld(trx, ids)) {
      fates.set(id, takenBy === null || takenBy === by.id ? 'done' : 'held')
      if (takenBy !== by.id) continue
      await saveTaken(trx, id, null, null)
      await writeEvent(trx, at, { who: by.id, did: 'gave-back', what: { proposal: id } })
    }
    return fates
  })
