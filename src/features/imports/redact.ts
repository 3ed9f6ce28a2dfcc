// Leaves out of a cell what names or reaches a person: files of the state carry names, e-mails, phones
// and street addresses in cells where nobody expects them. What is left stays readable.
import type { PersonalKind } from './batches.model.js'

const upper = '[А-ЯІЇЄҐA-ZŁŚŻŹĆŃÓĘĄÄÖÜÉÈÇŠČŽ]'
const lower = "[а-яіїєґa-złśżźćńóęąäöüßéèçàâêëîïôûšžčřůýʼ'’-]"
const word = `${upper}${lower}+`
const initials = `${upper}\\.(?:\\s?-?${upper}\\.)?`

const titles =
  'міський голова|сільський голова|селищний голова|голова|мер|староста|війт|бургомістр|пан|пані|в особі|' +
  'mayor|deputy mayor|mr|mrs|ms|dr|herr|frau|bürgermeister(?:in)?|oberbürgermeister(?:in)?|burmistrz|wójt|' +
  'prezydent|pan|pani|maire|monsieur|madame|primar|starosta'
const patronymic = `${upper}${lower}+(?:ович|йович|івна|ївна)(?:а|у|ем|і|ою)?`

const labels = {
  email: '(?:ел\\.?\\s*пошта|електронна (?:пошта|адреса)|[eе]-?mail|пошта)',
  phone: '(?:тел(?:ефон)?|моб|факс|tel(?:efon)?|phone|fax|mob(?:ile)?)',
}

/** In this order: an address's line may hold a phone, and a phone's label must not be left behind. */
const patterns: [PersonalKind, RegExp][] = [
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
  ['person', new RegExp(`${word}\\s+${word}\\s+${patronymic}(?!\\p{L})`, 'gu')],
  ['person', new RegExp(`(?<![\\p{L}])(?:[Тт]а\\s+)?${word}(?:-${word})?\\s+${initials}(?![\\p{L}.])`, 'gu')],
  ['person', new RegExp(`(?<![\\p{L}.])${upper}\\.\\s?${upper}\\.\\s?${word}`, 'gu')],
  ['person', new RegExp(`(?<![\\p{L}])(?:${titles})\\.?\\s+${word}\\s+${word}(?!\\p{L})`, 'gu')],
  [
    'person',
    new RegExp(
      `(?<![\\p{L}])(?:Mayor|Deputy Mayor|Mr|Mrs|Ms|Dr|Herr|Frau|Pan|Pani|Maire|Голова|Мер)\\.?\\s+${word}(?:\\s+${word}){1,2}`,
      'gu',
    ),
  ],
]

/** A cell without personal data, and which kinds were left out of it. */
export function redacted(cell: string): { text: string; leftOut: PersonalKind[] } {
  // Most cells are short and hold nothing of the kind.
  if (cell === '' || !mayHold.test(cell)) return { text: cell, leftOut: [] }
  const leftOut = new Set<PersonalKind>()
  let text = cell
  for (const [kind, pattern] of patterns)
    text = text.replace(pattern, () => {
      leftOut.add(kind)
      return ''
    })
  return leftOut.size === 0 ? { text: cell, leftOut: [] } : { text: tidied(text), leftOut: [...leftOut] }
}

const mayHold =
  /[@\d]|\p{Lu}\.|ович|йович|івна|ївна|голова|мер|пан|в особі|ayor|M[rs]|Dr|Herr|Frau|ürgermeister|aire|urmistrz|ójt|rezydent|onsieur|adame|rimar|taros|дреса|вул|ddress/u

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
