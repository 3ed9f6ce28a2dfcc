// Letters leave: every second whatever is due is sent.
import type { Job } from '../../platform/jobs/runner.js'
import { sendWaitingLetters } from '../../platform/mail/outbox.js'

export const job: Job = {
  name: 'letters',
  when: { every: 1_000 },
  async run(ctx) {
    const { sent, later, never } = await sendWaitingLetters(ctx)
    return sent + later + never > 0 ? `${sent} sent, ${later} put off, ${never} given up` : undefined
  },
}
