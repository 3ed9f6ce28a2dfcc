// Every letter in every language: what a reader sees in a text or an HTML program, what axe finds in it, and
// what a mail server is given; also when names are hostile.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { HtmlValidate } from 'html-validate'
import { readdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { readConfig } from '../../src/config.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { letterNames, type LetterWords } from '../../src/platform/mail/letter.js'
import { foreignMarks } from '../support/typography.js'
import { letterSamples } from '../../src/platform/mail/letter-samples.js'
import { openLetter, renderLetter } from '../../src/platform/mail/render-letter.js'
import { smtpMailer } from '../../src/platform/mail/smtp-mailer.js'
import { travelOf } from '../../src/platform/mail/travel.js'
import { lookAtAll } from '../support/page-in-chromium.js'
import { openPostOffice, type PostOffice } from '../support/post-office.js'
import { chromiumPath, openBrowser } from '../support/service.js'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // Mail programs keep styles only where they are inline, a button-like link is a link there, and not all know main.
  rules: {
    'no-inline-style': 'off',
    'long-title': 'off',
    'doctype-style': 'off',
    'prefer-native-element': 'off',
  },
})

const complaints = async (html: string) =>
  (await validator.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ message }) => message),
  )

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#x60': '`',
  '#x3D': '=',
}
const plain = (text: string) => text.replace(/&([#\w]+);/g, (_whole, name: string) => entities[name] ?? '?')
const body = (html: string) => html.slice(html.indexOf('<body'))
const linksOf = (html: string) =>
  [...html.matchAll(/<a\s[^>]*href="([^"]+)"/g)].map(([, href]) => plain(href ?? ''))
const linksIn = (text: string) => text.match(/https?:\/\/\S+/g) ?? []

/** The words a reader sees, however they are laid out. */
const wordsOf = (html: string) =>
  plain(body(html).replace(/<[^>]+>/g, ' '))
    .split(/\s+/)
    .filter(Boolean)
const wordsIn = (text: string) =>
  text
    .replace(/\s?:\nhttps?:\/\/\S+/g, '')
    .replace(/^– /gm, '')
    .split(/\s+/)
    .filter(Boolean)

describe.each(letterSamples)('$name', ({ letter }) => {
  const { subject, text, html } = renderLetter(letter)

  it('has a subject that fits into a list of letters', () => {
    expect(subject.length).toBeGreaterThan(10)
    expect(subject.length).toBeLessThan(70)
  })

  it('has no gap, no key and no trace of its making', () => {
    for (const part of [subject, text, wordsOf(html).join(' ')])
      expect(part).not.toMatch(/\{\{|\}\}|undefined|null|\[object|NaN|Invalid Date|\[|\]|\\|[\uE000-\uF8FF]/)
    expect(text).not.toMatch(/\(\)|«»|“”|: *\n\n*$|\n{3}/)
  })

  it('says the same words in text and HTML, its subject first, with the same links', () => {
    expect(wordsOf(html)).toEqual(wordsIn(`${subject}\n\n${text}`))
    expect(linksOf(html)).toEqual(linksIn(text))
  })

  it('has one link to press when it asks for something, before anything there is to read', () => {
    const { data } = letter
    // The digest is a list of rooms, and the desk is where one begins; how to stop it comes last.
    const before = 'waiting' in data ? data.waiting.map(({ link }) => link) : []
    const beside = [...('profile' in data ? [data.profile] : []), ...('stop' in data ? [data.stop] : [])]
    expect(linksIn(text)).toEqual([...before, ...('link' in data ? [data.link] : []), ...beside])
    expect(html.match(/display:inline-block/g) ?? []).toHaveLength('link' in letter.data ? 1 : 0)
  })

  it('is written with the quotation marks and apostrophes of its language', () => {
    expect(text).not.toMatch(foreignMarks[letter.locale])
  })

  it('has one heading of the first rank, which is its subject', () => {
    expect([...html.matchAll(/<h1[^>]*>(.*?)<\/h1>/gs)].map(([, words]) => plain(words ?? ''))).toEqual([
      subject,
    ])
  })

  it('is valid HTML that loads nothing', async () => {
    expect(await complaints(html)).toEqual([])
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/)
    expect(html).toContain(`<html lang="${letter.locale}">`)
  })
})

describe('letters', () => {
  it('have a sample each, in each language', () => {
    const folders = readdirSync('views/letters', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect(folders.map(({ name }) => name).sort()).toEqual([...letterNames].sort())
    for (const letter of letterNames)
      for (const locale of locales)
        expect(letterSamples.map(({ name }) => name)).toContain(`${letter}.${locale}`)
  })

  it('write dates as their readers do, by the clock of Kyiv', () => {
    const until = new Date('2026-12-31T22:05:00Z')
    const data = { name: 'x', link: 'https://a.example', code: 'K7HX 4TPA', until }
    const text = (locale: 'uk' | 'en') => renderLetter({ letter: 'sign-in', locale, data }).text
    expect(text('en')).toContain('until 00:05 Kyiv time on 1 January 2027.')
    expect(text('uk')).toContain('до 00:05 за київським часом, 1 січня 2027 року')
  })

  it('refuse a link that is no web address', () => {
    const data = { name: 'x', link: 'javascript:alert(1)', code: 'K7HX 4TPA', until: new Date(0) }
    expect(() => renderLetter({ letter: 'sign-in', locale: 'en', data })).toThrow('web address')
  })
})

const inChromium = chromiumPath ? describe : describe.skip

inChromium('letters in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  it.each([...locales])(
    'axe finds nothing in %s, and nothing scrolls sideways',
    async (locale) => {
      const letters = letterSamples
        .filter(({ letter }) => letter.locale === locale)
        .map(({ name, letter }) => ({ name, html: renderLetter(letter).html }))
      expect(letters.length).toBeGreaterThanOrEqual(letterNames.length)
      expect(await lookAtAll(browser, 'about:blank', locale, letters)).toEqual([])
    },
    300_000,
  )
})

describe('letters on the wire', () => {
  let office: PostOffice
  beforeAll(async () => {
    office = await openPostOffice()
  })
  afterAll(() => office.close())

  const mail = { ...readConfig({ NODE_ENV: 'test' }).mail, from: 'Побратим <office@pobratym.example>' }

  it('have the headers that they are given, each of them', async () => {
    const mailer = smtpMailer(office.url)
    const reader = { name: 'Solène Ґудзь-Łoś', email: 'reader@letters.example' }
    for (const { name, letter } of letterSamples) {
      const written = renderLetter(letter)
      const { listUnsubscribe } = travelOf({ ...letter, to: reader }, name, { mail })
      const message = {
        messageId: `<${name}@pobratym.example>`,
        from: mail.from,
        replyTo: 'T <t@auc.example>',
      }
      expect(await mailer.send({ ...message, to: reader, ...written, listUnsubscribe })).toMatchObject({
        outcome: 'sent',
      })
      const arrived = office.letters.at(-1)
      const given = (header: 'from' | 'replyTo' | 'to') =>
        [arrived?.[header]].flat().flatMap((each) => each?.value ?? [])
      expect([name, arrived?.subject, arrived?.text?.trim()]).toEqual([
        name,
        written.subject,
        written.text.trim(),
      ])
      expect(given('from')).toMatchObject([{ name: 'Побратим', address: 'office@pobratym.example' }])
      expect(given('replyTo')).toMatchObject([{ name: 'T', address: 't@auc.example' }])
      expect(given('to')).toMatchObject([{ name: reader.name, address: reader.email }])
      expect(arrived?.messageId).toBe(message.messageId)
      expect(arrived?.headers.get('auto-submitted')).toBe('auto-generated')
      expect(arrived?.headers.has('list')).toBe(listUnsubscribe !== null)
      expect(arrived?.attachments).toEqual([])
    }
    await mailer.close()
  }, 180_000)
})

const hostile: Record<string, string> = {
  'line breaks': 'Оксана\r\nBcc: everybody@example.org\r\n\r\nHello\u2028\u2029\u0085there',
  'a paragraph and a link of its own': 'Claire\n\n[Win a prize](https://evil.example)\n\nYours',
  'a link of its own in a line': 'x](https://evil.example) [y',
  'HTML and quotes': `"><script>alert('1')</script><a href="https://evil.example">&amp;`,
  'marks of a replacement': "Kommun & Co $& $$ $` $' $1 AB",
  'places of a letter': '{link} {profile} {until} {signer}',
  'template marks': '{{link}} {{#if name}} \\{{{until}}}\\',
  'right-to-left marks': 'abc\u202Egnp.exe\u2066\u200F\u061C',
  'four-byte characters': '👩‍👩‍👧‍👦 𝔇𝔯𝔬𝔥𝔬𝔟𝔶𝔠𝔥 🏳️‍🌈',
  'half a character': 'abc\uD83D',
  'control and private characters': 'a\u0000b\u0007c\u001B[31md\uE000e\uE002f\uFEFF',
  '300 letters': 'Дуже-довга-назва-'.repeat(18),
}

const withNames = ({ letter, locale, data }: LetterWords, name: string): LetterWords => {
  const spoil = (field: string, value: unknown): unknown => {
    const isAddress = ['link', 'profile', 'stop'].includes(field)
    const isChoice = typeof value === 'boolean' || value === undefined
    if (isAddress || isChoice || value instanceof Date) return value
    if (Array.isArray(value)) return value.map((each) => spoil(field, each))
    return typeof value === 'object' && value !== null ? spoilt(value) : name
  }
  const spoilt = (given: object) =>
    Object.fromEntries(Object.entries(given).map(([field, value]) => [field, spoil(field, value)]))
  return { letter, locale, data: spoilt(data) } as LetterWords
}

describe.each(Object.entries(hostile))('names with %s', (_what, name) => {
  let office: PostOffice
  beforeAll(async () => {
    office = await openPostOffice()
  })
  afterAll(() => office.close())

  it.each(letterSamples)('leave $name as it is', async ({ letter }) => {
    const honest = renderLetter(letter)
    const { subject, text, html } = renderLetter(withNames(letter, name))
    expect(subject).not.toMatch(/[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u200F\u202A-\u202E\u2066-\u2069]/u)
    expect(subject.length).toBeLessThanOrEqual(140)
    expect(linksOf(html)).toEqual(linksOf(honest.html))
    const tags = (given: string) => (given.match(/<[a-z]+/g) ?? []).filter((tag) => tag !== '<li')
    expect(tags(html)).toEqual(tags(honest.html))
    expect(text.split('\n\n')).toHaveLength(honest.text.split('\n\n').length)
    expect(await complaints(html)).toEqual([])
  })

  it('leave a letter that somebody edited as it is', () => {
    for (const { letter } of letterSamples.filter((each) => each.letter.letter === 'introduction')) {
      const written = { subject: null, body: openLetter(letter).body, personal: null }
      const honest = renderLetter({ ...letter, written })
      const { text, html } = renderLetter({ ...withNames(letter, name), written })
      expect(linksOf(html)).toEqual(linksOf(honest.html))
      for (const shape of ['\n\n', ...linksOf(honest.html)])
        expect([shape, text.split(shape).length]).toEqual([shape, honest.text.split(shape).length])
      expect(text).not.toContain('{name}')
    }
  })

  it('leave the headers as they are', async () => {
    const mailer = smtpMailer(office.url)
    const { subject, text, html } = renderLetter(withNames(letterSamples[1]!.letter, name))
    const message = {
      messageId: '<1@pobratym.example>',
      from: 'P <p@example.org>',
      replyTo: 'T <t@example.org>',
    }
    const to = {
      name: name.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/, ''),
      email: 'claire@valence.example',
    }
    expect((await mailer.send({ ...message, to, subject, text, html })).outcome).toBe('sent')
    await mailer.close()
    const arrived = office.letters.at(-1)
    expect(arrived?.subject).toBe(subject)
    expect([arrived?.to].flat().flatMap((each) => each?.value.map(({ address }) => address))).toEqual([
      to.email,
    ])
    expect(arrived?.headers.has('bcc')).toBe(false)
    expect(arrived?.text?.trim()).toBe(text.trim())
    expect(arrived?.html).toBe(html)
  })
})
