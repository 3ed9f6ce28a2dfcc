// What every mailer promises: a message arrives as it was written, a refusal says whether to try again.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Mailer, Message } from '../../src/platform/mail/mailer.js'

export interface Arrived {
  messageId: string
  from: string
  replyTo: string
  to: string
  subject: string
  text: string
}

export interface MailerRig {
  mailer: Mailer
  arrived(): Arrived[]
  /** The next message is refused. */
  refuse(how: 'for-now' | 'for-good'): void
  close(): Promise<void>
}

export const aMessage = (given: Partial<Message> = {}): Message => ({
  messageId: '<7b0c@pobratym.example>',
  from: 'Побратим <office@pobratym.example>',
  replyTo: 'Тарас Мельник <taras@auc.example>',
  to: { name: 'Оксана Петренко', email: 'oksana@drohobych.example' },
  subject: 'Знайомство: Дрогобич і Valence',
  text: 'Шановні колеги!\n',
  html: '<p>Шановні колеги!</p>',
  ...given,
})

export function mailerContract(name: string, open: () => Promise<MailerRig>): void {
  describe(`${name} mailer`, () => {
    let rig: MailerRig
    beforeAll(async () => {
      rig = await open()
    })
    afterAll(() => rig.close())

    it('delivers a message as it was written', async () => {
      expect(await rig.mailer.send(aMessage())).toMatchObject({ outcome: 'sent' })
      expect(rig.arrived()).toEqual([
        {
          messageId: '<7b0c@pobratym.example>',
          from: 'Побратим <office@pobratym.example>',
          replyTo: 'Тарас Мельник <taras@auc.example>',
          to: 'Оксана Петренко <oksana@drohobych.example>',
          subject: 'Знайомство: Дрогобич і Valence',
          text: 'Шановні колеги!\n',
        },
      ])
    })

    it('says when a refusal is for now, and what the server said', async () => {
      rig.refuse('for-now')
      const delivery = await rig.mailer.send(aMessage())
      expect(delivery.outcome).toBe('later')
      expect(delivery.answer).toMatch(/^450 .*busy/)
    })

    it('says when a refusal is for good, and what the server said', async () => {
      rig.refuse('for-good')
      const delivery = await rig.mailer.send(aMessage())
      expect(delivery.outcome).toBe('never')
      expect(delivery.answer).toMatch(/^550 .*unknown/)
    })

    it('goes on after refusals', async () => {
      const before = rig.arrived().length
      expect((await rig.mailer.send(aMessage({ subject: 'Ще раз' }))).outcome).toBe('sent')
      expect(
        rig
          .arrived()
          .slice(before)
          .map(({ subject }) => subject),
      ).toEqual(['Ще раз'])
    })
  })
}
