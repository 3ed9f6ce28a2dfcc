// Names, subjects and answers come from people and from other machines. Before one goes into a header
// or a letter it becomes a single line of bounded length that cannot turn the text around it.

// Control characters, marks that change the direction of writing, invisible fillers, tags, private use
// and halves of characters. Joiners stay: emoji and some scripts need them.
const unwanted =
  /[\p{Cc}\p{Co}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu
// Spaces at which no line breaks stay what they are: French has one before a colon.
const breaks = /(?:(?![\u00A0\u202F])[\s\u0085\u2028\u2029])+/gu

const letters = new Intl.Segmenter('uk', { granularity: 'grapheme' })

/** The text on one line, without control and direction marks, of at most `limit` visible characters. */
export function oneLine(text: string, limit: number): string {
  const line = text.replace(breaks, ' ').replace(unwanted, '').trim()
  if (line.length <= limit) return line
  let short = ''
  let count = 0
  for (const { segment } of letters.segment(line)) {
    if (count === limit - 1) return `${short.trimEnd()}…`
    short += segment
    count++
  }
  return line
}
