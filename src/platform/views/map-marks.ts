// How a community is marked on a map, by its form as well as by its colour, the same in the picture and in
// the key below it. Colours are in public/css/map.css.

export type MapSide = 'ua' | 'partner'

/** What a map tells of a community: it has partners, seeks one, both, only partnerships to be checked, or nothing. */
export const marks = ['partnered', 'both', 'seeking', 'check', 'none'] as const
export type Mark = (typeof marks)[number]

const circle = (name: string, x: number, y: number, r: number) =>
  `<circle class="${name}" cx="${x}" cy="${y}" r="${r}"/>`

export function markAt(mark: Mark, side: MapSide, x: number, y: number): string {
  if (mark === 'partnered') return circle(`map-dot-${side}`, x, y, 8)
  if (mark === 'both') return circle(`map-ring-${side}`, x, y, 11) + circle(`map-dot-${side}`, x, y, 5)
  if (mark === 'seeking') return circle(`map-ring-${side}`, x, y, 8)
  if (mark === 'check') return `<path class="map-cross" d="M${x - 7} ${y - 7}l14 14m0-14l-14 14"/>`
  return circle('map-dot-none', x, y, 5)
}

/** The mark by itself, beside the words that say what it means. */
export const markAlone = (mark: Mark, side: MapSide): string =>
  `<svg class="map-mark" viewBox="-14 -14 28 28" aria-hidden="true" focusable="false">${markAt(mark, side, 0, 0)}</svg>`
