// Leaves out of a cell what names or reaches a person: files of the state carry names, e-mails, phones
// and street addresses in cells where nobody expects them. What is left stays readable.
import type { PersonalKind } from './batches.model.js'
import { personsIn } from './redact-persons.js'

const labels = {
  email: '(?:ел\\.?\\s*пошта|електронна (?:пошта|адреса)|[eе]-?mail|пошта)',
  phone: '(?:тел(?:ефон)?|моб|факс|tel(?:efon)?|phone|fax|mob(?:ile)?)',
}

/** What of a match stays comes last. */
type Pattern = [kind: PersonalKind, pattern: RegExp, kept?: string]

/** In this order: an address's line may hold a phone, and a phone's label must not be left behind. */
const reaches: Pattern[] = [
  ['email', new RegExp(`${labels.email}?\\s*[:.]*\\s*[\\p{L}\\d._%+-]+@[\\p{L}\\d.-]+\\.\\p{L}{2,}`, 'giu')],
  [
    'phone',
    new RegExp(
      `(?<![\\p{L}\\d])${labels.phone}\\.?\\s*(?:/\\s*${labels.phone}\\.?)?\\s*[:.]?\\s*\\+?\\(?\\d[\\d\\s()./–-]{4,}\\d`,
      'giu',
    ),
  ],
  ['phone', /(?<![\p{L}\d.,])\+\d[\d\s()–-]{6,}\d/gu],
  ['phone', /(?<![\p{L}\d.,-])\(?0\d{2,4}\)?[\s–-]\d[\d\s–-]{3,}\d/gu],
  // A line that says of itself that it is an address is one to its end.
  [
    'address',
    /(?<![\p{L}])(?:поштова\s+|юридична\s+)?(?:адреса|address|adres|anschrift|adresse)\s*:[^\n]*/giu,
  ],
  [
    'address',
    /(?<![\p{L}])(?:вул|вулиця|вулиці|просп|проспект|пр-т|бульв|бульвар|пров|провулок|пл|площа)(?:\.|\s)\s*[^,;()\n]{2,60}?,?\s*(?:буд\.?\s*)?\d+[\p{L}]?(?:[/-]\d+[\p{L}]?)?/giu,
  ],
  ['address', /(?<![\p{L}])(?:ul\.|str\.|al\.)\s*[^,;()\n]{2,40}?,?\s*\d+[\p{L}]?/giu],
  ['address', /\d+\s+\p{Lu}[\p{L}]+\s+(?:Street|Road|Avenue|Lane)(?!\p{L})/gu],
  ['address', /\p{Lu}[\p{L}-]+(?:straße|strasse|gasse)\s+\d+[a-z]?/gu],
  ['address', /(?:індекс|поштовий індекс|zip|postal code)\s*:?\s*\d{4,6}/giu],
]

/** A cell without personal data, and which kinds were left out of it. */
export function redacted(cell: string): { text: string; leftOut: PersonalKind[] } {
  // Most cells are short and hold nothing of the kind.
  const patterns = [
    ...(mayReach.test(cell) ? reaches : []),
    ...personsIn(cell).map((looked): Pattern => ['person', ...looked]),
  ]
  if (patterns.length === 0) return { text: cell, leftOut: [] }
  const leftOut = new Set<PersonalKind>()
  let text = cell
  for (const [kind, pattern, kept = ''] of patterns) {
    const without = text.replace(pattern, kept)
    if (without !== text) leftOut.add(kind)
    text = without
  }
  return leftOut.size === 0 ? { text: cell, leftOut: [] } : { text: tidied(text), leftOut: [...leftOut] }
}

const mayReach = /[@\d]|дрес|вул|ddres|adres|nschrift/u

/** Takes away the commas, dashes and brackets that stood around what has gone. */
const tidied = (text: string): string =>
  text
    .replace(/\(\s*[,;:.\s]*\)/g, '')
    .replace(/[^\S\n]+([,;)])/g, '$1')
    .replace(/([,;])(?:\s*[,;])+/g, '$1')
    .replace(/[,;:\s–-]+\)/g, ')')
    .replace(/\(\s*[,;:]\s*/g, '(')
    .replace(/\n[\s,;:.–-]*(?=\n|$)/g, '')
    .replace(/[\s,;:–-]+$/g, '')
    .replace(/^[\s,;:–-]+/g, '')

/** Addresses at which a person, not an office, may be reached. */
const privateDomains =
  /@(?:gmail|googlemail|ukr|i|meta|yahoo|ymail|outlook|hotmail|live|icloud|me|proton|protonmail|bigmir|online|email|gmx|web|t-online|wp|o2|onet|interia|op|orange|free|laposte|sfr|wanadoo|mail|yandex|rambler|seznam|centrum|aol)\.[a-z.]{2,}$/i

export const looksPrivate = (email: string): boolean => privateDomains.test(email)
