// A letter that somebody edits before it is sent. Its words are text with places for what is known only
// when it leaves – `{link}`, `{until}` … – in the grammar people type anyway: an empty line between
// paragraphs, a dash before each item of a list, `[label]({link})` for the one thing to do,
// `([label]({profile}))` for what there is to read beside it.
import { linkIn, type Block } from './letter-layout.js'

/** What somebody made of a letter; null where the original's words stay. */
export interface Written {
  subject: string | null
  body: string | null
  /** A paragraph of one's own, beside the words. */
  personal: string | null
}

/** A letter that nobody edited. */
export const untouched: Written = { subject: null, body: null, personal: null }

/** The places that every edited letter keeps, in the order of the hint. */
export const neededPlaces = ['link', 'until', 'signer'] as const
/** The places a letter may have. */
export const places = ['name', ...neededPlaces, 'profile'] as const
export type Place = (typeof places)[number]

export const placeOf = (place: Place): string => `{${place}}`

/** All places, each standing for itself: a letter rendered with them is one that can be edited. */
export const openPlaces = Object.fromEntries(places.map((place) => [place, placeOf(place)])) as Record<
  Place,
  string
>

function blockAsTyped(block: Block): string {
  switch (block.kind) {
    case 'link':
      return `[${block.label}](${block.url})`
    case 'aside':
      return `([${block.label}](${block.url}))`
    case 'list':
      return block.items.map((item) => `– ${item}`).join('\n')
    case 'words':
      return block.lines.join('\n')
  }
}

/** A letter's paragraphs as somebody would type them. */
export const asTyped = (blocks: readonly Block[]): string => blocks.map(blockAsTyped).join('\n\n')

const item = /^[–—•*-]\s+/

function paragraph(typed: string): Block {
  const found = linkIn(typed)
  // Somebody forgot the outer brackets: only the answer is the thing to do.
  if (found) return found.url === placeOf('profile') ? { ...found, kind: 'aside' } : found
  const lines = typed.split('\n').map((line) => line.trim())
  return lines.every((line) => item.test(line))
    ? { kind: 'list', items: lines.map((line) => line.replace(item, '')) }
    : { kind: 'words', lines }
}

/** The paragraphs of what somebody typed. */
export const paragraphsOf = (typed: string): Block[] =>
  typed
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n\s*\n/)
    .map((each) => paragraph(each.trim()))

const anyPlace = new RegExp(`\\{(${places.join('|')})\\}`, 'g')

/** Gives every place its value; what looks like a place within a value is only words. */
export function filled(blocks: readonly Block[], values: Record<Place, string>): Block[] {
  const fill = (text: string) => text.replace(anyPlace, (_, place: Place) => values[place])
  return blocks.map((block) => {
    switch (block.kind) {
      case 'link':
      case 'aside':
        return { ...block, label: fill(block.label), url: fill(block.url) }
      case 'list':
        return { ...block, items: block.items.map(fill) }
      case 'words':
        return { ...block, lines: block.lines.map(fill) }
    }
  })
}

/** Puts the personal paragraph after the opening one – greeting and first paragraph – and before the link. */
export function withPersonal(blocks: readonly Block[], personal: string | null): Block[] {
  if (personal === null) return [...blocks]
  const own: Block = { kind: 'words', lines: personal.split('\n').map((line) => line.trim()) }
  const linkAt = blocks.findIndex(({ kind }) => kind === 'link')
  const at = Math.min(2, linkAt < 0 ? blocks.length : linkAt)
  return [...blocks.slice(0, at), own, ...blocks.slice(at)]
}

/** What is wrong with edited words; undefined when they may be sent. */
export type Fault = 'link' | 'until' | 'signer' | 'profile' | 'unknown-place'

export function faultIn(typed: string): Fault | undefined {
  const known = new Set<string>(places.map(placeOf))
  if ((typed.match(/\{[^{}]*\}?/g) ?? []).some((place) => !known.has(place))) return 'unknown-place'
  const times = (place: Place) => typed.split(placeOf(place)).length - 1
  const linked = (kind: Block['kind']) =>
    paragraphsOf(typed).flatMap((block) => (block.kind === kind && 'url' in block ? [block.url] : []))
  const isOnly = (urls: string[], place: Place) => urls.every((url) => url === placeOf(place))
  const [links, asides] = [linked('link'), linked('aside')]
  if (links.length !== 1 || !isOnly(links, 'link') || times('link') !== 1) return 'link'
  if (!isOnly(asides, 'profile') || times('profile') !== asides.length || asides.length > 1) return 'profile'
  return (['until', 'signer'] as const).find((place) => !typed.includes(placeOf(place)))
}
