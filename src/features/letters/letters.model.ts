// Letters after they were written: which are in trouble, and how one looks on a page.

/** So many tries, about half an hour, and a letter that still waits is worth a look. */
export const triesBeforeTrouble = 5

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

/** The letters by which a side of an introduction is asked for its answer. */
export const askingLetters = [
  'introduction',
  'introduction-reminder',
  'introduction-extended',
  'introduction-follow-up',
] as const

/** Whether staff send a letter to another address from its introduction's page: what asks, and the contact. */
export const isReaddressed = (letter: string, about: string | null): boolean =>
  /^introduction:[0-9a-f-]{36}:(ua|foreign)$/.test(about ?? '') &&
  [...askingLetters, 'introduction-connected'].includes(letter)

/** What a letter belongs to, as `about` names it: `introduction:<id>:ua`. */
export const introductionOf = (about: string | null): string | undefined =>
  /^introduction:([0-9a-f-]{36})(:|$)/.exec(about ?? '')?.[1]
