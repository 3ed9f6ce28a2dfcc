// Every night: interests that nobody confirmed and forms that nobody finished are forgotten, with every
// letter about them.
import type { Job } from '../../platform/jobs/runner.js'
import { forgetOldInterests } from './interest.actions.js'

export const job: Job = {
  name: 'forget-interests',
  when: { daily: '03:40' },
  async run(ctx) {
    const { interests, drafts } = await forgetOldInterests(ctx)
    return `${interests} unconfirmed, ${drafts} half filled`
  },
}
