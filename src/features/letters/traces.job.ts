// Every night: that a domain was once written to is forgotten.
import type { Job } from '../../platform/jobs/runner.js'
import { days, later } from '../../platform/kit/clock.js'
import { forgetDomains } from '../../platform/mail/outbox-returns.js'

export const job: Job = {
  name: 'forget-mail-domains',
  when: { daily: '03:50' },
  run: async ({ db, clock }) => `${await forgetDomains(db, later(clock.now(), -days(1)))} domains`,
}
