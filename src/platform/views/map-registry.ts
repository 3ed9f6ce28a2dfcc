// The whole registry as one picture: the world as it looks from Ukraine, a thread for every partnership,
// and around it the stitches of a pair: red, the gold seam, blue. It is shown as an image of its own, so it
// brings its colours along. Drawn in small steps, so that nobody waits for it.
import { geoDistance, type GeoProjection } from 'd3-geo'
import { drawing, farthest, pointOf, seenFrom, spotOf } from './map-frame.js'
import { countryAt, landIn, type Point, type Shape } from './map-land.js'

export interface ThreadEnd {
  id: string
  lat: number
  lon: number
}

export interface RegistryThread {
  ua: ThreadEnd
  foreign: ThreadEnd
  /** Whether it is drawn as a thread; others leave only a grey cross where a community has nothing else. */
  living: boolean
}

/** Both width and height. */
export const registrySize = 1000

const middle = registrySize / 2
const globe = 464
/** Between Ukraine and most of its partners. */
const viewedFrom: Point = [24, 50]
const nearness = 0.07
/** What lies farther south has no communities, and would only be a line along the rim. */
const antarctica = -60
const kyiv: Point = [30.5, 50.45]

// As in public/css: an image cannot ask the page.
const colours = {
  paper: '#fbf8f1',
  sea: '#fffdf9',
  land: '#efe8d8',
  ukraine: '#f4dad3',
  border: '#fffdf9',
  thread: '#a3262f',
  gold: '#c8901a',
  river: '#1b4d8f',
  quiet: '#8b8375',
}

/** Lets others have their turn before the next step. */
const breath = () => new Promise<void>((go) => setImmediate(go))

const path = (attributes: string, d: string) => (d === '' ? '' : `<path ${attributes} d="${d}"/>`)

function projectionOfWorld(): GeoProjection {
  const reach = Math.log1p((farthest * Math.PI) / 180 / nearness)
  return seenFrom(viewedFrom, nearness)
    .scale(globe / reach)
    .translate([middle, middle])
}

async function ground(projection: GeoProjection): Promise<string> {
  const land = landIn('coarse')
  // At the size of a page nobody sees a finer coast, and every page view carries it.
  const draw = drawing(projection, 6)
  const ukraine = countryAt(land, kyiv)
  const rest = land.countries.filter((country) => country !== ukraine)
  const inSteps = async (shapes: readonly Shape[]) => {
    const near = shapes.filter(
      ({ middle, reach }) => middle[1] > antarctica && geoDistance(middle, viewedFrom) - reach < 2.2,
    )
    let lines = ''
    for (let i = 0; i < near.length; i += 12) {
      lines += draw(near.slice(i, i + 12))
      await breath()
    }
    return lines
  }
  return (
    path(`fill="${colours.land}"`, await inSteps(rest.flatMap(({ parts }) => parts))) +
    path(`fill="${colours.ukraine}"`, ukraine ? draw(ukraine.parts) : '') +
    path(`fill="none" stroke="${colours.border}" stroke-width="1.5"`, await inSteps(land.borders))
  )
}

/** So many layers of threads lie over one another, so that many threads look like many. */
const layers = 9

/** A thread hangs a little to the side, as if it were laid by hand. */
function threadOf([x, y]: readonly [number, number], [a, b]: readonly [number, number]): string {
  const [dx, dy] = [a - x, b - y]
  const bow = dx < 0 ? 0.1 : -0.1
  return `M${x} ${y}q${Math.round(dx / 2 - dy * bow)} ${Math.round(dy / 2 + dx * bow)} ${dx} ${dy}`
}

const dots = (spots: Iterable<readonly [number, number]>) =>
  [...new Set([...spots].map(([x, y]) => `M${x} ${y}h0`))].join('')

const dotted = (colour: string, size: number, spots: Iterable<readonly [number, number]>) =>
  path(`stroke="${colour}" stroke-width="${size}"`, dots(spots))

const crosses = (spots: Iterable<readonly [number, number]>) =>
  [...new Set([...spots].map(([x, y]) => `M${x - 3} ${y - 3}l6 6m0-6l-6 6`))].join('')

