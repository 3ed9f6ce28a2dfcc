// A letter's words in one language: subject, text, and the same text in the HTML frame. The text is
// not escaped, the HTML is; a missing field fails here and is never sent as a gap.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { dateFormat } from '../i18n/dates.js'
import { colons, type Locale } from '../i18n/locales.js'
import { root } from '../kit/root.js'
import type { LetterName, LetterWords } from './letter.js'
import { asText, layOut, shielded } from './letter-layout.js'
import { oneLine } from './one-line.js'

export interface RenderedLetter {
  subject: string
  text: string
  html: string
}

const limits: Record<string, number> = {
  words: 1000,
  note: 1000,
  theirAbout: 300,
  reasons: 400,
  contactEmail: 254,
}
const nameLimit = 120
const subjectLimit = 120

const formats = (locale: Locale) => {
  const timeZone = 'Europe/Kyiv'
  const date = dateFormat(locale, { timeZone, dateStyle: 'long' })
  const hour = dateFormat(locale, { timeZone, timeStyle: 'short' })
  return { date: (moment: Date) => date(moment), hour: (moment: Date) => hour(moment) }
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

function webAddress(link: string): string {
  if (!/^https?:\/\/[^\s<>"]+$/.test(link)) throw new Error('A letter may only link to a web address')
  return link
}

function clean(field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => clean(field, each))
  if (typeof value !== 'string') return value
  return field === 'link' ? webAddress(value) : shielded(oneLine(value, limits[field] ?? nameLimit))
}

/**
 * Writes a letter. Values are put on one line, shortened where they are absurdly long, and cannot
 * change the letter's shape.
 * @throws when a field is missing or the link is no web address
 */
export function renderLetter({ letter, locale, data }: LetterWords): RenderedLetter {
  const values = Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, clean(field, value)]),
  )
  const { subject: full, blocks } = layOut(wording(letter, locale)(values))
  const subject = oneLine(full, subjectLimit)
  const shown = blocks.map((block) => ({
    words: block.kind === 'words' && block.lines,
    list: block.kind === 'list' && block.items,
    link: block.kind === 'link' && block,
  }))
  return { subject, text: asText(blocks, colons[locale]), html: framed({ locale, subject, blocks: shown }) }
}
