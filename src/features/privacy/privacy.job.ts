// Every night: personal data that have been kept for as long as the settings say are forgotten.
import type { Job } from '../../platform/jobs/runner.js'
import { forgetWhatIsOld } from './retention.actions.js'

export const job: Job = {
  name: 'forget-what-is-old',
  when: { daily: '03:45' },
  async run(ctx) {
    const { interests, claims, contacts, accounts, letters, origins } = await forgetWhatIsOld(ctx)
    return `${interests} interests, ${claims} claims, ${contacts} contacts, ${accounts} accounts, ${letters} letters, ${origins} origins`
  },
}
