// Every night: sides that have been silent for ten days are reminded, and introductions whose time is
// over are closed with a kind letter.
import type { AppContext } from '../../context.js'
import { days, later } from '../../platform/kit/clock.js'
import type { Job } from '../../platform/jobs/runner.js'
import { closeUnanswered, remindSilentSides } from './introductions.actions.js'
import { remindAfter } from './introductions.model.js'
import { idsToClose, idsToRemind } from './introductions.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

/** Closing first, so that nobody is reminded of something that ends the same night. */
export async function tendIntroductions(ctx: Needs): Promise<{ closed: number; reminded: number }> {
  const now = ctx.clock.now()
  let closed = 0
  for (const id of await idsToClose(ctx.db, now)) if (await closeUnanswered(ctx, id)) closed++
  let reminded = 0
  for (const id of await idsToRemind(ctx.db, later(now, -days(remindAfter))))
    reminded += await remindSilentSides(ctx, id)
  return { closed, reminded }
}

export const job: Job = {
  name: 'introductions',
  when: { daily: '08:30' },
  async run(ctx) {
    const { closed, reminded } = await tendIntroductions(ctx)
    return `${reminded} reminders, ${closed} closed`
  },
}
