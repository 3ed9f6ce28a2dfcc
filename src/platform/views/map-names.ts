// Names beside the dots of a map, as many as there is room for: none lies on another or on a dot. Some are
// for wide screens only, where letters are smaller beside the map.
import Handlebars from 'handlebars'

export interface NamedSpot {
  x: number
  y: number
  /** How far from the middle of its dot the name begins. */
  gap: number
  name: string
  /** For the `lang` attribute. */
  lang?: string | null
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** As in public/css/map.css, in units of the picture. */
const sizes = { wide: 25, narrow: 46 }
const atMost = { wide: 22, narrow: 7 }
/** How broad a letter is, beside its height. */
const breadth = 0.53
const longest = 26
/** So many names have room in any case. */
const always = 2

const cut = (name: string) => (name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name)

const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const around = (x: number, y: number, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
})

interface Placed {
  x: number
  y: number
  anchor: 'start' | 'end' | 'middle'
  box: Box
}

/** Right of the dot, left of it, below, above. */
function places({ x, y, gap, name }: NamedSpot, size: number): Placed[] {
  const long = cut(name).length * size * breadth
  const [up, down] = [size * 0.6, size * 0.45]
  const beside = { top: y - up, bottom: y + down }
  const over = (base: number) => ({
    x,
    y: base,
    anchor: 'middle' as const,
    box: { left: x - long / 2, right: x + long / 2, top: base - size * 0.85, bottom: base + size * 0.25 },
  })
  const base = y + size * 0.34
  return [
    { x: x + gap, y: base, anchor: 'start', box: { left: x + gap, right: x + gap + long, ...beside } },
    { x: x - gap, y: base, anchor: 'end', box: { left: x - gap - long, right: x - gap, ...beside } },
    over(y + gap + size * 0.8),
    over(y - gap - size * 0.15),
  ]
}

/**
 * The names of some dots as text of an SVG; those that come first are the first to get room.
 * @param dots every dot of the picture, named or not
 */
export function namesOn(
  spots: readonly NamedSpot[],
  dots: readonly { x: number; y: number; gap: number }[],
  { width, height }: { width: number; height: number },
): string {
  const taken: Box[] = []
  const named = new Set<NamedSpot>()
  const dotBoxes = dots.map((dot) => ({ dot, box: around(dot.x, dot.y, dot.gap * 0.55) }))

  const inside = ({ box }: Placed) =>
    box.left > 6 && box.right < width - 6 && box.top > 6 && box.bottom < height - 6

  function write(spot: NamedSpot, size: number, name: string): string {
    const possible = places(spot, size).filter(
      (place) => inside(place) && !taken.some((other) => meets(place.box, other)),
    )
    const covered = ({ box }: Placed) =>
      dotBoxes.filter(({ dot, box: at }) => (dot.x !== spot.x || dot.y !== spot.y) && meets(box, at)).length
    const [free] = possible.filter((place) => covered(place) === 0)
    // A map without its first names would be no map of it: rather does a name lie on a few dots.
    const best =
      spots.indexOf(spot) < always ? [...possible].sort((a, b) => covered(a) - covered(b))[0] : free
    if (!best) return ''
    taken.push(best.box)
    named.add(spot)
    const [x, y] = [Math.round(best.x), Math.round(best.y)]
    const anchor = best.anchor === 'start' ? '' : ` text-anchor="${best.anchor}"`
    const lang = spot.lang ? ` lang="${Handlebars.escapeExpression(spot.lang)}"` : ''
    return `<text class="${name}" x="${x}" y="${y}"${anchor}${lang}>${Handlebars.escapeExpression(cut(spot.name))}</text>`
  }

  let text = ''
  // Names for every screen come first and stand where the larger letters of a phone have room.
  for (const [kind, name] of [
    ['narrow', 'map-label'],
    ['wide', 'map-label map-label-wide'],
  ] as const)
    for (const spot of spots)
      if (!named.has(spot) && named.size < atMost[kind]) text += write(spot, sizes[kind], name)
  return text
}
