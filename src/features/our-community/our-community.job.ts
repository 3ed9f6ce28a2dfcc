// Every morning: communities whose declaration ends soon are reminded, and declarations that nobody renewed
// lapse.
import { dayAfter, dayOf, remindBefore } from './declarations.model.js'
import { oneByOne } from '../../platform/jobs/one-by-one.js'
import type { Job } from '../../platform/jobs/runner.js'
import { letLapse, remindOfLapsing, type Needs } from './declarations.actions.js'
import { idsLapsed, idsToRemind } from './declarations.queries.js'

/** @throws AggregateError when some could not be tended, after all others were */
export async function tendDeclarations(ctx: Needs): Promise<{ lapsed: number; letters: number }> {
  const today = dayOf(ctx.clock.now())
  const { each, end } = oneByOne()
  const lapsed = await each(await idsLapsed(ctx.db, today), (id) => letLapse(ctx, id))
  const soon = { from: today, to: dayAfter(today, remindBefore) }
  const letters = await each(await idsToRemind(ctx.db, soon), (id) => remindOfLapsing(ctx, id))
  end()
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
