// The letters page when something has happened to letters: one was refused for good, one came back, one
// keeps being put off, one was answered.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { later, minutes } from '../../src/platform/kit/clock.js'
import { noteBounce, noteReply } from '../../src/platform/mail/outbox-returns.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

/** To be visited in this order; `staff` is somebody of the Association, signed in. */
export function lettersStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const { db, clock } = app.ctx
  const introduction = 'introduction:7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f:foreign'
  const write = async (name: string) => {
    const id = await queueLetter(db, app.ctx, {
      letter: 'introduction-closed',
      locale,
      to: { name, email: `${name.toLowerCase()}.${locale}@letters.example` },
      about: introduction,
      data: { name, ours: 'Valence', theirs: 'Drohobych', words: undefined },
    })
    await app.letters()
    return id
  }
  const spoil = (id: string, change: object) =>
    db.updateTable('letters').set(change).where('id', '=', id).execute()
  const refused = { state: 'failed', sentAt: null, lastAnswer: '550 5.1.1 <claire@…>: User unknown' }
  const putOff = {
    state: 'queued',
    sentAt: null,
    attempts: 6,
    nextAttemptAt: later(clock.now(), minutes(40)),
    lastAnswer: 'ETIMEDOUT Connection timeout',
  }
  const letters = paths.staff.letters(locale)
  return [
    {
      name: 'letters in trouble',
      status: 200,
      arrive: async () => {
        await spoil(await write('Claire'), refused)
        await spoil(await write('Marie'), putOff)
        const bounced = { letters: [await write('Jeanne')], answer: '552 5.2.2 mailbox full' }
        await noteBounce(db, clock.now(), bounced)
        await noteReply(db, clock.now(), [await write('Lucie')])
        return staff.opens(letters)
      },
    },
    { name: 'letter, matter settled', status: 200, arrive: () => staff.opens(`${letters}?done=settle`) },
    { name: 'letter, sent again', status: 200, arrive: () => staff.opens(`${letters}?done=again`) },
  ]
}
