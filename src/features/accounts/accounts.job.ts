// Every night: what nobody needs to know about past visits is forgotten.
import type { Job } from '../../platform/jobs/runner.js'
import { forgetOldSignIns } from './sign-in.actions.js'

export const job: Job = {
  name: 'forget-sign-ins',
  when: { daily: '03:30' },
  async run(ctx) {
    const { sessions, links } = await forgetOldSignIns(ctx)
    return `${sessions} sessions, ${links} links`
  },
}
