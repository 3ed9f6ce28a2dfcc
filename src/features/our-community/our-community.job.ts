// Every morning: communities whose declaration ends soon are reminded, and declarations that nobody renewed
// lapse.
import { dayAfter, dayOf, remindBefore } from './declarations.model.js'
import type { Job } from '../../platform/jobs/runner.js'
import { letLapse, remindOfLapsing, type Needs } from './declarations.actions.js'
import { idsLapsed, idsToRemind } from './declarations.queries.js'

export async function tendDeclarations(ctx: Needs): Promise<{ lapsed: number; letters: number }> {
  const today = dayOf(ctx.clock.now())
  let lapsed = 0
  for (const id of await idsLapsed(ctx.db, today)) if (await letLapse(ctx, id)) lapsed++
  let letters = 0
  for (const id of await idsToRemind(ctx.db, { from: today, to: dayAfter(today, remindBefore) }))
    letters += await remindOfLapsing(ctx, id)
  return { lapsed, letters }
}

export const job: Job = {
  name: 'declarations',
  when: { daily: '08:00' },
  async run(ctx) {
    const { lapsed, letters } = await tendDeclarations(ctx)
    return `${letters} reminders, ${lapsed} lapsed`
  },
}
