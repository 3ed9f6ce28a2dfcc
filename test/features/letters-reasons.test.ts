// Why a letter did not arrive: what mail servers say, in the words of people who can do something about it.
import { describe, expect, it } from '@jest/globals'
import { reasonOf, reasons, whyNot } from '../../src/features/letters/reasons.model.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { readCatalogue } from '../../src/platform/i18n/translate.js'

describe('why a letter did not arrive', () => {
  it.each([
    ['550 5.1.1 <a@b>: user unknown', 'no-mailbox'],
    ['550 No such user here', 'no-mailbox'],
    ['550-5.1.1 The email account that you tried to reach does not exist.', 'no-mailbox'],
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'no-mailbox'],
    ['550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', 'no-mailbox'],
    ['550', 'no-mailbox'],
    ['5.1.2 Host or domain name not found. Name service error for name=nowhere.example', 'no-domain'],
    ['5.4.4 Host or domain name not found', 'no-domain'],
    ['556 5.1.10 Recipient address has null MX', 'no-domain'],
    ['553 5.1.3 not an address', 'bad-address'],
    ['550 5.2.1 mailbox disabled', 'disabled'],
    ['552 5.2.2 Mailbox full', 'full'],
    ['452 4.2.2 over quota', 'full'],
    ['550 Mailbox quota exceeded', 'full'],
    ['552 5.3.4 Message size exceeds fixed limit', 'too-large'],
    ['550 5.7.1 Message rejected as spam', 'unwanted'],
    ['554 Denied', 'unwanted'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using a block list', 'unwanted'],
    ['550-5.7.26 This mail has been blocked because the sender is unauthenticated.', 'untrusted'],
    ['550 5.7.1 Email rejected per DMARC policy', 'untrusted'],
    ['550 5.7.509 Access denied, sending domain does not pass DMARC verification', 'untrusted'],
    ['554 5.7.1 <a@b>: Relay access denied', 'our-account'],
    ['535 5.7.8 Authentication failed', 'our-account'],
    ['EAUTH Invalid login', 'our-account'],
    ['ESENDER 553 5.7.1 Sender address rejected: not owned by user', 'our-account'],
    ['451 4.7.1 Greylisted', 'busy'],
    ['450 4.1.1 <a@b>: Recipient address rejected: unverified address', 'busy'],
    ['450 try again later', 'busy'],
    ['421 4.3.2 shutting down', 'busy'],
    ['4.4.7 Message expired', 'gave-up'],
    ['5.4.14 Hop count exceeded - possible mail loop', 'loop'],
    ['ETIMEDOUT Connection timeout', 'unreachable'],
    ['ECONNECTION Connection closed unexpectedly', 'unreachable'],
    ['500 what?', 'unclear'],
    [null, 'unclear'],
  ])('%s → %s', (answer, reason) => expect(reasonOf(answer)).toBe(reason))

  it('is not “later” when there is no later', () => {
    expect(whyNot({ state: 'queued', lastAnswer: '450 busy' })).toBe('busy')
    expect(whyNot({ state: 'failed', lastAnswer: '450 busy' })).toBe('gave-up')
    expect(whyNot({ state: 'failed', lastAnswer: 'ETIMEDOUT' })).toBe('gave-up')
  })

  it.each([...locales])('is said in %s, with what staff can do', (locale) => {
    const words = readCatalogue(locale).letters ?? {}
    for (const reason of reasons) {
      expect(words[`reason-${reason}`]).toBeTruthy()
      expect(words[`advice-${reason}`]).toBeTruthy()
    }
  })
})
