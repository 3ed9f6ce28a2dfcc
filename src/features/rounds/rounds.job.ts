// Every night: drafts that nobody has touched for a season go. What they were computed from has long changed.
import type { Job } from '../../platform/jobs/runner.js'
import { days, later } from '../../platform/kit/clock.js'
import { forgetDrafts } from './rounds.actions.js'

/** Days for which a draft is kept after it was last computed or marked. */
const keptFor = 90

export const job: Job = {
  name: 'forget-drafts',
  when: { daily: '03:50' },
  run: async (ctx) => `${await forgetDrafts(ctx, later(ctx.clock.now(), -days(keptFor)))} drafts of rounds`,
}
