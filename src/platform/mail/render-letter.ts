// A letter's words in one language: subject, text, and the same text in the HTML frame. The text is
// not escaped, the HTML is; a missing field fails here and is never sent as a gap.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { dateFormat } from '../i18n/dates.js'
import { colons, type Locale } from '../i18n/locales.js'
import { root } from '../kit/root.js'
import type { LetterName, LetterWords } from './letter.js'
import { asText, layOut, shielded, type Block, type LaidOut } from './letter-layout.js'
import { oneLine } from './one-line.js'
import {
  asTyped,
  filled,
  openPlaces,
  paragraphsOf,
  withPersonal,
  type Place,
  type Written,
} from './written-letter.js'

export interface RenderedLetter {
  subject: string
  text: string
  html: string
}

/** The same, with its paragraphs for a page that shows it. */
export interface LetterInParts extends RenderedLetter {
  blocks: readonly Block[]
}

const limits: Record<string, number> = {
  words: 1000,
  note: 1000,
  theirAbout: 300,
  reasons: 400,
  oldest: 400,
  contactEmail: 254,
}
const nameLimit = 120
const subjectLimit = 120
const lineLimit = 2000

const formats = (locale: Locale) => {
  const timeZone = 'Europe/Kyiv'
  const date = dateFormat(locale, { timeZone, dateStyle: 'long' })
  const hour = dateFormat(locale, { timeZone, timeStyle: 'short' })
  // A letter that somebody is to edit has a place where its date will stand.
  const said = (say: (moment: Date) => string) => (moment: Date | string) =>
    typeof moment === 'string' ? moment : say(moment)
  return { date: said(date), hour: said(hour) }
}

const read = (name: string) => readFileSync(join(root, 'views/letters', `${name}.hbs`), 'utf8')

const wordings = new Map<string, HandlebarsTemplateDelegate>()

function wording(letter: LetterName, locale: Locale): HandlebarsTemplateDelegate {
  const name = `${letter}/${locale}`
  const known = wordings.get(name)
  if (known) return known
  const handlebars = Handlebars.create()
  handlebars.registerHelper(formats(locale))
  const template = handlebars.compile(read(name), { strict: true, noEscape: true })
  wordings.set(name, template)
  return template
}

let frame: HandlebarsTemplateDelegate | undefined
const framed = (page: object): string => {
  frame ??= Handlebars.create().compile(read('frame'), { strict: true })
  return frame(page)
}

/** Fields that are an address a letter leads to. */
const addresses = ['link', 'profile', 'stop']

function webAddress(link: string): string {
  if (!/^https?:\/\/[^\s<>"]+$/.test(link)) throw new Error('A letter may only link to a web address')
  return link
}

function clean(field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => clean(field, each))
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) return cleaned(value)
  if (typeof value !== 'string') return value
  return addresses.includes(field) ? webAddress(value) : shielded(oneLine(value, limits[field] ?? nameLimit))
}

const cleaned = (data: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([field, value]) => [field, clean(field, value)]))

/** The letter as it will be; edited words instead of its own where there are some. */
function laidOut({
  letter,
  locale,
  data,
  written,
}: LetterWords & { written?: Written | undefined }): LaidOut {
  const own = layOut(wording(letter, locale)(cleaned(data)))
  if (!written) return own
  const { subject, body, personal } = written
  const blocks = body === null ? own.blocks : filled(paragraphsOf(body), placesIn(data, locale))
  return { subject: subject ?? own.subject, blocks: withPersonal(blocks, personal).map(onLines) }
}

/** What stands in the places of an edited letter. */
function placesIn(data: object, locale: Locale): Record<Place, string> {
  const { name, link, until, signer, profile } = data as Partial<Record<Place, unknown>>
  return {
    name: oneLine(String(name), nameLimit),
    link: webAddress(String(link)),
    until: formats(locale).date(until as Date),
    signer: oneLine(String(signer), nameLimit),
    profile: webAddress(String(profile)),
  }
}

/** Somebody typed these words: each line stays one, and an address must be one of the web. */
function onLines(block: Block): Block {
  const line = (text: string) => oneLine(text, lineLimit)
  switch (block.kind) {
    case 'link':
    case 'aside':
      return { ...block, label: line(block.label), url: webAddress(block.url) }
    case 'list':
      return { kind: 'list', items: block.items.map(line) }
    case 'words':
      return { kind: 'words', lines: block.lines.map(line) }
  }
}

/** A letter as text that can be edited, with places for what is known only when it leaves. */
export function openLetter({ letter, locale, data }: LetterWords): { subject: string; body: string } {
  const { subject, blocks } = layOut(wording(letter, locale)({ ...cleaned(data), ...openPlaces }))
  return { subject, body: asTyped(blocks) }
}

/**
 * Writes a letter. Values are put on one line, shortened where they are absurdly long, and cannot
 * change the letter's shape.
 * @throws when a field is missing or the link is no web address
 */
export function renderLetter(words: LetterWords & { written?: Written | undefined }): RenderedLetter {
  const { subject, text, html } = letterInParts(words)
  return { subject, text, html }
}

export function letterInParts(words: LetterWords & { written?: Written | undefined }): LetterInParts {
  const { locale } = words
  const { subject: full, blocks } = laidOut(words)
  const subject = oneLine(full, subjectLimit)
  const shown = blocks.map((block) => ({
    words: block.kind === 'words' && block.lines,
    list: block.kind === 'list' && block.items,
    link: block.kind === 'link' && block,
    aside: block.kind === 'aside' && block,
  }))
  const html = framed({ locale, subject, blocks: shown })
  return { subject, text: asText(blocks, colons[locale]), html, blocks }
}
