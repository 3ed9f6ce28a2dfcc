// Files whose rows were being judged when their process ended are taken up again, and those that nobody
// decided on for a month are forgotten.
import type { AppContext } from '../../context.js'
import { days, later, minutes } from '../../platform/kit/clock.js'
import type { Job } from '../../platform/jobs/runner.js'
import { checkBatch } from './batches.actions.js'
import { deleteUnappliedBefore, forsakenBatches } from './batches.queries.js'

const keptFor = days(30)

/** Gives how many batches were taken up again, and how many were forgotten. */
export async function tendBatches(ctx: Pick<AppContext, 'db' | 'clock'>) {
  const now = ctx.clock.now()
  const forgotten = await deleteUnappliedBefore(ctx.db, later(now, -keptFor))
  let resumed = 0
  for (const { id } of await forsakenBatches(ctx.db, now))
    if ((await checkBatch(ctx, id)) === 'checked') resumed++
  return { resumed, forgotten }
}

export const job: Job = {
  name: 'imports',
  when: { every: minutes(1) },
  run: async (ctx) => {
    const { resumed, forgotten } = await tendBatches(ctx)
    return resumed + forgotten > 0 ? `${resumed} resumed, ${forgotten} forgotten` : undefined
  },
}
