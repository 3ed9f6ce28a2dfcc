// The sign of a community: a small cross-stitch drawn from its official code, the same for ever. A pair
// is the left half of one and the right half of the other, joined by a gold seam. Decoration only:
// hidden from screen readers, never the sole carrier of meaning. Colours are in public/css/stitch.css.
import { createHash } from 'node:crypto'

/** Stitches from the middle to a corner of the diamond. */
const reach = 8
const cell = 10
const size = (2 * reach + 1) * cell

const stitch = ([x, y]: [number, number]) => `M${(x + reach) * cell} ${(y + reach) * cell}l7 7m0-7l-7 7`

/** Where one stitch of the eighth appears when it is mirrored both ways and across. */
const mirrored = (x: number, y: number): [number, number][] => {
  const places = [-x, x].flatMap((a) => [-y, y].flatMap((b) => [`${a},${b}`, `${b},${a}`]))
  return [...new Set(places)].map((place) => place.split(',').map(Number) as [number, number])
}

// A code decides one eighth of the diamond; the outline is always stitched, the row inside it never.
const eighth = Array.from({ length: reach + 1 }, (_, x) =>
  Array.from({ length: Math.min(x, reach - x) + 1 }, (_, y) => {
    const places = mirrored(x, y)
    const drawn = (keep: (x: number) => boolean) =>
      places
        .filter(([x]) => keep(x))
        .map(stitch)
        .join('')
    return {
      ring: reach - x - y,
      whole: drawn(() => true),
      left: drawn((x) => x < 0),
      right: drawn((x) => x > 0),
    }
  }),
).flat()

const seam = Array.from({ length: 2 * reach + 1 }, (_, row) => stitch([0, row - reach])).join('')

/** The stitches of a code in a part of the diamond: in the side's own thread, and in ink. */
function stitches(code: string, part: 'whole' | 'left' | 'right'): { own: string; ink: string } {
  const bytes = createHash('sha256').update(code).digest()
  let own = ''
  let ink = ''
  eighth.forEach(({ ring, [part]: drawn }, at) => {
    const chance = (bytes[at] ?? 0) % 8
    if (ring === 0 || (ring > 1 && chance >= 3 && chance < 6)) own += drawn
    else if (ring > 1 && chance >= 6) ink += drawn
  })
  return { own, ink }
}

const thread = (name: string, d: string) => `<path class="${name}" d="${d}"/>`
const drawing = (threads: string) =>
  `<svg class="sign" viewBox="-1.5 -1.5 ${size} ${size}" aria-hidden="true" focusable="false">${threads}</svg>`

/** The sign of one community, red for Ukraine and blue for its partners: inline SVG without styles. */
export function communitySign(code: string): string {
  const { own, ink } = stitches(code, 'whole')
  return drawing(thread(/^ua/i.test(code) ? 'sign-ua' : 'sign-partner', own) + thread('sign-ink', ink))
}

/** The sign of a pair: Ukraine's half on the left, the partner's on the right, the seam between. */
export function pairSign(uaCode: string, foreignCode: string): string {
  const ua = stitches(uaCode, 'left')
  const foreign = stitches(foreignCode, 'right')
  return drawing(
    thread('sign-ua', ua.own) +
      thread('sign-partner', foreign.own) +
      thread('sign-ink', ua.ink + foreign.ink) +
      thread('sign-seam', seam),
  )
}
