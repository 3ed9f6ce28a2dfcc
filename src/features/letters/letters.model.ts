// Letters after they were written: which are in trouble, and why, in plain words.

/** So many tries, about half an hour, and a letter that still waits is worth a look. */
export const triesBeforeTrouble = 5

/** Why a letter did not arrive; the words are `letters.reason-<key>`. */
export type Reason = 'address' | 'full' | 'unwanted' | 'our-account' | 'unreachable' | 'busy' | 'unclear'

const reasons: readonly [RegExp, Reason][] = [
  [/^(E?AUTH|ENOAUTH|EOAUTH2)\b|^(530|534|535|538) /, 'our-account'],
  [/^(EDNS|ECONNECTION|ETIMEDOUT|ESOCKET|ETLS|EABORT|EPROTOCOL|EPROXY)\b/, 'unreachable'],
  [/\b[45]\.2\.2\b|^552 /, 'full'],
  [/^4\d\d /, 'busy'],
  [/\b5\.(1\.\d|2\.1)\b/, 'address'],
  [/\b5\.7\.\d/, 'unwanted'],
  [/^(550|551|553) /, 'address'],
  [/^554 /, 'unwanted'],
]

/** The reason behind a mail server's last answer, by its enhanced code where it gave one. */
export const reasonOf = (answer: string | null): Reason =>
  reasons.find(([pattern]) => pattern.test(answer ?? ''))?.[1] ?? 'unclear'

export interface Paragraph {
  /** The items of a list; null for words. */
  items: string[] | null
  /** `href`: where a line leads, when it is an address. */
  lines: { words: string; href: string | null }[]
}

const listMark = '– '

/** A letter's text as a page shows it: paragraphs with their links found, and lists. */
export const paragraphsOf = (text: string): Paragraph[] =>
  text
    .trim()
    .split(/\n\n+/)
    .map((paragraph) => {
      const lines = paragraph.split('\n')
      const isList = lines.every((line) => line.startsWith(listMark))
      return {
        items: isList ? lines.map((line) => line.slice(listMark.length)) : null,
        lines: lines.map((line) => ({ words: line, href: /^https?:\/\/\S+$/.test(line) ? line : null })),
      }
    })
