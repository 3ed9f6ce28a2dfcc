// A community declares whether it looks for a partner; before its declaration lapses it is reminded once,
// and a declaration nobody renewed rests.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { dayOf, standingOf, type Declared } from './declarations.model.js'
import { queueLapsing } from './declarations.letters.js'
import { declarationOf, markReminded, saveDeclaration } from './declarations.queries.js'
import { lockProfile } from './profile.queries.js'

export type Needs = Pick<AppContext, 'db' | 'clock' | 'config'>
type Clock = Pick<AppContext, 'clock'>

/** Keeps what a community declares; the same again is no change. `by`: an account, or a role such as 'system'. */
export async function declareIntent(
  trx: Trx,
  { clock }: Clock,
  communityId: string,
  declared: Declared,
  by: string,
): Promise<void> {
  await lockProfile(trx, communityId)
  const before = await declarationOf(trx, communityId)
  if (before && before.state === declared.state && before.until === declared.until) return
  const at = clock.now()
  await saveDeclaration(trx, communityId, declared, by, at)
  const what = { community: communityId }
  await writeEvent(trx, at, { who: by, did: `declared-${declared.state}`, what })
}

/** What somebody of the community declares on its page. */
export const declare = (
  ctx: Pick<Needs, 'db' | 'clock'>,
  communityId: string,
  by: { id: string },
  declared: Declared,
): Promise<void> =>
  ctx.db.transaction().execute((trx) => declareIntent(trx, ctx, communityId, declared, by.id))

/** Lets a declaration rest whose last day is over; false when it was renewed meanwhile. */
export const letLapse = ({ db, clock }: Pick<Needs, 'db' | 'clock'>, communityId: string): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await lockProfile(trx, communityId)
    const at = clock.now()
    const declared = await declarationOf(trx, communityId)
    if (standingOf(declared, dayOf(at)).is !== 'lapsed') return false
    await saveDeclaration(trx, communityId, { state: 'paused', until: null }, 'system', at)
    await writeEvent(trx, at, { who: 'system', did: 'lapsed', what: { community: communityId } })
    return true
  })

/** Writes once to everybody who speaks for the community; gives how many letters that made. */
export const remindOfLapsing = (ctx: Needs, communityId: string): Promise<number> =>
  ctx.db.transaction().execute(async (trx) => {
    const community = await lockProfile(trx, communityId)
    const at = ctx.clock.now()
    const declared = await declarationOf(trx, communityId)
    if (!community || !declared?.until || declared.remindedAt) return 0
    if (standingOf(declared, dayOf(at)).is !== 'lapsing') return 0
    const letters = await queueLapsing(trx, ctx, community, declared.until)
    await markReminded(trx, communityId, at)
    const what = { community: communityId, letters }
    await writeEvent(trx, at, { who: 'system', did: 'reminded-of-lapsing', what })
    return letters
  })