/** How thick the dot of a Ukrainian community is, by its partners. */
const sizes: readonly [atLeast: number, size: number][] = [
  [11, 15],
  [4, 10],
  [1, 7],
]

function endsOf(threads: readonly RegistryThread[], projection: GeoProjection) {
  const spots = new Map<string, [number, number]>()
  const living = new Map<string, number>()
  for (const { ua, foreign, living: lives } of threads)
    for (const end of [ua, foreign]) {
      if (!spots.has(end.id)) spots.set(end.id, spotOf(projection, pointOf(end)))
      living.set(end.id, (living.get(end.id) ?? 0) + Number(lives))
    }
  const ukrainian = new Set(threads.map(({ ua }) => ua.id))
  const those = (wanted: (id: string, count: number) => boolean) =>
    [...living].filter(([id, count]) => wanted(id, count)).map(([id]) => spots.get(id)!)
  return { spots, ukrainian, those }
}

function rim(): string {
  const stitches = { [colours.thread]: '', [colours.gold]: '', [colours.river]: '' }
  const count = 132
  for (let n = 0; n < count; n++) {
    const turn = (n / count) * 2 * Math.PI
    const [x, y] = [Math.sin(turn), -Math.cos(turn)].map((at) => Math.round(middle + at * (globe + 20) - 4))
    const fromSeam = Math.min(n % (count / 2), count / 2 - (n % (count / 2)))
    const colour = fromSeam < 2 ? colours.gold : n < count / 2 ? colours.river : colours.thread
    stitches[colour] += `M${x} ${y}l8 8m0-8l-8 8`
  }
  return Object.entries(stitches)
    .map(([colour, d]) => path(`stroke="${colour}" stroke-width="2.6"`, d))
    .join('')
}

// Red where a thread begins, gold on its way, blue where it arrives.
const gradient = ([x, y]: readonly [number, number]) =>
  `<radialGradient id="t" gradientUnits="userSpaceOnUse" cx="${x}" cy="${y}" r="420">` +
  `<stop offset=".08" stop-color="${colours.thread}"/><stop offset=".32" stop-color="${colours.gold}"/>` +
  `<stop offset=".5" stop-color="${colours.gold}"/><stop offset=".95" stop-color="${colours.river}"/></radialGradient>`

/** The picture as SVG, the same for the same registry. */
export async function drawRegistry(threads: readonly RegistryThread[]): Promise<string> {
  const projection = projectionOfWorld()
  const land = await ground(projection)
  const { spots, ukrainian, those } = endsOf(threads, projection)
  const layered = Array.from({ length: layers }, () => '')
  for (const [n, { ua, foreign }] of threads.filter(({ living }) => living).entries()) {
    layered[n % layers] += threadOf(spots.get(ua.id)!, spots.get(foreign.id)!)
    if (n % 200 === 199) await breath()
  }
  const quiet = those((_, count) => count === 0)
  const own = sizes.map(([atLeast, size], i) => {
    const below = sizes[i - 1]?.[0] ?? Infinity
    return { size, spots: those((id, count) => ukrainian.has(id) && count >= atLeast && count < below) }
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${registrySize} ${registrySize}">` +
    `<defs>${gradient(spotOf(projection, kyiv))}</defs>` +
    `<path fill="${colours.paper}" d="M0 0h${registrySize}v${registrySize}H0z"/>` +
    `<circle cx="${middle}" cy="${middle}" r="${globe}" fill="${colours.sea}"/>` +
    land +
    '<g fill="none" stroke-linecap="round">' +
    layered.map((d) => path('stroke="url(#t)" stroke-opacity=".38" stroke-width="1.3"', d)).join('') +
    path(`stroke="${colours.quiet}" stroke-width="2"`, crosses(quiet)) +
    dotted(
      colours.river,
      6,
      those((id, count) => !ukrainian.has(id) && count > 0),
    ) +
    dotted(
      colours.sea,
      10,
      own.flatMap((group) => group.spots),
    ) +
    own
      .map((group) => dotted(colours.thread, group.size, group.spots))
      .reverse()
      .join('') +
    rim() +
    '</g></svg>'
  )
}
