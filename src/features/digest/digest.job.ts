// Every morning of a working day: the staff learn what waits for them.
import type { Job } from '../../platform/jobs/runner.js'
import { writeDigests } from './digest.actions.js'
import { sentAt } from './digest.model.js'

export const job: Job = {
  name: 'digest',
  when: { daily: sentAt },
  run: async (ctx) => `${await writeDigests(ctx)} letters`,
}
