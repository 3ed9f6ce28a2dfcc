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

/** What a letter belongs to, as `about` names it: `introduction:<id>:ua`. */
export const introductionOf = (about: string | null): string | undefined =>
  /^introduction:([0-9a-f-]{36})(:|$)/.exec(about ?? '')?.[1]
