// What comes back: reports of five kinds of servers, answers of people, and much that is neither.
import { describe, expect, it } from '@jest/globals'
import { reasonOf } from '../../src/features/letters/reasons.model.js'
import { readIncoming } from '../../src/platform/mail/incoming.js'
import * as reports from '../support/reports.js'

const letter = '7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f'
const other = { kind: 'other' }

describe('a report that a letter could not be delivered', () => {
  it.each([
    ['Postfix', reports.postfixBounce, 'no-mailbox'],
    ['Exchange', reports.exchangeBounce, 'full'],
    ['Gmail', reports.gmailBounce, 'no-domain'],
    ['Exim', reports.eximBounce, 'unwanted'],
    ['qmail', reports.qmailBounce, 'no-mailbox'],
  ])('is understood as %s writes it', async (_server, report, reason) => {
    const news = await readIncoming(report(letter))
    expect(news).toMatchObject({ kind: 'bounce' })
    if (news.kind !== 'bounce') return
    expect(news.letters[0]).toBe(letter)
    expect(reasonOf(news.answer)).toBe(reason)
  })

  it('keeps what the server said, and only that', async () => {
    expect(await readIncoming(reports.postfixBounce(letter))).toEqual({
      kind: 'bounce',
      letters: [letter],
      answer:
        '550 5.1.1 <claire@valence.example>: Recipient address rejected: User unknown in virtual mailbox table',
    })
    expect(await readIncoming(reports.gmailBounce(letter))).toMatchObject({
      answer: expect.stringMatching(/^5\.1\.2 DNS Error: DNS type 'mx' lookup/),
    })
  })

  it('is found by the envelope’s id alone, when no header came back', async () => {
    const report = reports
      .postfixBounce(letter)
      .toString()
      .replaceAll(`<${letter}@pobratym.example>`, '<gone>')
    expect(await readIncoming(Buffer.from(report))).toMatchObject({ kind: 'bounce', letters: [letter] })
  })

  it('is found in headers that came back in quoted-printable', async () => {
    const report = reports
      .postfixBounce(letter)
      .toString()
      .replace(`Original-Envelope-Id: ${letter}\r\n`, '')
      .replace(
        'Content-Type: text/rfc822-headers',
        'Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: quoted-printable',
      )
      .replace(`Message-ID: <${letter}`, `Message-ID: <${letter.slice(0, 20)}=\r\n${letter.slice(20)}`)
    expect(await readIncoming(Buffer.from(report))).toMatchObject({ kind: 'bounce', letters: [letter] })
  })

  it('about a letter that is not ours is about nothing', async () => {
    expect(await readIncoming(reports.postfixBounce('20261123080001.ABC'))).toEqual(other)
  })

  it('says nothing yet when the letter is only delayed', async () => {
    expect(await readIncoming(reports.postfixDelay(letter))).toEqual(other)
  })
})

describe('an answer', () => {
  it('of a person is one, and its words are not kept', async () => {
    const news = await readIncoming(reports.anAnswer(letter))
    expect(news).toEqual({ kind: 'reply', letters: [letter] })
    expect(JSON.stringify(news)).not.toContain('secret')
  })

  it('is also the wish to get no more such letters, which a mail program sends by itself', async () => {
    const subject = `Subject: Unsubscribe introduction-reminder ${letter}`
    const message = String(reports.anAnswer('no-such-letter', { headers: 'Precedence: bulk' }))
    const wish = Buffer.from(message.replace(/^Subject: .*(?=\r?$)/m, subject))
    expect(await readIncoming(wish)).toEqual({ kind: 'reply', letters: [letter] })
  })

  it('further down a thread is one, too', async () => {
    const references = `<${letter}@pobratym.example> <x@valence.example>`
    const message = reports.anAnswer('no-such-letter', { references })
    expect(await readIncoming(message)).toEqual({ kind: 'reply', letters: [letter] })
  })

  it.each([
    ['out of office', 'Auto-Submitted: auto-replied'],
    ['out of office of Exchange', 'X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated'],
    ['an old autoresponder', 'Precedence: auto_reply'],
    ['a ticket system', 'X-Autoreply: yes'],
    ['a mailing list', 'List-Id: <council.valence.example>'],
    ['a server without a name', 'Return-Path: <>'],
  ])('of a machine is none: %s', async (_machine, headers) => {
    expect(await readIncoming(reports.anAnswer(letter, { headers }))).toEqual(other)
  })

  it('marked as written by hand is one', async () => {
    expect(await readIncoming(reports.anAnswer(letter, { headers: 'Auto-Submitted: no' }))).toMatchObject({
      kind: 'reply',
    })
  })

  it('is not a receipt that the letter was displayed', async () => {
    expect(await readIncoming(reports.readReceipt(letter))).toEqual(other)
  })
})

describe('a message that nobody understands', () => {
  it.each([
    ['nothing', ''],
    ['no headers', '\r\n\r\nhello'],
    ['noise', String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)).repeat(20)],
    [
      'a report without an end',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x',
    ],
    ['headers without an end', 'Subject: '.padEnd(100_000, 'x')],
    ['a report in itself', 'Content-Type: multipart/report; boundary="a"\r\n\r\n'.repeat(500)],
  ])('is about nothing: %s', async (_what, text) => {
    expect(await readIncoming(Buffer.from(text, 'latin1'))).toEqual(other)
  })

  it('is read in reasonable time when it names many letters', async () => {
    const many = Array.from(
      { length: 5_000 },
      (_, i) => `<${letter.replace('7f0c', i.toString(16).padStart(4, '0'))}@pobratym.example>`,
    ).join('\r\n ')
    const news = await readIncoming(reports.anAnswer(letter, { references: many }))
    expect(news.kind === 'reply' && news.letters.length).toBe(20)
  })
})
