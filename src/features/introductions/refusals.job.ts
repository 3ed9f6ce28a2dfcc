// A no that stayed alone for an hour ends the introduction. The rows alone say whose hour is over, so nothing
// is lost while no process runs, and whoever holds the row looks again, so that several may run at once.
import { oneByOne } from '../../platform/jobs/one-by-one.js'
import { later, minutes } from '../../platform/kit/clock.js'
import type { Job } from '../../platform/jobs/runner.js'
import { endRefused, type Needs } from './introductions.actions.js'
import { graceOfNo } from './introductions.model.js'
import { idsRefused } from './introductions.queries.js'

/**
 * Gives how many it ended.
 * @throws AggregateError when some could not be ended, after all others were
 */
export async function endRefusals(ctx: Needs): Promise<number> {
  const { each, end } = oneByOne()
  const refused = await idsRefused(ctx.db, later(ctx.clock.now(), -graceOfNo))
  const ended = await each(refused, (id) => endRefused(ctx, id))
  end()
  return ended
}

export const job: Job = {
  name: 'refusals',
  when: { every: minutes(1) },
  async run(ctx) {
    const ended = await endRefusals(ctx)
    return ended > 0 ? `${ended} closed` : undefined
  },
}
