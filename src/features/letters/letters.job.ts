// Letters leave: every second whatever is due is sent, until nothing is left or the process stops.
import type { Job } from '../../platform/jobs/runner.js'
import { sendWaitingLetters } from '../../platform/mail/outbox.js'

export const job: Job = {
  name: 'letters',
  when: { every: 1_000 },
  async run(ctx, signal) {
    const { sent, later, never } = await sendWaitingLetters(ctx, { signal })
    return sent + later + never > 0 ? `${sent} sent, ${later} put off, ${never} given up` : undefined
  },
}
