// Every night: sides that have been silent for as many days as was agreed are reminded, introductions whose
// time is over are closed with a kind letter, and those that were put off until today are asked about again.
import type { AppContext } from '../../context.js'
import { oneByOne } from '../../platform/jobs/one-by-one.js'
import type { Job } from '../../platform/jobs/runner.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { closeUnanswered } from './introductions.actions.js'
import { idsToClose, idsToRemind } from './introductions.queries.js'
import { remindSilentSides } from './reminding.actions.js'
import { wakeRested } from './resting.actions.js'
import { idsToWake } from './tending.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export interface Tended {
  closed: number
  reminded: number
  woken: number
}

/**
 * Closing first, so that nobody is reminded of something that ends the same night.
 * @throws AggregateError when some could not be tended, after all others were
 */
export async function tendIntroductions(ctx: Needs): Promise<Tended> {
  const now = ctx.clock.now()
  const { each, end } = oneByOne()
  const closed = await each(await idsToClose(ctx.db, now), (id) => closeUnanswered(ctx, id))
  const reminded = await each(await idsToRemind(ctx.db, now), (id) => remindSilentSides(ctx, id))
  const woken = await each(await idsToWake(ctx.db, dayInKyiv(now)), (id) => wakeRested(ctx, id))
  end()
  return { closed, reminded, woken }
}

export const job: Job = {
  name: 'introductions',
  when: { daily: '08:30' },
  async run(ctx) {
    const { closed, reminded, woken } = await tendIntroductions(ctx)
    return `${reminded} reminders, ${closed} closed, ${woken} asked again`
  },
}
