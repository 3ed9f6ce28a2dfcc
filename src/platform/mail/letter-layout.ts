// The little grammar letters are written in. First line: the subject. Paragraphs are separated by empty
// lines; their lines flow together unless one ends in a backslash. Lines that begin with a dash are a
// list. A paragraph that is only `[label](address)` is the one thing to do; in brackets of its own,
// `([label](address))`, it is something to read beside that.

export type Block =
  | { kind: 'words'; lines: string[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'link' | 'aside'; label: string; url: string }

export interface LaidOut {
  subject: string
  blocks: Block[]
}

// Marks of the grammar inside somebody's name or words must stay what they are: text.
const marks = '[]\\'
const shield = 0xe000

/** Takes the meaning out of grammar marks in a value; `layOut` gives the marks back. */
export const shielded = (value: string): string =>
  value.replace(/[[\]\\]/g, (mark) => String.fromCharCode(shield + marks.indexOf(mark)))

const unshielded = (text: string): string =>
  text.replace(/[\uE000-\uE002]/g, (mark) => marks[mark.charCodeAt(0) - shield] ?? '')

const link = /^(?:\[([^\]]+)\]\((\S+)\)|\(\[([^\]]+)\]\((\S+)\)\))$/

/** A paragraph that is a link: the one thing to do, or something to read beside it. */
export function linkIn(paragraph: string): Extract<Block, { kind: 'link' | 'aside' }> | undefined {
  const [, label, url, besides, at] = link.exec(paragraph.replaceAll('\n', ' ')) ?? []
  if (label !== undefined && url !== undefined) return { kind: 'link', label, url }
  return besides !== undefined && at !== undefined ? { kind: 'aside', label: besides, url: at } : undefined
}

function block(paragraph: string): Block {
  const found = linkIn(paragraph)
  if (found) return { ...found, label: unshielded(found.label) }
  const lines = paragraph.split('\n')
  if (lines.every((line) => line.startsWith('– ')))
    return { kind: 'list', items: lines.map((line) => unshielded(line.slice(2))) }
  const flowing = lines.join(' ').split(/\\ ?/)
  return { kind: 'words', lines: flowing.map((line) => unshielded(line.trim())) }
}

export function layOut(source: string): LaidOut {
  const [subject = '', ...paragraphs] = source.trim().split(/\n\s*\n/)
  return { subject: unshielded(subject), blocks: paragraphs.map((each) => block(each.trim())) }
}

function blockAsText(block: Block, colon: string): string {
  switch (block.kind) {
    case 'link':
    case 'aside':
      return `${block.label}${colon}\n${block.url}`
    case 'list':
      return block.items.map((item) => `– ${item}`).join('\n')
    case 'words':
      return block.lines.join('\n')
  }
}

/** @param colon as the language writes it before an address: French sets a space before it */
export const asText = (blocks: readonly Block[], colon = ':'): string =>
  `${blocks.map((block) => blockAsText(block, colon)).join('\n\n')}\n`
