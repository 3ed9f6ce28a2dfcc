// Every night: sides that have been silent for as many days as was agreed are reminded, introductions whose
// time is over are closed with a kind letter, and those that were put off until today are asked about again.
import type { AppContext } from '../../context.js'
import type { Job } from '../../platform/jobs/runner.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { closeUnanswered, remindSilentSides } from './introductions.actions.js'
import { idsToClose, idsToRemind } from './introductions.queries.js'
import { wakeRested } from './resting.actions.js'
import { idsToWake } from './tending.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export interface Tended {
  closed: number
  reminded: number
  woken: number
}

/** Closing first, so that nobody is reminded of something that ends the same night. */
export async function tendIntroductions(ctx: Needs): Promise<Tended> {
  const now = ctx.clock.now()
  const tended = { closed: 0, reminded: 0, woken: 0 }
  for (const id of await idsToClose(ctx.db, now)) if (await closeUnanswered(ctx, id)) tended.closed++
  for (const id of await idsToRemind(ctx.db, now)) tended.reminded += await remindSilentSides(ctx, id)
  for (const id of await idsToWake(ctx.db, dayInKyiv(now))) if (await wakeRested(ctx, id)) tended.woken++
  return tended
}

export const job: Job = {
  name: 'introductions',
  when: { daily: '08:30' },
  async run(ctx) {
    const { closed, reminded, woken } = await tendIntroductions(ctx)
    return `${reminded} reminders, ${closed} closed, ${woken} asked again`
  },
}
