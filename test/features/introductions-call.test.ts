// Both said yes: an answer to the letter reaches the other side, and a time that was proposed for a first
// talk comes as a file for the calendar.
import { describe, expect, it } from '@jest/globals'
import { momentAt } from '../../src/platform/kit/zones.js'
import { tentative } from '../../src/platform/mail/calendar.js'
import { smtpMailer } from '../../src/platform/mail/smtp-mailer.js'
import type { TestApp } from '../support/app.js'
import { onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'
import { openPostOffice } from '../support/post-office.js'

let app: TestApp
let opened: Introduced['opened']

const { answer } = onIntroduction((scene) => {
  ;({ app, opened } = scene)
})

const connectedTo = async ({ email }: { email: string }) =>
  (await app.letters()).filter(({ to }) => to.email === email)[1]!

describe('the letter to both', () => {
  it('is answered to the other side, and says where the Association is found', async () => {
    await answer(opened.links.oksana, { Так: true })
    await answer(opened.links.claire, { Yes: true })
    const [toOksana, toClaire] = [await connectedTo(oksana), await connectedTo(claire)]
    expect(toOksana.replyTo).toBe(`${claire.name} <${claire.email}>`)
    expect(toClaire.replyTo).toBe(`${oksana.name} <${oksana.email}>`)
    // A reply of one stands in the other's mailbox beside the letter that the other got.
    expect(toOksana.thread).toMatch(/^<introduction_[0-9a-f-]{36}@.+>$/)
    expect(toClaire.thread).toBe(toOksana.thread)
    expect(toClaire.text).toContain('your answer goes straight to Drohobych')
    expect(toClaire.calendar ?? null).toBeNull()
    expect(toClaire.text).not.toContain('first talk')
  })

  it('has the earliest time that was proposed as a tentative date, the same for both', async () => {
    const day = '2026-12-10'
    await answer(opened.links.oksana, { Так: true, callOn: day, callAt: '15:00' })
    await answer(opened.links.claire, { Yes: true, callOn: day, callAt: '13:30' })
    const [toOksana, toClaire] = [await connectedTo(oksana), await connectedTo(claire)]
    for (const { calendar } of [toOksana, toClaire]) {
      expect(calendar).toContain('DTSTART:20261210T123000Z')
      expect(calendar).toContain('STATUS:TENTATIVE')
      expect(calendar).not.toContain('@legnica.example')
    }
    expect(toClaire.calendar).toContain('SUMMARY:First talk: Drohobych – Legnica')
    expect(toOksana.calendar).toContain('SUMMARY:Перша розмова: Дрогобич – Легниця')
    expect(toClaire.text).toMatch(
      /– Legnica: 10 December 2026 at 13:30 \(Europe\/Warsaw, UTC\+1\)\n– Drohobych: 10 December 2026 at 15:00 \(Europe\/Kyiv, UTC\+2\)/,
    )
  })

  it('has none for a time that is over by then', async () => {
    await answer(opened.links.oksana, { Так: true, callOn: '2026-11-30', callAt: '15:00' })
    app.travel(Date.parse('2026-12-01T12:00:00Z') - app.now().getTime())
    await answer(opened.links.claire, { Yes: true })
    expect((await connectedTo(claire)).calendar ?? null).toBeNull()
  })

  it('keeps its date and its address as they were queued', async () => {
    await answer(opened.links.oksana, { Так: true, callOn: '2026-12-10', callAt: '15:00' })
    await answer(opened.links.claire, { Yes: true })
    const letters = () => app.ctx.db.updateTable('letters').where('letter', '=', 'introduction-connected')
    await expect(
      letters()
        .set({ calendar: 'x' } as never)
        .execute(),
    ).rejects.toThrow('immutable')
    await expect(
      letters()
        .set({ replyTo: 'x' } as never)
        .execute(),
    ).rejects.toThrow('immutable')
  })
})

it('travels as a file beside the letter', async () => {
  const office = await openPostOffice()
  const mailer = smtpMailer(office.url)
  const calendar = tentative({
    uid: '1@pobratym.example',
    title: 'Перша розмова; Дрогобич, Легниця',
    start: new Date('2026-12-10T12:30:00Z'),
    minutes: 45,
    at: new Date('2026-11-24T08:00:00Z'),
  })
  const { outcome } = await mailer.send({
    messageId: '<1@pobratym.example>',
    from: 'Побратим <p@example.org>',
    replyTo: `${oksana.name} <${oksana.email}>`,
    to: claire,
    subject: 'Both sides said yes',
    text: 'Good news.',
    html: '<p>Good news.</p>',
    calendar,
  })
  await mailer.close()
  await office.close()
  expect(outcome).toBe('sent')
  const [letter] = office.letters
  expect(letter?.replyTo?.value).toEqual([{ address: oksana.email, name: oksana.name }])
  const [file] = letter?.attachments ?? []
  expect([file?.filename, file?.contentType]).toEqual(['call.ics', 'text/calendar'])
  expect(file?.content.toString('utf8')).toBe(calendar)
  expect(calendar).toContain('SUMMARY:Перша розмова\\; Дрогобич\\, Легниця')
})

describe('a proposed time', () => {
  it('is a day and an hour, or nothing', async () => {
    for (const [typed, message] of [
      [{ callOn: '2026-12-10' }, 'Choose a time for the talk, such as 14:30'],
      [{ callAt: '14:00' }, 'Choose a day for the talk, from tomorrow and within half a year'],
      [
        { callOn: '2020-01-01', callAt: '14:00' },
        'Choose a day for the talk, from tomorrow and within half a year',
      ],
    ] as const) {
      const page = await answer(opened.links.claire, { Yes: true, ...typed })
      expect([page.status, ...page.errors]).toEqual([422, message])
      for (const [field, value] of Object.entries(typed)) expect(page.value(field)).toBe(value)
    }
  })

  it('is not kept with a no, nor with a not now', async () => {
    await answer(opened.links.claire, { 'Not now': true, callOn: '2026-12-10', callAt: '14:00' })
    const side = await app.ctx.db
      .selectFrom('introductionSides')
      .select(['callOn', 'callAt', 'callZone'])
      .where('side', '=', 'foreign')
      .executeTakeFirst()
    expect(side).toEqual({ callOn: null, callAt: null, callZone: null })
  })
})

describe('a clock on a wall', () => {
  it.each([
    ['Europe/Kyiv', '2026-12-10', '15:00', '2026-12-10T13:00:00.000Z'],
    ['Europe/Kyiv', '2027-07-01', '15:00', '2027-07-01T12:00:00.000Z'],
    ['America/New_York', '2026-12-10', '09:30', '2026-12-10T14:30:00.000Z'],
    ['Asia/Tokyo', '2026-12-10', '00:30', '2026-12-09T15:30:00.000Z'],
    // The night in which clocks go forward has no 02:30 in Warsaw, and the one in which they go back has two.
    ['Europe/Warsaw', '2027-03-28', '03:30', '2027-03-28T01:30:00.000Z'],
    ['Europe/Warsaw', '2027-10-31', '03:30', '2027-10-31T02:30:00.000Z'],
  ])('in %s on %s shows %s at %s', (zone, day, time, moment) => {
    expect(momentAt(zone, day, time).toISOString()).toBe(moment)
  })
})
