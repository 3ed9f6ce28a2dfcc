// Every night: claims that nobody confirmed in time are deleted, with their letters.
import type { Job } from '../../platform/jobs/runner.js'
import { forgetOldClaims } from './claims.actions.js'

export const job: Job = {
  name: 'forget-claims',
  when: { daily: '03:40' },
  run: async (ctx) => `${await forgetOldClaims(ctx)} claims forgotten`,
}
