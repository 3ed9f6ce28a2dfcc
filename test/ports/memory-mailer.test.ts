// The mailer of other tests keeps the promises of the real one.
import { memoryMailer } from '../../src/platform/mail/memory-mailer.js'
import { mailerContract } from './mailer.contract.js'

mailerContract('memory', () => {
  const mailer = memoryMailer()
  return Promise.resolve({
    mailer,
    arrived: () =>
      mailer.sent.map(({ messageId, from, replyTo, to, subject, text }) => {
        return { messageId, from, replyTo, to: `${to.name} <${to.email}>`, subject, text }
      }),
    refuse: (how) =>
      mailer.answer(
        how === 'for-now'
          ? { outcome: 'later', answer: '450 4.2.1 mailbox busy' }
          : { outcome: 'never', answer: '550 5.1.1 user unknown' },
      ),
    close: () => mailer.close(),
  })
})
